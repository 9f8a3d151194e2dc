using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using ProcessingRegister.Decisions;
using Xunit;

namespace ProcessingRegister.Tests.Rules;

public partial class The_refusals
{
    private static readonly IReadOnlyList<Refusal> All = [.. ProgramTypes.All.Where(type => !type.ContainsGenericParameters)
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)).Where(field => field.FieldType == typeof(Refusal))
        .Select(field => (Refusal)field.GetValue(null)!)];

    [Fact]
    public void Have_each_a_code_of_their_own() =>
        Assert.Empty(All.GroupBy(refusal => refusal.Code).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void Have_codes_in_kebab_case_and_one_sentence()
    {
        Assert.All(All, refusal => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", refusal.Code));
        Assert.All(All, refusal => Assert.Matches(@"^\p{Lu}.*\.$", refusal.Sentence));
        Assert.All(All, refusal => Assert.NotEmpty(refusal.Provision));
    }

    [Fact]
    public void Are_listed_by_provision()
    {
        var page = new StringBuilder("""
            # Refusals

            Generated from the program; the rules test checks it. A refusal is answered as 409 with the type `urn:processing-register:refusal:{code}`;
            the code is a contract.

            | provision | code | rule |
            |---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var refusal in All.OrderBy(ArticleOf).ThenBy(r => r.Provision, StringComparer.Ordinal).ThenBy(r => r.Code, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"| {refusal.Provision} | `{refusal.Code}` | {refusal.Sentence} |\n");
        GeneratedPage.Check("docs/refusals.md", page.ToString());
    }

    // Rules of the register itself come last.
    private static int ArticleOf(Refusal refusal) =>
        Article().Match(refusal.Provision) is { Success: true } article ? int.Parse(article.Value, CultureInfo.InvariantCulture) : int.MaxValue;

    [GeneratedRegex(@"(?<=^Art\. )\d+")]
    private static partial Regex Article();
}
