using ProcessingRegister.Breaches;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Breaches;

/// <summary>Rule 4.4: what the assessed risk decides, by the law as it is and as it is proposed to be.</summary>
public class The_decision_table
{
    private static readonly LawBook Proposed = LawBook.Current
        .With(Row("breach.sa.hours", "96")).With(Row("breach.sa.threshold", "\"highRisk\""));

    [Theory]
    [InlineData(null, true, false)]
    [InlineData(RiskOutcome.Unlikely, false, false)]
    [InlineData(RiskOutcome.Risk, true, false)]
    [InlineData(RiskOutcome.HighRisk, true, true)]
    public void Holds_for_the_law_of_today(RiskOutcome? risk, bool authority, bool subjects) => AssertOwed(Assessing(risk), LawBook.Current, authority ? 72 : null, subjects);

    /// <summary>The proposal takes the duty away below a high risk; a risk that was not assessed is none that is known to be lower.</summary>
    [Theory]
    [InlineData(null, true, false)]
    [InlineData(RiskOutcome.Unlikely, false, false)]
    [InlineData(RiskOutcome.Risk, false, false)]
    [InlineData(RiskOutcome.HighRisk, true, true)]
    public void Holds_for_the_law_as_proposed(RiskOutcome? risk, bool authority, bool subjects) => AssertOwed(Assessing(risk), Proposed, authority ? 96 : null, subjects);

    [Theory]
    [InlineData(RiskOutcome.Unlikely)]
    [InlineData(RiskOutcome.HighRisk)]
    public void Asks_nothing_where_there_was_no_breach_which_stays_on_record(RiskOutcome risk)
    {
        var breach = Folded<Breach>(Recorded(), AwareAs(BreachRole.Controller), Assessed(risk), new BreachFoundNotToExist(Aware.AddHours(3), Why));

        AssertOwed(breach, LawBook.Current, null, false);
        Assert.Equal((BreachStatus.NoBreach, Why), (BreachEntry.Of(breach).Status, BreachEntry.Of(breach).WhyAuthorityNotNotified));
    }

    /// <summary>V15, V16: a case is pinned to the law of the day on which its controller became aware, in its own State.</summary>
    [Fact]
    public void Is_that_of_the_day_of_awareness()
    {
        var book = LawBook.Current.With(Row("breach.sa.hours", "96", "2026-02-17")).With(Row("breach.sa.threshold", "\"highRisk\"", "2026-02-17"));
        // Aware on 16 February at 23:59:59 in Oslo, and a second later.
        var midnight = new DateTimeOffset(2026, 2, 16, 23, 0, 0, TimeSpan.Zero);
        foreach (var (aware, hours) in new[] { (midnight.AddSeconds(-1), 72), (midnight, 96) })
        {
            var breach = Folded<Breach>(Recorded(), AwareAs(BreachRole.Controller, aware));
            Assert.Equal(aware.AddHours(hours), breach.Owed("breach.sa", aware.AddDays(30), book)!.Target);
            var risk = Folded<Breach>(Recorded(), AwareAs(BreachRole.Controller, aware), Assessed(RiskOutcome.Risk, aware.AddDays(2)));
            Assert.Equal(hours == 72, risk.MustNotifyAuthority(book));
        }
    }

    /// <summary>EDPB Guidelines 01/2021, case 01: ransomware with a proper backup and without exfiltration is documented, and neither notified nor communicated.</summary>
    [Fact]
    public void Comes_to_what_the_guidelines_say_of_ransomware_with_a_backup()
    {
        var facts = new BreachFacts
        {
            Kinds = [BreachKind.Availability],
            Availability = AvailabilityLoss.LostWithCopy,
            Incident = IncidentType.Ransomware,
            Cause = BreachCause.ExternalMalicious,
            Protection = new(Answer.Yes, Answer.No, "encryption at rest"),
            MeasuresTaken = ["Restored from the backup within hours"],
        };
        var assessed = Given<Breach>(Recorded(facts), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Unlikely));
        AssertOwed(assessed.Record, LawBook.Current, null, false);
        assessed.When(new CloseBreach(Aware.AddDays(1), Why, Why)).ThenRefused(BreachRefusals.NotNotifyingWithoutReasons);

        var decided = Given<Breach>(Recorded(facts), AwareAs(BreachRole.Controller), Assessed(RiskOutcome.Unlikely), new NotNotifyingDecided(Aware.AddHours(5), 1, Why, ["logs show no exfiltration"]));
        var closed = decided.When(new CloseBreach(Aware.AddDays(1), Why, Why)).ThenAppended<BreachClosed>();
        var entry = BreachEntry.Of(closed);
        Assert.Equal((BreachStatus.Closed, RiskOutcome.Unlikely, null, null), (entry.Status, entry.Risk, entry.AuthorityNotifiedAt, entry.CommunicatedAt));
        Assert.Equal((Why, Why, Why), (entry.WhyAuthorityNotNotified, entry.Effects, entry.RemedialAction));
    }

    private static Breach Assessing(RiskOutcome? risk) =>
        risk is { } outcome ? Folded<Breach>(Recorded(), AwareAs(BreachRole.Controller), Assessed(outcome)) : Folded<Breach>(Recorded(), AwareAs(BreachRole.Controller));

    private static void AssertOwed(Breach breach, LawBook law, int? hours, bool subjects)
    {
        Assert.Equal(hours is { } h ? Aware.AddHours(h) : null, breach.Owed("breach.sa", Aware, law)?.Target);
        Assert.Equal(subjects, breach.Owed("breach.communication", Aware, law) is not null);
    }

    private static LawParameter Row(string key, string value, string from = "2026-02-01") => new(
        Norway, key, System.Text.Json.JsonDocument.Parse(value).RootElement, DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), null, LawStatus.InForce, "a change that was tried out", Confidence.D);
}
