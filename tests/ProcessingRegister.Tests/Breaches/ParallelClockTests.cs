using ProcessingRegister.Breaches;
using ProcessingRegister.Breaches.ParallelClocks;
using ProcessingRegister.Reading;
using ProcessingRegister.Tests.Deciding;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Breaches;

/// <summary>Rule 4.12. All instants are worked out by hand: 16 February 2026 is a Monday, and Stockholm is an hour ahead of UTC.</summary>
public class A_clock_of_another_act
{
    private static readonly CountryCode Sweden = CountryCode.Parse("SE");

    // Aware on Monday at 12:17 in Stockholm, classified at 16:30, notified at 19:00.
    private static readonly DateTimeOffset Classified = Utc(16, 15, 30);

    private static readonly DateTimeOffset Notified = Utc(16, 18);

    [Fact]
    public void Of_dora_runs_from_its_own_anchor()
    {
        var known = Folded<Breach>(Recorded(), Dora(Aware));
        AssertOwed(known, "dora.initialFromAwareness", Utc(17, 11, 17), Utc(17, 12));
        Assert.Null(known.Owed("dora.initial", Aware));

        AssertOwed(Folded<Breach>(Recorded(), Dora(Aware), Step(IncidentStep.ClassifiedAsMajor, Classified)), "dora.initial", Utc(16, 19, 30), Utc(16, 20));

        // Sent exactly on the hour: the limit takes it to be the hour that begins.
        AssertOwed(Folded<Breach>([Recorded(), .. UpToInitial()]), "dora.intermediate", Utc(19, 18), Utc(19, 19));

        // The final report counts from the latest intermediate one: a Saturday, and so to a Saturday.
        var reported = Folded<Breach>([Recorded(), .. UpToInitial(), Step(IncidentStep.IntermediateReport, Utc(18, 9)), Step(IncidentStep.IntermediateReport, Utc(28, 9))]);
        AssertOwed(reported, "dora.final", new(2026, 3, 27, 23, 0, 0, TimeSpan.Zero), new(2026, 3, 30, 22, 0, 0, TimeSpan.Zero));
        Assert.Equal(Utc(18, 9), reported.Owed("dora.intermediate", Utc(28, 12))!.MetAt);
    }

