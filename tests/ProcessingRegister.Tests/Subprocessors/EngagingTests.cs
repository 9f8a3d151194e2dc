using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Subprocessors;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.Subprocessors.Facts;

namespace ProcessingRegister.Tests.Subprocessors;

public class Engaging_a_subprocessor
{
    [Fact]
    public void Takes_effect_on_its_day_apart_from_when_it_was_recorded()
    {
        var record = Given<Subprocessor>(Registered()).When(new EngageSubprocessor(June)).Then(Engaged(June));

        Assert.Equal([false, true], new[] { June.AddDays(-1), June }.Select(record.IsEngagedOn));
        Assert.Empty(Given<Subprocessor>(Registered(), Engaged(June)).InEffectOn(June.AddDays(-1))!.Engagements);
    }

    [Fact]
    public void Again_after_the_end_makes_a_second_period()
    {
        var record = Given<Subprocessor>(Registered(), Engaged(), Ended(Start.AddDays(20))).When(new EngageSubprocessor(June)).Then(Engaged(June));

        Assert.Equal([new Engagement(Start, Start.AddDays(20)), new Engagement(June)], record.Engagements);
    }

    [Fact]
    public void From_a_day_within_an_earlier_engagement_is_refused() =>
        Given<Subprocessor>(Registered(), Engaged(), Ended(June)).When(new EngageSubprocessor(June.AddDays(-1))).ThenRefused(SubprocessorRefusals.EngagementOverlaps);

    [Fact]
    public void That_is_in_use_from_another_day_on_is_refused() =>
        Given<Subprocessor>(Registered(), Engaged()).When(new EngageSubprocessor(June)).ThenRefused(SubprocessorRefusals.AlreadyEngaged);

    [Fact]
    public void Before_anything_is_said_of_it_is_refused() =>
        Given<Subprocessor>(Registered()).When(new EngageSubprocessor(Start.AddDays(-1))).ThenRefused(SubprocessorRefusals.TakesEffectBeforeStart);
}

public class Ending_the_use_of_a_subprocessor
{
    [Fact]
    public void Names_the_first_day_without_it() =>
        Assert.Equal([true, false], new[] { June.AddDays(-1), June }
            .Select(Given<Subprocessor>(Registered(), Engaged()).When(new EndSubprocessorEngagement(June)).Then(Ended(June)).IsEngagedOn));

    [Fact]
    public void That_is_not_in_use_is_refused() => Given<Subprocessor>(Registered()).When(new EndSubprocessorEngagement(June)).ThenRefused(SubprocessorRefusals.NotEngaged);

    [Fact]
    public void On_another_day_than_it_ended_is_refused() =>
        Given<Subprocessor>(Registered(), Engaged(), Ended(June)).When(new EndSubprocessorEngagement(June.AddDays(1))).ThenRefused(SubprocessorRefusals.NotEngaged);

    [Fact]
    public void Before_it_began_is_refused() =>
        Given<Subprocessor>(Registered(), Engaged(June)).When(new EndSubprocessorEngagement(Start)).ThenRefused(SubprocessorRefusals.EndsBeforeItBegins);
}

public class A_certificate_of_a_subprocessor
{
    private static readonly Certificate First = Certified(Start, June);

    [Fact]
    public void Is_recorded_once_under_its_reference()
    {
        var given = Given<Subprocessor>(Registered());
        given.When(new RecordCertificate("iso", First, Start)).Then(new CertificateRecorded("iso", First, Start));
        Given<Subprocessor>(Registered(), new CertificateRecorded("iso", First, Start)).When(new RecordCertificate("iso", Certified(Start, June.AddDays(1)), Start))
            .ThenRefused(SubprocessorRefusals.CertificateRecordedOtherwise);
    }

    [Fact]
    public void Under_Article_42_is_issued_for_three_years_at_most()
    {
        Assert.Empty(new RecordCertificate("42", Certified(Start, Start.AddYears(3)) with { UnderArticle42 = true }).Faults());
        Assert.Equal(["/certificate/validUntil"], new RecordCertificate("42", Certified(Start, Start.AddYears(3).AddDays(1)) with { UnderArticle42 = true }).Faults().Select(f => f.Pointer));
    }

    [Fact]
    public void That_runs_out_is_owed_a_renewal_until_another_of_its_standard_is_at_hand()
    {
        var after = new DateTimeOffset(2026, 6, 3, 0, 0, 0, TimeSpan.Zero);

        var owed = Assert.Single(Owed(after, new CertificateRecorded("iso", First, Start)));
        Assert.Equal(("subprocessor.certificate", "iso", true), (owed.Kind, owed.Reference, owed.IsOpen));
        Assert.Equal(new DateTimeOffset(2026, 6, 2, 0, 0, 0, TimeSpan.Zero), owed.Target);

        var renewed = Owed(after, new CertificateRecorded("iso", First, Start), new CertificateRecorded("iso-2", Certified(June, June.AddYears(3)), June));
        Assert.Equal([false, true], renewed.Select(o => o.IsOpen));

        var ofAnother = Owed(after, new CertificateRecorded("iso", First, Start), new CertificateRecorded("soc", Certified(June, June.AddYears(3), "SOC 2"), June));
        Assert.Equal([true, true], ofAnother.Select(o => o.IsOpen));
    }

    [Fact]
    public void That_outlives_the_use_is_owed_nothing()
    {
        Assert.Empty(Owed(Now.Instant, new CertificateRecorded("iso", First, Start), Ended(June.AddDays(-1))));
        Assert.Single(Owed(Now.Instant, new CertificateRecorded("iso", First, Start), Ended(June.AddDays(1))));
    }

    private static List<Obligation> Owed(DateTimeOffset now, params object[] events) =>
        [.. Given<Subprocessor>([Registered(), Engaged(), .. events]).Record.Obligations(LawBook.Current, now)];
}
