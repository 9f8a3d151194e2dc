using ProcessingRegister.Breaches;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Breaches.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Breaches;

public class Recording_a_breach
{
    [Fact]
    public void Begins_with_the_first_alert_which_starts_no_clock()
    {
        var breach = Creating(new RecordBreach("2026-07", Norway, Detected)).Then(Recorded());

        Assert.Equal((Detected, BreachStatus.Open), (breach.DetectedAt, breach.Status));
        Assert.Empty(breach.Obligations(LawBook.Current, Now.Instant));
    }

    [Fact]
    public void Is_not_of_tomorrow() => Creating(new RecordBreach("2026-07", Norway, Now.Instant.AddMinutes(1))).ThenRefused(BreachRefusals.NotYetHappened);

    [Fact]
    public void Is_under_a_law_that_is_known() =>
        Assert.Equal("/jurisdiction", Assert.Single(new RecordBreach("2026-07", CountryCode.Parse("BR"), Detected).Faults()).Pointer);

    public static TheoryData<string, BreachFacts> Malformed => new()
    {
        { "/facts/occurred/to", new() { Occurred = new(Detected, Detected.AddHours(-1)) } },
        { "/facts/occurred/to", new() { Occurred = new(Detected, Detected.AddHours(1), IsOngoing: true) } },
        { "/facts/kinds", new() { Kinds = [] } },
        { "/facts/integrity", new() { Kinds = [BreachKind.Availability], Integrity = IntegrityLoss.AlteredForGood } },
        { "/facts/numberOfRecords/inAll/value", new() { NumberOfRecords = new(new(Qualifier.Exact)) } },
        { "/facts/numberOfDataSubjects/inAll/value", new() { NumberOfDataSubjects = new(new(Qualifier.Unknown, 3)) } },
        { "/facts/numberOfDataSubjects/byCountry/0/quantity/value", new() { NumberOfDataSubjects = new(new(Qualifier.Unknown), [new(Norway, new(Qualifier.AtMost, -1))]) } },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Is_told_where_its_form_is_wrong(string pointer, BreachFacts facts) =>
        Assert.Contains(new RecordBreach("2026-07", Norway, Detected, facts).Faults(), fault => fault.Pointer == pointer);
}

public class Establishing_facts
{
    [Fact]
    public void Supersedes_what_is_spoken_of_and_leaves_the_rest()
    {
        var before = new BreachFacts { Kinds = [BreachKind.Availability], NumberOfDataSubjects = new(new(Qualifier.Unknown)), Description = new("A server failed.") };
        var more = new BreachFacts { NumberOfDataSubjects = new(new(Qualifier.AtLeast, 40)), Cause = BreachCause.InternalNonMalicious };

        var breach = Given<Breach>(Recorded(before)).When(new EstablishFacts(more, Why)).Then(new BreachFactsEstablished(more, Why));

        Assert.Equal((40, BreachCause.InternalNonMalicious), (breach.Facts.NumberOfDataSubjects!.InAll.Value, breach.Facts.Cause));
        Assert.Equal("A server failed.", breach.Facts.Description!.Value);
    }

    [Fact]
    public void That_are_known_is_done_already() =>
        Given<Breach>(Recorded(new() { Description = new("A server failed.") })).When(new EstablishFacts(new() { Description = new("A server failed.") })).ThenAlreadyDone();

    [Fact]
    public void Needs_an_open_record() =>
        Given<Breach>(Recorded(), new BreachFoundNotToExist(Aware, Why)).When(new EstablishFacts(new() { Cause = BreachCause.Unknown })).ThenRefused(BreachRefusals.Settled);

    [Fact]
    public void Keeps_a_document_by_its_digest()
    {
        var document = new Attachment("log extract", new byte[32], "text/plain", 12);

        var breach = Given<Breach>(Recorded()).When(new AttachDocument(document)).Then(new DocumentAttached(document));

        Assert.Equal("log extract", Assert.Single(breach.Attachments).Name.Value);
        Assert.Equal("/document/sha256", Assert.Single(new AttachDocument(document with { Sha256 = new byte[31] }).Faults()).Pointer);
    }

    [Fact]
    public void States_the_role_for_each_dataset()
    {
        var dataset = new AffectedDataset("payroll", BreachRole.Processor, Services: ["payroll"]);
        var breach = Given<Breach>(Recorded(), Affected(BreachRole.Controller, "own staff")).When(new StateAffectedDataset(dataset)).Then(new DatasetAffected(dataset));

        Assert.Equal([BreachRole.Controller, BreachRole.Processor], breach.Datasets.Select(d => d.Role));
        Given<Breach>(Recorded(), new DatasetAffected(dataset)).When(new StateAffectedDataset(dataset with { Role = BreachRole.Subprocessor }))
            .ThenAppended<DatasetAffected>();
        Assert.Equal("/dataset/services", Assert.Single(new StateAffectedDataset(dataset with { Role = BreachRole.Controller }).Faults()).Pointer);
    }
}
