using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.ProcessingActivities.Facts;

namespace ProcessingRegister.Tests.ProcessingActivities;

public class Revising_an_activity
{
    [Fact]
    public void Says_something_else_from_today_when_no_day_is_named() =>
        Given<ProcessingActivity>(Registered()).When(new ReviseProcessingActivity(Content("Help"), Reason: Reason))
            .Then(new ProcessingActivityRevised(Today, Content("Help"), Reason));

    [Fact]
    public void May_take_effect_on_the_day_of_the_statement_that_it_follows_or_later()
    {
        Given<ProcessingActivity>(Registered()).When(new ReviseProcessingActivity(Content("Help"), Start)).Then(Revised("Help", Start));
        Given<ProcessingActivity>(Registered()).When(new ReviseProcessingActivity(Content("Help"), Today.AddYears(1))).Then(Revised("Help", Today.AddYears(1)));
    }

    [Fact]
    public void With_what_is_said_already_records_nothing()
    {
        Given<ProcessingActivity>(Registered()).When(new ReviseProcessingActivity(Content("Support"))).ThenAlreadyDone();
        Given<ProcessingActivity>(Registered()).When(new ReviseProcessingActivity(Content("Support"), Start)).ThenAlreadyDone();
    }

    [Fact]
    public void Notices_that_only_a_person_changed()
    {
        var content = Content("Support") with { Owner = new Owner("Support", new ContactPerson { Name = new("Kari Nordmann") }) };

        Given<ProcessingActivity>(Registered()).When(new ReviseProcessingActivity(content)).ThenAppended<ProcessingActivityRevised>();
    }

    [Fact]
    public void Before_the_statement_that_it_follows_is_refused()
    {
        Given<ProcessingActivity>(Registered()).When(new ReviseProcessingActivity(Content("Help"), Start.AddDays(-1)))
            .ThenRefused(ActivityRefusals.TakesEffectBeforeLatest);
        Given<ProcessingActivity>(Registered(from: Today.AddDays(1))).When(new ReviseProcessingActivity(Content("Help")))
            .ThenRefused(ActivityRefusals.TakesEffectBeforeLatest);
    }

    [Fact]
    public void Follows_the_statement_as_it_was_corrected()
    {
        var corrected = Given<ProcessingActivity>(Registered(), Corrected(0, "Support", Start.AddDays(10)));

        corrected.When(new ReviseProcessingActivity(Content("Help"), Start.AddDays(9))).ThenRefused(ActivityRefusals.TakesEffectBeforeLatest);
        corrected.When(new ReviseProcessingActivity(Content("Help"), Start.AddDays(10))).Then(Revised("Help", Start.AddDays(10)));
    }

    [Fact]
    public void That_has_ended_is_refused() =>
        Given<ProcessingActivity>(Registered(), Ended(Today)).When(new ReviseProcessingActivity(Content("Help"))).ThenRefused(ActivityRefusals.Ended);

    [Theory]
    [InlineData(ProcessingRole.Controller, true)]
    [InlineData(ProcessingRole.Processor, false)]
    public void Cannot_take_back_what_the_law_asks_of_every_record(ProcessingRole role, bool refused)
    {
        var revision = new ReviseProcessingActivity(Content("Support") with { Purposes = new(StatedAs.NotApplicable, Reason: Reason) });
        var decided = Given<ProcessingActivity>(Registered(role: role)).When(revision);

        if (refused)
            decided.ThenRefused(ActivityRefusals.AlwaysApplies);
        else
            decided.ThenAppended<ProcessingActivityRevised>();
    }
}
