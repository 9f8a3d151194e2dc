using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.ProcessingActivities.Facts;

namespace ProcessingRegister.Tests.ProcessingActivities;

public class Registering_an_activity
{
    [Fact]
    public void Takes_effect_on_the_day_named() =>
        Creating(new RegisterProcessingActivity("support", ProcessingRole.Controller, Content("Support"), Start)).Then(Registered());

    [Fact]
    public void Takes_effect_today_when_no_day_is_named() =>
        Creating(new RegisterProcessingActivity("support", ProcessingRole.Processor, Content("Support")))
            .Then(Registered(from: Today, role: ProcessingRole.Processor));

    [Fact]
    public void Means_by_today_the_day_in_the_organisations_zone() =>
        Creating(new RegisterProcessingActivity("support", ProcessingRole.Controller, Content("Support")))
            .At(new DateTimeOffset(2026, 3, 2, 23, 30, 0, TimeSpan.Zero)).Then(Registered(from: new DateOnly(2026, 3, 3)));

    [Fact]
    public void Makes_an_unapproved_record()
    {
        var record = Creating(new RegisterProcessingActivity("support", ProcessingRole.Controller, Content("Support"), Start))
            .ThenAppended<ProcessingActivityRegistered>();

        Assert.Equal((1, Start, null, null, null), (record.Version, record.EffectiveFrom, record.Approval, record.LastReview, record.EndedOn));
    }

    [Theory]
    [InlineData("customer-support", " Customer-Support ", true)]
    [InlineData("blåbær", "bla\u030Abær", true)]
    [InlineData("customer-support", "customer support", false)]
    public void Knows_a_reference_again_however_it_is_written(string one, string other, bool same)
    {
        Assert.Equal(same, Identity(one) == Identity(other));

        static string Identity(string reference) =>
            ((ICreation<ProcessingActivity>)new RegisterProcessingActivity(reference, ProcessingRole.Controller, Content("Support"))).Identity;
    }

    [Fact]
    public void Twice_is_refused_by_a_rule_of_this_register() =>
        Assert.Equal(
            ActivityRefusals.AlreadyRegistered,
            ((ICreation<ProcessingActivity>)new RegisterProcessingActivity("support", ProcessingRole.Controller, Content("Support"))).AlreadyExists);

    [Theory]
    [InlineData(ProcessingRole.Controller, "/content/purposes/state")]
    [InlineData(ProcessingRole.Processor, "/content/categoriesOfProcessing/state")]
    public void Cannot_say_that_what_the_law_asks_of_every_record_does_not_apply(ProcessingRole role, string pointer)
    {
        var content = Content("Support") with
        {
            Purposes = new(StatedAs.NotApplicable, Reason: Reason),
            CategoriesOfProcessing = new(StatedAs.NotApplicable, Reason: Reason),
        };

        Assert.Equal(pointer, Assert.Single(new RegisterProcessingActivity("support", role, content).Faults()).Pointer);
    }
}
