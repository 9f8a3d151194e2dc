using ProcessingRegister.ProcessingActivities;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.ProcessingActivities.Facts;

namespace ProcessingRegister.Tests.ProcessingActivities;

public class Ending_an_activity
{
    [Fact]
    public void Happens_today_unless_a_day_is_named() =>
        Given<ProcessingActivity>(Registered()).When(new EndProcessingActivity(Reason: Reason)).Then(new ProcessingActivityEnded(Today, Reason));

    [Fact]
    public void May_lie_in_the_past_or_to_come()
    {
        Given<ProcessingActivity>(Registered()).When(new EndProcessingActivity(Start)).Then(Ended(Start));
        Given<ProcessingActivity>(Registered()).When(new EndProcessingActivity(Today.AddYears(1))).Then(Ended(Today.AddYears(1)));
    }

    [Fact]
    public void Cannot_come_before_the_latest_statement_takes_effect() =>
        Given<ProcessingActivity>(Registered(), Revised("Help", Today.AddDays(7))).When(new EndProcessingActivity(Today.AddDays(6)))
            .ThenRefused(ActivityRefusals.EndsBeforeItTakesEffect);

    [Fact]
    public void On_the_same_day_or_on_no_day_named_is_done_already()
    {
        Given<ProcessingActivity>(Registered(), Ended(Start)).When(new EndProcessingActivity(Start)).ThenAlreadyDone();
        Given<ProcessingActivity>(Registered(), Ended(Start)).When(new EndProcessingActivity()).ThenAlreadyDone();
    }

    [Fact]
    public void On_another_day_is_refused() =>
        Given<ProcessingActivity>(Registered(), Ended(Start)).When(new EndProcessingActivity(Today)).ThenRefused(ActivityRefusals.Ended);
}
