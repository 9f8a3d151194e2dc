using System.Text.RegularExpressions;
using Xunit;

namespace ProcessingRegister.Tests.Rules;

public partial class A_source_file
{
    private const int MaxLines = 300;

    private static readonly string[] SaysNothing = ["Core", "Common", "Shared", "Utils", "Utilities", "Helpers", "Helper", "Manager", "Service", "Base"];

    private static readonly IReadOnlyList<Source> Files = Source.In("src", "*.cs", "*.razor");

    [Fact]
    public void Fits_in_the_head() =>
        Assert.Empty(Files.Select(file => (file.Path, Lines: file.Text.Count(c => c == '\n'))).Where(file => file.Lines > MaxLines)
            .Select(file => $"{file.Path} has {file.Lines} lines; {MaxLines} is the most."));

    [Fact]
    public void Lies_under_a_name_that_says_what_it_is() =>
        Assert.Empty(Files.Where(file => file.Path.Split('/', '.').Intersect(SaysNothing).Any()).Select(file => file.Path));

    [Fact]
    public void Catches_everything_only_with_a_reason() =>
        Assert.Empty(Files.SelectMany(file => CatchAll().Matches(file.Text)
            .Where(match => !match.Value.Contains("//", StringComparison.Ordinal) && !match.Value.Contains("throw;", StringComparison.Ordinal))
            .Select(match => $"{file.Path}: a catch of every exception needs a comment that says why, unless it throws on: {match.Value.Trim()}")));

    [GeneratedRegex(@"^([^\S\n]*)catch(?: \(Exception(?: \w+)?\))?[^\S\n]*(?://[^\n]*)?\n\1\{.*?^\1\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CatchAll();
}
