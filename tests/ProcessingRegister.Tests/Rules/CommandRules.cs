using System.Reflection;
using System.Text.RegularExpressions;
using ProcessingRegister.Vault;
using Wolverine.Http;
using Xunit;

namespace ProcessingRegister.Tests.Rules;

public partial class A_command
{
    public static TheoryData<Type> Commands => [.. ProgramTypes.Commands];

    public static TheoryData<string> PureFiles =>
        [.. Source.OfTheService.Where(file => file.Folder is not ("Decisions" or "Reading" or "Hosting") && Decides().IsMatch(file.Code)).Select(file => file.Path)];

    [Theory, MemberData(nameof(Commands))]
    public void Can_be_sent(Type command) =>
        Assert.True(
            Endpoints.Any(endpoint => endpoint.GetParameters().Any(p => p.ParameterType == command)), $"No endpoint takes {command.Name}.");

    [Theory, MemberData(nameof(Commands))]
    public void Shows_a_client_nothing_but_what_it_may_send(Type command) =>
        Assert.Empty(RegisterJson.Edge.GetTypeInfo(command).Properties.Where(p => p.Set is null && p.AssociatedParameter is null).Select(p => p.Name));

    [Theory, MemberData(nameof(Commands))]
    public void Is_tested_by_name(Type command) =>
        Assert.True(
            Source.OfTheTests.Any(file => file.Names(command.Name) && (file.Names("When") || file.Names("Creating"))),
            $"No test decides {command.Name}; begin with Given or Creating.");

    /// <summary>Time enters as an argument, and what is random is assigned outside: a decision can be repeated, and a fold replayed.</summary>
    [Theory, MemberData(nameof(PureFiles))]
    public void And_a_fold_are_pure(string path) =>
        Assert.Empty(Impure().Matches(Source.OfTheService.Single(file => file.Path == path).Code).Select(match => $"{path} uses {match.Value}."));

    [Theory]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("DateTime.Now")]
    [InlineData("Guid.NewGuid()")]
    [InlineData("Guid.CreateVersion7()")]
    [InlineData("RandomNumberGenerator.GetBytes(32)")]
    [InlineData("TimeProvider clock")]
    [InlineData("async Task<Decision>")]
    public void That_was_impure_would_be_found(string code) => Assert.Matches(Impure(), code);

    [Fact]
    public void Takes_one_expression_at_its_endpoint() =>
        Assert.Empty(Source.OfTheService.Where(file => Decides().IsMatch(file.Code)).SelectMany(file => BlockBody().Matches(file.Code)
            .Select(match => $"{file.Path}: {match.Groups[1].Value} has more than one expression; the second belongs in Decide.")));

    private static IEnumerable<MethodInfo> Endpoints => ProgramTypes.All.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance))
        .Where(method => method.GetCustomAttributes<WolverineHttpMethodAttribute>().Any());

    [GeneratedRegex(@"\bsealed (partial )?record \w[^;{]*?\b(ICommand|ICreation|IRecord)<")]
    private static partial Regex Decides();

    [GeneratedRegex(@"\b(DateTime(Offset)?\.(UtcNow|Now|Today)|Guid\.(NewGuid|CreateVersion7)|Random\w*|TimeProvider|Stopwatch|async|await)\b")]
    private static partial Regex Impure();

    [GeneratedRegex(@"\[Wolverine(?:Get|Post|Put|Delete|Patch)\([^\n]*\n\s*public static [^{;=]*?(\w+)\([^{;=]*\)\s*\{")]
    private static partial Regex BlockBody();
}
