using ProcessingRegister.ProcessingActivities;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.ProcessingActivities.Facts;

namespace ProcessingRegister.Tests.ProcessingActivities;

public class Approving_an_activity
{
    [Fact]
    public void Names_the_version_that_is_approved() =>
        Given<ProcessingActivity>(Registered(), Revised("Help", Today)).When(new ApproveProcessingActivity(Reason))
            .Then(new ProcessingActivityApproved(2, Today, Reason));

    [Fact]
    public void Of_what_is_approved_records_nothing() =>
        Given<ProcessingActivity>(Registered(), Approved(1)).When(new ApproveProcessingActivity()).ThenAlreadyDone();

    [Fact]
    public void Lasts_through_a_review() =>
        Assert.NotNull(Given<ProcessingActivity>(Registered(), Approved(1), new ProcessingActivityReviewed(Today, Today.AddYears(1), null)).Record.Approval);

    [Fact]
    public void Lapses_with_a_revision()
    {
        var revised = Given<ProcessingActivity>(Registered(), Approved(1), Revised("Help", Today));

        Assert.Null(revised.Record.Approval);
        revised.When(new ApproveProcessingActivity()).Then(Approved(3));
    }

    [Fact]
    public void Lapses_with_a_correction_of_what_was_approved()
    {
        var corrected = Given<ProcessingActivity>(Registered(), Approved(1), Corrected(0, "Help", Start));

        Assert.Null(corrected.Record.Approval);
        corrected.When(new ApproveProcessingActivity()).Then(Approved(3));
    }

    [Fact]
    public void Outlasts_a_correction_of_what_was_superseded_before() =>
        Assert.NotNull(Given<ProcessingActivity>(Registered(), Revised("Help", Today), Approved(2), Corrected(0, "Aid", Start)).Record.Approval);

    [Fact]
    public void Of_what_has_ended_is_refused() =>
        Given<ProcessingActivity>(Registered(), Ended(Today)).When(new ApproveProcessingActivity()).ThenRefused(ActivityRefusals.Ended);
}

public class An_approval_seen_from_the_past
{
    private static readonly DateOnly Summer = new(2026, 7, 1);

    [Fact]
    public void Of_what_is_not_in_effect_yet_is_no_approval_of_what_is() =>
        Assert.Null(Given<ProcessingActivity>(Registered(), Revised("Help", Summer), Approved(2)).InEffectOn(Today)!.Approval);

    [Fact]
    public void Stands_with_what_was_approved_until_that_is_superseded()
    {
        var given = Given<ProcessingActivity>(Registered(), Approved(1), Revised("Help", Summer));

        Assert.NotNull(given.InEffectOn(Summer.AddDays(-1))!.Approval);
        Assert.Null(given.InEffectOn(Summer)!.Approval);
    }

    [Fact]
    public void Is_no_approval_of_what_was_corrected_since() =>
        Assert.Null(Given<ProcessingActivity>(Registered(), Approved(1), Corrected(0, "Aid", Start), Revised("Help", Summer)).InEffectOn(Today)!.Approval);

    [Fact]
    public void Of_an_activity_that_has_not_begun_shows_nothing() =>
        Assert.Null(Given<ProcessingActivity>(Registered(from: Summer), Approved(1)).InEffectOn(Today));
}
