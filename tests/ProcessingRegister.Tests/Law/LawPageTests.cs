using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ProcessingRegister.Law;
using ProcessingRegister.Tests.Rules;
using ProcessingRegister.Vocabulary;
using Xunit;

namespace ProcessingRegister.Tests.Law;

public partial class The_page_about_the_law
{
    private const string Page = "docs/law.md";

    [Fact]
    public void Lists_what_the_data_say()
    {
        var written = GeneratedPage.Committed(Page);
        Assert.Matches(Generated(), written);
        GeneratedPage.Check(Page, Generated().Replace(written, _ => $"<!-- generated -->\n{Tables()}<!-- end of generated -->"));
    }

    private static string Tables()
    {
        var page = new StringBuilder();
        void Add(FormattableString line) => page.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Add($"\n### Periods on {LawBook.Current.StateOfTheLaw:yyyy-MM-dd}\n\n| code | what | provision | runs from | length | duty |\n|---|---|---|---|---|---|");
        foreach (var rule in DeadlineRules.All)
        {
            var what = ExplanationWords.Say(ExplanationWords.KeyOf(rule.Code), "en");
            var from = ExplanationWords.Say(ExplanationWords.KeyOf(rule.Anchor), "en");
            Add($"| `{rule.Code}` | {what} | {rule.Provision} | {from} | {Everywhere(law => LengthOf(rule, law))} | {(rule.Duty == Duty.ToActBefore ? "to act" : "to keep or wait")} |");
        }

        Add($"\n### Readings on that day\n\n| key | value | source | confidence |\n|---|---|---|---|");
        foreach (var row in LawBook.Current.Parameters.Where(row => row.Key.StartsWith("period.", StringComparison.Ordinal) || row.Key == "dsr.pausePolicy"))
            Add($"| `{row.Key}` | {row.Jurisdiction}: {row.Value} | {row.Source} | {row.Confidence} |");

        Add($"\n### Calendars\n\n| place | years | source | confidence | note |\n|---|---|---|---|---|");
        foreach (var c in HolidayBook.Current.Calendars)
            Add($"| {c.Place} | {(c.FirstYear == c.LastYear ? $"{c.FirstYear}" : $"{c.FirstYear} to {c.LastYear}")} | {c.Source} | {c.Confidence} | {c.Note} |");

        return page.Append('\n').ToString();
    }

    // What is said of the Union, and where another jurisdiction differs.
    private static string Everywhere(Func<LawInForce, string> of)
    {
        var book = LawBook.Current;
        var answers = book.Jurisdictions.Select(place => (place.Code, Says: of(book.At(place.Code, book.StateOfTheLaw)))).ToList();
        var union = answers.Single(answer => answer.Code == Territory.EuropeanUnion).Says;
        return string.Join("; ", answers.Where(answer => answer.Says != union).GroupBy(answer => answer.Says)
            .Select(same => $"{string.Join(", ", same.Select(answer => answer.Code))}: {same.Key}").Prepend(union));
    }

    private static string LengthOf(DeadlineRule rule, LawInForce law)
    {
        try
        {
            if (!rule.AppliesUnder(law))
                return "does not apply";
            var (length, unit) = (law.Get(rule.Length).Value, rule.Unit.ToString().ToLowerInvariant());
            return rule.Extension is not null ? $"{length} + {law.Get(rule.Extension).Value} {unit}" : $"{length} {(length == 1 ? unit[..^1] : unit)}";
        }
        catch (LawUnknownException)
        {
            return "not known";
        }
    }

    [GeneratedRegex("<!-- generated -->.*<!-- end of generated -->", RegexOptions.Singleline)]
    private static partial Regex Generated();
}
