using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using static ProcessingRegister.Tests.Subprocessors.Facts;

namespace ProcessingRegister.Tests.Subprocessors;

public class Registering_a_subprocessor
{
    [Fact]
    public void Enters_it_without_saying_that_it_is_in_use()
    {
        var record = Creating(new RegisterSubprocessor("drift", "Drift AS", Content(), Start)).Then(Registered());

        Assert.Empty(record.Engagements);
        Assert.Equal(["payroll"], record.ServicesEver.Select(s => s.Value));
    }

    [Fact]
    public void With_a_first_day_of_use_says_both() =>
        Assert.Equal([new Engagement(June)], Creating(new RegisterSubprocessor("drift", "Drift AS", Content(), Start, June)).Then(Registered(), Engaged(June)).Engagements);

    [Fact]
    public void Holds_from_the_first_day_of_use_when_no_other_is_named() =>
        Assert.Equal(June, Creating(new RegisterSubprocessor("drift", "Drift AS", Content(), EngagedFrom: June)).Then(Registered(from: June), Engaged(June)).EffectiveFrom);

    [Fact]
    public void Cannot_say_that_it_was_in_use_before_anything_is_said_of_it() =>
        Creating(new RegisterSubprocessor("drift", "Drift AS", Content(), June, Start)).ThenRefused(SubprocessorRefusals.TakesEffectBeforeStart);

    [Fact]
    public void Without_a_service_is_for_every_service() =>
        Assert.Equal([Subprocessor.EveryService], Creating(new RegisterSubprocessor("drift", "Drift AS", Content(service: null), Start)).Then(Registered(content: Content(service: null)))
            .ServicesEver.Select(s => s.Value));

    [Theory]
    [InlineData(SubprocessorKind.ThirdPartyChosenByCustomer, false)]
    [InlineData(SubprocessorKind.CustomersOwnIntegration, false)]
    [InlineData(SubprocessorKind.Hosting, true)]
    [InlineData(SubprocessorKind.ProcessingWithoutStorage, true)]
    public void Says_by_its_kind_whether_it_is_one_at_all(SubprocessorKind kind, bool isSubprocessor) => Assert.Equal(isSubprocessor, Content(kind: kind).IsSubprocessor);

    [Fact]
    public void That_keeps_nothing_cannot_name_a_place_of_storage() =>
        Assert.Equal(["/content/services/0/storedIn"], new RegisterSubprocessor("sms", "SMS AS", Content(kind: SubprocessorKind.ProcessingWithoutStorage)).Faults().Select(f => f.Pointer));

    [Fact]
    public void Cannot_name_one_purpose_twice_for_one_service() =>
        Assert.Equal(["/content/services/0/purpose", "/content/services/1/purpose"],
            new RegisterSubprocessor("drift", "Drift AS", Content() with { Services = [new("hosting", "payroll"), new("hosting", "payroll", StoredIn: [Territory.EuropeanUnion])] }).Faults()
                .Select(f => f.Pointer));
}

public class Revising_a_subprocessor
{
    [Fact]
    public void Holds_from_its_day_on_and_keeps_the_past()
    {
        var given = Given<Subprocessor>(Registered(), Revised("backups", June));

        Assert.Equal("backups", given.Record.Content.Services[0].Purpose!.Value.Value);
        Assert.Equal("hosting", given.InEffectOn(June.AddDays(-1))!.Content.Services[0].Purpose!.Value.Value);
        Given<Subprocessor>(Registered()).When(new ReviseSubprocessor(Content("backups"), June)).Then(Revised("backups", June));
    }

    [Fact]
    public void Keeps_in_mind_every_service_that_it_ever_served()
    {
        var given = Given<Subprocessor>(Registered(), new SubprocessorRevised(June, Content(service: "accounting"), null));

        Assert.Equal(["payroll", "accounting"], given.Record.ServicesEver.Select(s => s.Value));
    }

    [Fact]
    public void Cannot_take_effect_before_the_statement_that_it_follows() =>
        Given<Subprocessor>(Registered()).When(new ReviseSubprocessor(Content("backups"), Start.AddDays(-1))).ThenRefused(SubprocessorRefusals.TakesEffectBeforeLatest);

    [Fact]
    public void With_what_is_said_already_records_nothing() => Given<Subprocessor>(Registered()).When(new ReviseSubprocessor(Content())).ThenAlreadyDone();

    [Fact]
    public void That_became_one_with_another_is_refused() =>
        Given<Subprocessor>(Registered(), Merged(Start)).When(new ReviseSubprocessor(Content("backups"), June)).ThenRefused(SubprocessorRefusals.Merged);
}

public class Renaming_a_subprocessor
{
    [Fact]
    public void Leaves_it_the_same_one_with_its_use_as_it_was()
    {
        var record = Given<Subprocessor>(Registered(), Engaged()).When(new RenameSubprocessor("Drift Norge AS", June)).Then(Renamed("Drift Norge AS", June));

        Assert.Equal([new FormerName("Drift AS", June)], record.FormerNames);
        Assert.Equal([new Engagement(Start)], record.Engagements);
    }

    [Fact]
    public void Shows_the_old_name_on_the_day_before()
    {
        var given = Given<Subprocessor>(Registered(), Renamed("Drift Norge AS", June), Renamed("Drift Norden AS", June.AddDays(30)));

        Assert.Equal("Drift AS", given.InEffectOn(June.AddDays(-1))!.Name.Value);
        Assert.Equal(["Drift AS", "Drift Norge AS", "Drift Norden AS"], new[] { June.AddDays(-1), June, June.AddDays(30) }.Select(day => given.Record.NameOn(day).Value));
    }

    [Fact]
    public void Cannot_take_effect_before_the_present_name() =>
        Given<Subprocessor>(Registered(), Renamed("Drift Norge AS", June)).When(new RenameSubprocessor("Drift", Start)).ThenRefused(SubprocessorRefusals.TakesEffectBeforeLatest);

    [Fact]
    public void To_the_name_that_it_bears_records_nothing() => Given<Subprocessor>(Registered()).When(new RenameSubprocessor("Drift AS")).ThenAlreadyDone();
}
