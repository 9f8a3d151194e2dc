using System.Text.Json;
using System.Text.RegularExpressions;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Rules;

public partial class An_event
{
    private static readonly string[] Participles =
    [
        "Begun", "Bound", "Brought", "Drawn", "Found", "Given", "Gone", "Held", "Kept", "Known", "Laid", "Left", "Lost", "Made", "Met", "Paid", "Put", "Read",
        "Sent", "Set", "Shown", "Sought", "Split", "Taken", "Told", "Understood", "Upheld", "Withdrawn", "Withheld", "Won", "Written",
    ];

    public static TheoryData<Type> Events => [.. ProgramTypes.Events.Keys];

    [Theory, MemberData(nameof(Events))]
    public void Holds_no_personal_data_in_the_clear(Type type) => Assert.Empty(FieldTypes.Forbidden(type, type.Name));

    [Theory, MemberData(nameof(Events))]
    public void Is_a_sealed_record_named_in_the_past_tense(Type type)
    {
        Assert.True(type.IsSealed && type.GetMethod("<Clone>$") is not null, $"{type.Name} must be a sealed record.");
        Assert.True(
            Word().Matches(type.Name).Any(word => word.Value.EndsWith("ed", StringComparison.Ordinal) || Participles.Contains(word.Value)),
            $"{type.Name} must say what happened: 'AuthorityNotified', not 'NotifyAuthority'.");
    }

    [Theory, MemberData(nameof(Events))]
    public void Belongs_to_one_kind_of_record(Type type) =>
        Assert.True(
            ProgramTypes.Records.Count(record => ProgramTypes.EventsOf(record).Contains(type)) == 1,
            $"{type.Name} must be listed in the Events of exactly one record.");

    /// <summary>The measure of this architecture: an event lives in its record's file and its command's, and at most in one view.</summary>
    [Theory, MemberData(nameof(Events))]
    public void Is_named_in_at_most_three_source_files(Type type)
    {
        var files = Source.OfTheService.Where(file => file.Names(type.Name)).Select(file => file.Path).ToList();
        Assert.True(files.Count <= 3, $"{type.Name} is named in {string.Join(", ", files)}.");
    }

    [Fact]
    public void That_takes_effect_or_is_decided_is_known_to_the_store()
    {
        var decided = Source.OfTheService.SelectMany(file => Appended().Matches(file.Code)).Select(match => match.Groups[1].Value).ToHashSet();
        var events = ProgramTypes.All.Where(type => !type.IsInterface && (type.IsAssignableTo(typeof(ITakesEffect)) || decided.Contains(type.Name)));

        Assert.Empty(events.Where(type => !ProgramTypes.Events.ContainsKey(type)).Select(type => $"{type.Name} is in no register's Events."));
        Assert.Empty(ProgramTypes.Records.SelectMany(ProgramTypes.EventsOf).Where(type => !ProgramTypes.Events.ContainsKey(type))
            .Select(type => $"{type.Name} is in its record's Events, but no register tells the store of it."));
    }

    [Theory]
    [InlineData(typeof(Leaks.AsText), "AsText.name is a String")]
    [InlineData(typeof(Leaks.InAList), "InAList.people[].name is a String")]
    [InlineData(typeof(Leaks.Anything), "Anything.whatever is a Object")]
    [InlineData(typeof(Leaks.AnyJson), "AnyJson.whatever is a JsonElement")]
    [InlineData(typeof(Leaks.Imprecise), "Imprecise.share is a Double")]
    [InlineData(typeof(Leaks.OpenToDerived), "OpenToDerived.part is a Unsealed")]
    [InlineData(typeof(Leaks.ByName), "ByName.parts is a Dictionary`2")]
    public void That_could_leak_is_found_by_this_rule(Type type, string place) =>
        Assert.StartsWith(place, Assert.Single(FieldTypes.Forbidden(type, type.Name)), StringComparison.Ordinal);

    [Fact]
    public void May_state_points_and_lists_of_parts() => Assert.Empty(FieldTypes.Forbidden(typeof(Leaks.Nothing), "Nothing"));

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"Append\(\s*(?:\[[^\]]*?)?new (\w+)\(")]
    private static partial Regex Appended();

    private static class Leaks
    {
        internal sealed record AsText(string Name);

        internal sealed record InAList(IReadOnlyList<AsText> People);

        internal sealed record Anything(object Whatever);

        internal sealed record AnyJson(JsonElement? Whatever);

        internal sealed record Imprecise(double Share);

        internal record Unsealed(Guid Id);

        internal sealed record OpenToDerived(Unsealed Part);

        internal sealed record ByName(Dictionary<string, Guid> Parts);

        internal sealed record Nothing(Stated<IReadOnlyList<ImpersonalText>> Points, ContactPerson? Person, Role[] Roles, byte[] Digest, Nothing? Inner);
    }
}