    [Fact]
    public void Of_nis2_runs_from_awareness_and_then_from_the_notification()
    {
        var known = Folded<Breach>(Recorded(), Nis2());
        AssertOwed(known, "nis2.earlyWarning", Utc(17, 11, 17), Utc(17, 12));
        AssertOwed(known, "nis2.notification", Utc(19, 11, 17), Utc(19, 12));
        Assert.Null(known.Owed("nis2.final", Aware));

        var notified = Folded<Breach>(Recorded(), Nis2(), Step(IncidentStep.IncidentNotification, Utc(17, 9)));
        Assert.Equal(Utc(17, 9), notified.Owed("nis2.earlyWarning", Utc(17, 10))!.MetAt);
        AssertOwed(notified, "nis2.final", new(2026, 3, 17, 23, 0, 0, TimeSpan.Zero), new(2026, 3, 17, 23, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Is_told_apart_by_whose_incident_it_is()
    {
        var breach = Folded<Breach>(Recorded(), Dora(Aware), new IncidentStated("bank", IncidentRegime.Dora, IncidentEntity.Controller, CountryCode.Parse("DK"), Aware.AddHours(2)));

        var owed = breach.Obligations(ProcessingRegister.Law.LawBook.Current, Aware).Where(o => o.Kind == "dora.initialFromAwareness").ToList();

        Assert.Equal([("own", DutyParty.Keeper, Aware.AddDays(1)), ("bank", DutyParty.Controller, Aware.AddHours(26))], owed.Select(o => (o.Reference!, o.Who, o.Target)));
    }

    [Fact]
    public void Goes_on_where_no_personal_data_were_breached_and_ends_where_the_statement_is_withdrawn()
    {
        var none = Given<Breach>(Recorded(), Nis2(), new BreachFoundNotToExist(Aware.AddHours(5), Why));
        Assert.NotNull(none.Record.Owed("nis2.notification", Aware.AddHours(6)));
        none.When(new EnterIncidentStep("own", IncidentStep.EarlyWarning, Aware.AddHours(6))).Then(Step(IncidentStep.EarlyWarning, Aware.AddHours(6)));

        var withdrawn = none.When(new WithdrawIncident("own", Aware.AddHours(7), Why)).Then(new IncidentStatementWithdrawn("own", Aware.AddHours(7), Why));
        Assert.Null(withdrawn.Owed("nis2.notification", Aware.AddDays(9)));
        Assert.Single(withdrawn.Incidents);
    }

    [Fact]
    public void Is_set_by_a_statement_that_is_made_once()
    {
        var stated = new StateIncident("own", IncidentRegime.Dora, Sweden, Aware);
        Given<Breach>(Recorded()).When(stated).Then(Dora(Aware));
        Given<Breach>([Recorded(), .. UpToInitial()]).When(stated).ThenAlreadyDone();
        Given<Breach>(Recorded(), Dora(Aware)).When(stated with { AwareAt = Aware.AddHours(1) }).ThenRefused(IncidentRefusals.RecordedOtherwise);
        Given<Breach>(Recorded()).When(stated with { AwareAt = Now.Instant.AddMinutes(1) }).ThenRefused(BreachRefusals.NotYetHappened);
        Given<Breach>(Recorded(new() { Occurred = new(Aware.AddHours(1)) })).When(stated).ThenRefused(BreachRefusals.AwareBeforeItOccurred);
        Given<Breach>(Recorded(), new BreachClosed(Aware, Why, Why)).When(stated).ThenRefused(BreachRefusals.Settled);
    }

    /// <summary>DORA applies in the Union since 17 January 2025; of its periods in Norway the book says nothing, and nothing is guessed.</summary>
    [Fact]
    public void Is_not_computed_by_law_that_is_not_known()
    {
        Given<Breach>(Recorded()).When(new StateIncident("own", IncidentRegime.Dora, Norway, Aware)).ThenRefused(IncidentRefusals.LawNotKnown);
        Given<Breach>(Recorded()).When(new StateIncident("own", IncidentRegime.Dora, CountryCode.Parse("JP"), Aware)).ThenRefused(IncidentRefusals.LawNotKnown);
        var before = new DateTimeOffset(2025, 1, 16, 22, 59, 0, TimeSpan.Zero);
        Given<Breach>(Recorded()).When(new StateIncident("own", IncidentRegime.Dora, Sweden, before)).ThenRefused(IncidentRefusals.LawNotKnown);
        Given<Breach>(Recorded()).When(new StateIncident("own", IncidentRegime.Dora, Sweden, before.AddMinutes(1))).ThenAppended<IncidentStated>();
    }

    [Fact]
    public void Takes_its_steps_in_the_order_of_the_act()
    {
        var given = Given<Breach>(Recorded(), Dora(Aware));
        given.When(new EnterIncidentStep("other", IncidentStep.ClassifiedAsMajor, Classified)).ThenRefused(IncidentRefusals.NotOnRecord);
        given.When(new EnterIncidentStep("own", IncidentStep.EarlyWarning, Classified)).ThenRefused(IncidentRefusals.StepOfAnotherAct);
        given.When(new EnterIncidentStep("own", IncidentStep.IntermediateReport, Classified)).ThenRefused(IncidentRefusals.StepMissing);
        given.When(new EnterIncidentStep("own", IncidentStep.ClassifiedAsMajor, Aware.AddSeconds(-1))).ThenRefused(IncidentRefusals.BeforeAwareness);
        given.When(new EnterIncidentStep("own", IncidentStep.ClassifiedAsMajor, Now.Instant.AddSeconds(1))).ThenRefused(BreachRefusals.NotYetHappened);
        given.When(new EnterIncidentStep("own", IncidentStep.ClassifiedAsMajor, Classified)).Then(Step(IncidentStep.ClassifiedAsMajor, Classified));

        var notified = Given<Breach>([Recorded(), .. UpToInitial()]);
        notified.When(new EnterIncidentStep("own", IncidentStep.InitialNotification, Notified)).ThenAlreadyDone();
        notified.When(new EnterIncidentStep("own", IncidentStep.InitialNotification, Notified.AddHours(1))).ThenRefused(IncidentRefusals.StepRecordedOtherwise);
        notified.When(new EnterIncidentStep("own", IncidentStep.IntermediateReport, Notified.AddMinutes(-1))).ThenRefused(IncidentRefusals.OutOfOrder);
        notified.When(new EnterIncidentStep("own", IncidentStep.FinalReport, Notified.AddDays(1))).ThenRefused(IncidentRefusals.StepMissing);

        var final = Given<Breach>([Recorded(), .. UpToInitial(), Step(IncidentStep.IntermediateReport, Utc(18, 9)), Step(IncidentStep.FinalReport, Utc(20, 9))]);
        final.When(new EnterIncidentStep("own", IncidentStep.IntermediateReport, Utc(20, 10))).ThenRefused(IncidentRefusals.OutOfOrder);
        final.When(new EnterIncidentStep("own", IncidentStep.IntermediateReport, Utc(19, 10))).ThenAppended<IncidentStepTaken>();
    }

    [Fact]
    public void Is_withdrawn_once_and_not_before_it_began()
    {
        Given<Breach>(Recorded(), Dora(Aware)).When(new WithdrawIncident("own", Aware.AddHours(-1), Why)).ThenRefused(IncidentRefusals.BeforeAwareness);
        Given<Breach>(Recorded(), Dora(Aware)).When(new WithdrawIncident("bank", Aware, Why)).ThenRefused(IncidentRefusals.NotOnRecord);
        Given<Breach>(Recorded(), Dora(Aware), new IncidentStatementWithdrawn("own", Aware, Why)).When(new WithdrawIncident("own", Aware, Why)).ThenAlreadyDone();
        Given<Breach>(Recorded(), Dora(Aware), new IncidentStatementWithdrawn("own", Aware, Why)).When(new EnterIncidentStep("own", IncidentStep.ClassifiedAsMajor, Classified))
            .ThenRefused(IncidentRefusals.NotOnRecord);
    }

    private static void AssertOwed(Breach breach, string kind, DateTimeOffset target, DateTimeOffset limit)
    {
        var owed = breach.Owed(kind, Aware)!;
        Assert.Equal((target, limit, "own"), (owed.Target, owed.Limit!.Value, owed.Reference));
        Assert.True(breach.Owed(kind, limit)!.IsOpen);
        Assert.Equal(ObligationState.Overdue, breach.Owed(kind, limit.AddTicks(10))!.State);
    }

    private static IncidentStated Dora(DateTimeOffset aware) => new("own", IncidentRegime.Dora, IncidentEntity.Keeper, Sweden, aware);

    private static IncidentStated Nis2() => new("own", IncidentRegime.Nis2, IncidentEntity.Keeper, Sweden, Aware);

    private static IncidentStepTaken Step(IncidentStep step, DateTimeOffset at) => new("own", step, at);

    private static object[] UpToInitial() => [Dora(Aware), Step(IncidentStep.ClassifiedAsMajor, Classified), Step(IncidentStep.InitialNotification, Notified)];

    private static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 2, day, hour, minute, 0, TimeSpan.Zero);
}
