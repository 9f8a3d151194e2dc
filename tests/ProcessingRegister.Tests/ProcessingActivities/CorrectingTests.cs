using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.ProcessingActivities.Facts;

namespace ProcessingRegister.Tests.ProcessingActivities;

public class Correcting_an_activity
{
    private static readonly DateOnly Spring = new(2026, 4, 1);

    private static CorrectProcessingActivity Correct(int index, string name, DateOnly? from = null) => new(IdOf(index), Content(name), Reason, from);

    [Fact]
    public void Puts_the_latest_statement_right_and_keeps_its_day()
    {
        var record = Given<ProcessingActivity>(Registered()).When(Correct(0, "Help")).Then(Corrected(0, "Help", Start));

        Assert.Equal(("Help", Start), (record.Content.Name.Value, record.EffectiveFrom));
    }

    [Fact]
    public void Puts_the_day_right_when_one_is_named() =>
        Assert.Equal(
            Start.AddYears(-1),
            Given<ProcessingActivity>(Registered()).When(Correct(0, "Support", Start.AddYears(-1))).Then(Corrected(0, "Support", Start.AddYears(-1))).EffectiveFrom);

    [Fact]
    public void Of_an_earlier_statement_leaves_the_present_as_it_is()
    {
        var record = Given<ProcessingActivity>(Registered(), Revised("Help", Spring)).When(Correct(0, "Aid")).Then(Corrected(0, "Aid", Start));

        Assert.Equal(("Help", Spring), (record.Content.Name.Value, record.EffectiveFrom));
    }

    [Fact]
    public void Can_itself_be_corrected_by_naming_the_statement_again() =>
        Given<ProcessingActivity>(Registered(), Corrected(0, "Help", Start)).When(Correct(0, "Aid")).Then(Corrected(0, "Aid", Start));

    [Fact]
    public void Keeps_the_day_that_an_earlier_correction_gave() =>
        Given<ProcessingActivity>(Registered(), Corrected(0, "Help", Spring), Revised("Aid", Spring.AddDays(1))).When(Correct(0, "Support"))
            .Then(Corrected(0, "Support", Spring));

    [Fact]
    public void With_what_is_said_already_records_nothing() =>
        Given<ProcessingActivity>(Registered()).When(Correct(0, "Support")).ThenAlreadyDone();

    [Fact]
    public void Twice_records_nothing_the_second_time()
    {
        Given<ProcessingActivity>(Registered(), Corrected(0, "Help", Start)).When(Correct(0, "Help")).ThenAlreadyDone();
        Given<ProcessingActivity>(Registered(), Revised("Aid", Spring), Corrected(0, "Help", Start)).When(Correct(0, "Help")).ThenAlreadyDone();
    }

    [Fact]
    public void Twice_records_nothing_the_second_time_though_a_revision_came_between() =>
        Given<ProcessingActivity>(Registered(), Corrected(0, "Help", Start), Revised("Aid", Spring)).When(Correct(0, "Help")).ThenAlreadyDone();

    [Fact]
    public void Of_an_event_that_is_none_of_its_statements_is_refused()
    {
        var given = Given<ProcessingActivity>(Registered(), Approved(1), Corrected(0, "Help", Start), Ended(Today));

        foreach (var index in new[] { 1, 2, 3, 4 })
            given.When(Correct(index, "Aid")).ThenRefused(ActivityRefusals.NothingToCorrect);
    }

    [Fact]
    public void Keeps_a_statement_between_its_neighbours()
    {
        var given = Given<ProcessingActivity>(Registered(), Revised("Help", Spring), Revised("Aid", Spring.AddDays(10)));

        given.When(Correct(1, "Help", Start.AddDays(-1))).ThenRefused(ActivityRefusals.CorrectionOutOfOrder);
        given.When(Correct(1, "Help", Spring.AddDays(11))).ThenRefused(ActivityRefusals.CorrectionOutOfOrder);
        given.When(Correct(1, "Help", Start)).Then(Corrected(1, "Help", Start));
        given.When(Correct(1, "Help", Spring.AddDays(10))).Then(Corrected(1, "Help", Spring.AddDays(10)));
    }

    [Fact]
    public void Measures_the_neighbours_as_they_were_corrected() =>
        Given<ProcessingActivity>(Registered(), Revised("Help", Spring), Corrected(0, "Support", Start.AddDays(5)))
            .When(Correct(1, "Help", Start.AddDays(4))).ThenRefused(ActivityRefusals.CorrectionOutOfOrder);

    [Fact]
    public void Is_possible_after_the_end_but_not_beyond_it()
    {
        var given = Given<ProcessingActivity>(Registered(), Ended(Spring));

        given.When(Correct(0, "Help")).Then(Corrected(0, "Help", Start));
        given.When(Correct(0, "Help", Spring.AddDays(1))).ThenRefused(ActivityRefusals.CorrectionOutOfOrder);
    }

    [Fact]
    public void Cannot_take_back_what_the_law_asks_of_every_record() =>
        Given<ProcessingActivity>(Registered())
            .When(new CorrectProcessingActivity(IdOf(0), Content("Support") with { Purposes = new(StatedAs.NotApplicable, Reason: Reason) }, Reason))
            .ThenRefused(ActivityRefusals.AlwaysApplies);
}
