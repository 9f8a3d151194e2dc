using System.Text.Json;
using System.Text.RegularExpressions;
using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Law.Cases;
using static ProcessingRegister.Tests.Law.Days;

namespace ProcessingRegister.Tests.Law;

public partial class An_explanation
{
    private static readonly Deadline OverEaster = Deadlines.Compute(DeadlineRules.AnswerRequest, Norway, Utc("2026-03-05T09:00:00Z"));

    [Fact]
    public void Tells_each_step_in_English() =>
        Assert.Equal(
            [
                "Answer the data subject's request: 1 month from the receipt of the request, Thursday 5 March 2026 at 10:00 (UTC+01:00).",
                "The period ends with the day that corresponds to that of the event: Sunday 5 April 2026.",
                "Sunday 5 April 2026 is no working day (Easter Sunday).",
                "By the latest reading the period therefore ends with the next working day: Tuesday 7 April 2026.",
                "Whether Regulation (EEC, Euratom) No 1182/71 governs this period in Norway is not settled; rely on the target.",
                "The target is the last working day before: Wednesday 1 April 2026.",
            ],
            OverEaster.Explanation.In("en"));

    [Fact]
    public void Tells_each_step_in_Norwegian() =>
        Assert.Equal(
            [
                "Besvar den registrertes anmodning: 1 måned fra mottaket av anmodningen, torsdag 5. mars 2026 kl. 10:00 (UTC+01:00).",
                "Fristen utløper ved slutten av den dagen som svarer til hendelsens dag: søndag 5. april 2026.",
                "Søndag 5. april 2026 er ingen virkedag (første påskedag).",
                "Etter den seneste lesemåten utløper fristen derfor ved slutten av neste virkedag: tirsdag 7. april 2026.",
                "Om forordning (EØF, Euratom) nr. 1182/71 gjelder for denne fristen i Norge, er ikke avklart; hold deg til målet.",
                "Målet er siste virkedag før: onsdag 1. april 2026.",
            ],
            OverEaster.Explanation.In("nb"));

    [Fact]
    public void Of_hours_names_the_hour_that_does_not_count() =>
        Assert.Equal(
            [
                "Notify the breach to the supervisory authority: 72 hours from the controller's awareness of the breach, Tuesday 10 February 2026 at 12:17 (UTC+01:00).",
                "Hours are counted as they elapse, on Saturdays, Sundays and public holidays too; they end on Friday 13 February 2026 at 12:17 (UTC+01:00), and that end is not moved.",
                "By the latest reading the clock hour of the event does not count, and the period ends with its last whole hour, on Friday 13 February 2026 at 13:00 (UTC+01:00).",
            ],
            Deadlines.Compute(DeadlineRules.NotifyAuthority, Sweden, Utc("2026-02-10T11:17:00Z")).Explanation.In("en"));

    [Theory]
    [InlineData("DE", "2026-05-04", ExplanationCode.RegionalHoliday)]
    [InlineData("SE", "2026-11-24", ExplanationCode.DisputedHoliday)]
    [InlineData("NO", "2026-11-24", ExplanationCode.ClosingDay)]
    [InlineData("SE", "2026-01-31", ExplanationCode.EndsWithMonth)]
    public void Mentions_what_a_reader_might_miss(string place, string received, ExplanationCode code)
    {
        var jurisdiction = Territory.Parse(place);

        Assert.Contains(Deadlines.Compute(DeadlineRules.AnswerRequest, jurisdiction, Noon(jurisdiction, On(received))).Explanation.Steps, step => step.Code == code);
    }

    [Fact]
    public void Has_words_in_both_languages_for_all_that_it_may_name()
    {
        var keys = Enum.GetValues<ExplanationCode>().Select(ExplanationWords.KeyOf)
            .Concat(Enum.GetValues<Anchor>().Select(ExplanationWords.KeyOf))
            .Concat(DeadlineRules.All.Select(rule => ExplanationWords.KeyOf(rule.Code)))
            .Concat(LawBook.Current.Jurisdictions.Select(place => ExplanationWords.KeyOf(place.Code)))
            .Concat(LawBook.Current.Parameters.Where(row => row.Key.StartsWith("retention.", StringComparison.Ordinal)).Select(row => ExplanationWords.KeyOf(row.Key)));

        Assert.Empty(keys.Except(ExplanationWords.All.Select(words => words.Key)));
        Assert.All(ExplanationWords.All, words => Assert.Equal(
            Places().Matches(words.En).Select(place => place.Value).Order(), Places().Matches(words.Nb).Select(place => place.Value).Order()));
    }

    [Fact]
    public void Is_known_in_no_other_language() => Assert.Throws<ArgumentOutOfRangeException>(() => OverEaster.Explanation.In("sv"));

    [Fact]
    public void Can_be_sent_as_codes_with_parameters()
    {
        var json = JsonSerializer.Serialize(OverEaster, LawBook.Json);

        var step = JsonDocument.Parse(json).RootElement.GetProperty("explanation").GetProperty("steps")[1];
        Assert.Equal(("endsOnSameDay", "ExplanationCode.endsOnSameDay"), (step.GetProperty("code").GetString(), step.GetProperty("key").GetString()));
        Assert.Equal(("day", "2026-04-05"), (step.GetProperty("values")[0].GetProperty("kind").GetString(), step.GetProperty("values")[0].GetProperty("day").GetString()));
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Deadline>(json, Lenient), LawBook.Json));
    }

    // What a step computes from the rest is written and not read.
    private static JsonSerializerOptions Lenient => new(LawBook.Json) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip };

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Places();
}
