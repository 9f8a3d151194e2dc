using ProcessingRegister.SubprocessorChanges;
using ProcessingRegister.SubprocessorChanges.Informing;
using ProcessingRegister.Tests.Deciding;
using ProcessingRegister.Vault;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.SubprocessorChanges.Facts;

namespace ProcessingRegister.Tests.SubprocessorChanges;

public class Intending_a_change
{
    [Fact]
    public void Tells_nobody()
    {
        var intended = Creating<SubprocessorChange>(new IntendSubprocessorChange("2026-03", Norway, new(2026, 4, 10), Content())).Then(Intended());
        Assert.Equal((ChangeState.Intended, null), (intended.State, intended.AnnouncedAt));
    }

    [Fact]
    public void Can_be_reconsidered_until_it_is_announced()
    {
        var otherwise = new ReconsiderSubprocessorChange(new(2026, 6, 1), Content(ChangeKind.PlaceChanged));

        Given<SubprocessorChange>(Intended()).When(otherwise).Then(new SubprocessorChangeReconsidered(new(2026, 6, 1), Content(ChangeKind.PlaceChanged)));
        Given<SubprocessorChange>(Intended(), Announced()).When(otherwise).ThenRefused(ChangeRefusals.AlreadyAnnounced);
    }

    [Fact]
    public void Names_what_it_is_about()
    {
        var faults = new IntendSubprocessorChange("x", Norway, new(1, 1, 1), new(ChangeKind.Replacement, [], [])).Faults().Select(f => f.Pointer);
        Assert.Equal(["/content/subprocessors", "/content/replaces", "/content/wording", "/intendedFrom"], faults);
        Assert.Equal(["/content/replaces"], new IntendSubprocessorChange("x", Norway, new(2026, 1, 1), Content() with { Replaces = [Engaged] }).Faults().Select(f => f.Pointer).Distinct());
    }
}

public class Announcing_a_change
{
    [Fact]
    public void Takes_the_agreements_of_its_day()
    {
        var at = InOslo(2026, 2, 28, 0, 30);
        Given<SubprocessorChange>(Intended()).When(new AnnounceSubprocessorChange(Contact, at, Agreements: [Engaged, Agreement, Engaged]))
            .Then(new SubprocessorChangeAnnounced(at, new(2026, 2, 28), Contact, null, [Agreement, Engaged]));
    }

    [Fact]
    public void Is_done_once()
    {
        var given = Given<SubprocessorChange>(Intended(), Announced());

        given.When(new AnnounceSubprocessorChange(Contact)).ThenAlreadyDone();
        given.When(new AnnounceSubprocessorChange(Contact, Now.Instant.AddDays(-2))).ThenRefused(ChangeRefusals.AnnouncedOtherwise);
        given.When(new AnnounceSubprocessorChange(Contact, Agreements: [Agreement])).ThenRefused(ChangeRefusals.AnnouncedOtherwise);
        Given<SubprocessorChange>(Intended(), new SubprocessorChangeWithdrawn(Now.Instant, null)).When(new AnnounceSubprocessorChange(Contact)).ThenRefused(ChangeRefusals.Withdrawn);
    }

    [Fact]
    public void Elsewhere_was_when_it_was_sent()
    {
        var told = new InformedElsewhere(MeansOfInforming.Letter, Now.Instant.AddDays(-9));
        Given<SubprocessorChange>(Intended()).When(new AnnounceSubprocessorChange(Elsewhere: told))
            .Then(new SubprocessorChangeAnnounced(told.SentAt, DayOf(told.SentAt), null, told, []));
        Given<SubprocessorChange>(Intended()).When(new AnnounceSubprocessorChange(Elsewhere: told with { SentAt = Now.Instant.AddMinutes(1) }))
            .ThenRefused(ChangeRefusals.NotYetHappened);
        Assert.Equal("/contactPoint", Assert.Single(new AnnounceSubprocessorChange().Faults()).Pointer);
    }

    [Fact]
    public void Is_followed_by_notices_to_those_who_had_none()
    {
        var further = new InformFurtherControllers("april", Contact);
        var given = Given<SubprocessorChange>(Intended(), Announced());

        given.When(further).Then(new FurtherControllersInformed("april", Now.Instant, Today, Contact, null, []));
        Given<SubprocessorChange>(Intended(), Announced(), new FurtherControllersInformed("april", Now.Instant, Today, Contact, null, []))
            .When(further with { Agreements = [Agreement] }).ThenRefused(ChangeRefusals.FurtherNoticesOtherwise);
        Given<SubprocessorChange>(Intended()).When(further).ThenRefused(ChangeRefusals.NotAnnounced);
    }

