using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Vault;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.ProcessingActivities.Facts;

namespace ProcessingRegister.Tests.ProcessingActivities;

public class Reviewing_an_activity
{
    private static readonly DateOnly Next = Today.AddYears(1);

    private static ProcessingActivityReviewed Reviewed(DateOnly on) => new(on, Next, Reason);

    [Fact]
    public void Says_when_the_next_review_is_due() =>
        Given<ProcessingActivity>(Registered()).When(new ReviewProcessingActivity(Next, Reason)).Then(Reviewed(Today));

    [Fact]
    public void Again_on_the_same_day_with_the_same_findings_records_nothing() =>
        Given<ProcessingActivity>(Registered(), Reviewed(Today)).When(new ReviewProcessingActivity(Next, Reason)).ThenAlreadyDone();

    [Fact]
    public void Again_with_other_findings_or_on_another_day_is_another_review()
    {
        Given<ProcessingActivity>(Registered(), Reviewed(Today)).When(new ReviewProcessingActivity(Next, new PersonalText("More.")))
            .ThenAppended<ProcessingActivityReviewed>();
        Given<ProcessingActivity>(Registered(), Reviewed(Today.AddDays(-1))).When(new ReviewProcessingActivity(Next, Reason)).Then(Reviewed(Today));
    }

    [Fact]
    public void Must_be_followed_by_another_after_today() =>
        Given<ProcessingActivity>(Registered()).When(new ReviewProcessingActivity(Today)).ThenRefused(ActivityRefusals.ReviewNotInFuture);

    [Fact]
    public void Of_what_has_ended_is_refused() =>
        Given<ProcessingActivity>(Registered(), Ended(Today)).When(new ReviewProcessingActivity(Next)).ThenRefused(ActivityRefusals.Ended);
}
