using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.Subprocessors.Facts;

namespace ProcessingRegister.Tests.Subprocessors;

public class Correcting_a_subprocessor
{
    private static CorrectSubprocessor Correct(int index, DateOnly? from = null, string? name = null, SubprocessorContent? content = null) =>
        new(IdOf(index), Reason, from, name is null ? default(ImpersonalText?) : new ImpersonalText(name), content);

    private static SubprocessorCorrected Corrected(int index, DateOnly from, string? name = null, SubprocessorContent? content = null) =>
        new(IdOf(index), from, name is null ? default(ImpersonalText?) : new ImpersonalText(name), content, Reason);

    [Fact]
    public void Puts_a_registration_right_in_name_and_content()
    {
        var record = Given<Subprocessor>(Registered()).When(Correct(0, null, "Drift ASA", Content("backups"))).Then(Corrected(0, Start, "Drift ASA", Content("backups")));

        Assert.Equal(("Drift ASA", "backups"), (record.Name.Value, record.Content.Services[0].Purpose!.Value.Value));
    }

    [Fact]
    public void Of_a_former_name_leaves_the_present_one()
    {
        var record = Given<Subprocessor>(Registered(), Renamed("Drift Norge AS", June), Renamed("Drift Norden AS", June.AddDays(30)))
            .When(Correct(1, June.AddDays(5), "Drift i Norge AS")).Then(Corrected(1, June.AddDays(5), "Drift i Norge AS"));

        Assert.Equal("Drift Norden AS", record.Name.Value);
        Assert.Equal([new FormerName("Drift AS", June.AddDays(5)), new FormerName("Drift i Norge AS", June.AddDays(30))], record.FormerNames);
    }

    [Fact]
    public void Of_a_superseded_revision_tells_of_the_past_only()
    {
        var given = Given<Subprocessor>(Registered(), Revised("backups", June), Corrected(0, Start, "Drift AS", Content("operation")));

        Assert.Equal("backups", given.Record.Content.Services[0].Purpose!.Value.Value);
        Assert.Equal("operation", given.InEffectOn(June.AddDays(-1))!.Content.Services[0].Purpose!.Value.Value);
    }

    [Fact]
    public void Of_the_second_engagement_moves_that_one()
    {
        var given = Given<Subprocessor>(Registered(), Engaged(), Ended(Start.AddDays(10)), Engaged(June));

        Assert.Equal([new Engagement(Start, Start.AddDays(10)), new Engagement(June.AddDays(3))],
            given.When(Correct(3, June.AddDays(3))).Then(Corrected(3, June.AddDays(3))).Engagements);
        Assert.Equal([new Engagement(Start, Start.AddDays(12)), new Engagement(June)], given.When(Correct(2, Start.AddDays(12))).Then(Corrected(2, Start.AddDays(12))).Engagements);
    }

    [Fact]
    public void Of_an_engagement_shows_on_the_days_between()
    {
        var given = Given<Subprocessor>(Registered(), Engaged(), Corrected(1, June));

        Assert.Empty(given.InEffectOn(June.AddDays(-1))!.Engagements);
        Assert.True(given.InEffectOn(June)!.IsEngagedOn(June));
    }

    [Fact]
    public void Keeps_each_statement_among_those_of_its_kind()
    {
        var given = Given<Subprocessor>(Registered(), Engaged(), Revised("backups", June), Ended(June.AddDays(10)));

        given.When(Correct(0, Start.AddDays(1), "Drift AS", Content())).ThenRefused(SubprocessorRefusals.CorrectionOutOfOrder);
        given.When(Correct(1, June.AddDays(11))).ThenRefused(SubprocessorRefusals.CorrectionOutOfOrder);
        given.When(Correct(2, Start.AddDays(-1), null, Content("backups"))).ThenRefused(SubprocessorRefusals.CorrectionOutOfOrder);
        given.When(Correct(2, June.AddDays(20), null, Content("backups"))).Then(Corrected(2, June.AddDays(20), null, Content("backups")));
    }

    [Fact]
    public void Says_what_its_statement_says_and_nothing_else()
    {
        var given = Given<Subprocessor>(Registered(), Engaged(), Renamed("Drift Norge AS", June));

        given.When(Correct(0, null, "Drift ASA")).ThenRefused(SubprocessorRefusals.CorrectionOfAnotherKind);
        given.When(Correct(1, June, "Drift ASA")).ThenRefused(SubprocessorRefusals.CorrectionOfAnotherKind);
        given.When(Correct(2, null, null, Content())).ThenRefused(SubprocessorRefusals.CorrectionOfAnotherKind);
    }

    [Fact]
    public void Of_what_is_no_statement_is_refused()
    {
        var given = Given<Subprocessor>(Registered(), Added(Other), Merged(June));

        given.When(Correct(1, June)).ThenRefused(SubprocessorRefusals.NothingToCorrect);
        given.When(Correct(2, June)).ThenRefused(SubprocessorRefusals.NothingToCorrect);
        given.When(Correct(9, June)).ThenRefused(SubprocessorRefusals.NothingToCorrect);
    }
}