    [Fact]
    public void Leaves_room_for_a_later_day_and_not_for_an_earlier_one()
    {
        var given = Given<SubprocessorChange>(Intended(), Announced());

        var postponed = given.When(new PostponeSubprocessorChange(new(2026, 5, 1), Why)).Then(new SubprocessorChangePostponed(new(2026, 5, 1), Why));
        Assert.Equal([new DateOnly(2026, 4, 10)], postponed.IntendedBefore);
        given.When(new PostponeSubprocessorChange(new(2026, 4, 9))).ThenRefused(ChangeRefusals.NotLater);
        Given<SubprocessorChange>(Intended()).When(new PostponeSubprocessorChange(new(2026, 5, 1))).ThenRefused(ChangeRefusals.NotAnnounced);
    }

    [Fact]
    public void Can_be_taken_back_until_the_change_is_in_effect()
    {
        Given<SubprocessorChange>(Intended(), Announced()).When(new WithdrawSubprocessorChange(Why)).Then(new SubprocessorChangeWithdrawn(Now.Instant, Why));
        Given<SubprocessorChange>(Intended(), Announced(), new SubprocessorChangePutIntoEffect(Today, [], 0, null)).When(new WithdrawSubprocessorChange())
            .ThenRefused(ChangeRefusals.InEffect);
    }
}

public class Putting_a_change_into_effect
{
    private static readonly StandingOfAll OneIsNotLawful = new(true, 1, 1);

    [Fact]
    public void Is_recorded_where_it_is_lawful_for_all()
    {
        var effect = Given<SubprocessorChange>(Intended(), Announced()).When(new PutChangeIntoEffect(Today.AddDays(3), [Engaged, Agreement]))
            .Then(new SubprocessorChangePutIntoEffect(Today.AddDays(3), [Agreement, Engaged], 0, null, 0));
        Assert.Equal(ChangeState.InEffect, effect.State);
    }

    [Fact]
    public void Is_refused_for_a_day_ahead_while_it_is_not_lawful_for_one()
    {
        var given = Given<SubprocessorChange>(Intended(), Announced());

        given.When(new PutChangeIntoEffect(Today.AddDays(1), Reasons: Why) { Standing = OneIsNotLawful }).ThenRefused(ChangeRefusals.NotLawfulYet);
        given.When(new PutChangeIntoEffect(Today) { Standing = OneIsNotLawful }).ThenRefused(ChangeRefusals.EarlyWithoutReasons);
        given.When(new PutChangeIntoEffect(Today) { Standing = new(false, 0) }).ThenRefused(ChangeRefusals.StillAnnouncing);
    }

    /// <summary>A ledger records what is the case, also where it should not be.</summary>
    [Fact]
    public void That_has_begun_too_early_is_recorded_with_the_reasons() =>
        Given<SubprocessorChange>(Intended(), Announced()).When(new PutChangeIntoEffect(Today.AddDays(-1), Reasons: Why) { Standing = OneIsNotLawful })
            .Then(new SubprocessorChangePutIntoEffect(Today.AddDays(-1), [], 1, Why, 1));

    [Fact]
    public void Is_done_once_and_only_with_what_was_announced()
    {
        var given = Given<SubprocessorChange>(Intended(), Announced(), new SubprocessorChangePutIntoEffect(Today, [], 0, null));

        given.When(new PutChangeIntoEffect(Today.AddDays(1))).ThenRefused(ChangeRefusals.EffectRecordedOtherwise);
        given.When(new PutChangeIntoEffect(Today) { Standing = OneIsNotLawful }).ThenAlreadyDone();
        Given<SubprocessorChange>(Intended()).When(new PutChangeIntoEffect(Today)).ThenRefused(ChangeRefusals.NotAnnounced);
        Given<SubprocessorChange>(Intended(), Announced(), new SubprocessorChangeWithdrawn(Now.Instant, null)).When(new PutChangeIntoEffect(Today))
            .ThenRefused(ChangeRefusals.Withdrawn);
    }
}
