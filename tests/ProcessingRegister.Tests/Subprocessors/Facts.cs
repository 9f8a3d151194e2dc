using ProcessingRegister.Decisions;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Subprocessors;

/// <summary>What the sentences about subprocessors are made of.</summary>
internal static class Facts
{
    public static readonly DateOnly Start = new(2026, 1, 1);

    public static readonly DateOnly June = new(2026, 6, 1);

    public static readonly Guid Other = new("0198c1f0-0000-7000-8000-000000000002");

    public static readonly Guid Third = new("0198c1f0-0000-7000-8000-000000000003");

    public static readonly PersonalText Reason = new("Kari Nordmann noticed it.");

    public static SubprocessorContent Content(string purpose = "hosting", string place = "NO", SubprocessorKind kind = SubprocessorKind.Hosting, string? service = "payroll") => new()
    {
        Kind = kind,
        Country = CountryCode.Parse("NO"),
        Contact = new ContactPerson { Name = new("Ola Nordmann"), Email = new("ola@example.no") },
        Services = [new(purpose, service is null ? default(ImpersonalText?) : new ImpersonalText(service), ["names"], [Territory.Parse(place)], [Territory.EuropeanEconomicArea])],
    };

    public static SubprocessorRegistered Registered(string name = "Drift AS", DateOnly? from = null, SubprocessorContent? content = null) =>
        new("drift", name, from ?? Start, content ?? Content());

    public static SubprocessorRevised Revised(string purpose, DateOnly from) => new(from, Content(purpose), null);

    public static SubprocessorRenamed Renamed(string name, DateOnly from) => new(from, name, null);

    public static SubprocessorEngaged Engaged(DateOnly? from = null) => new(from ?? Start);

    public static SubprocessorEngagementEnded Ended(DateOnly on) => new(on, null);

    public static SubprocessorMerged Merged(DateOnly on) => new(on, Other, null);

    public static OwnSubprocessorAdded Added(Guid other, DateOnly? from = null) => new(from ?? Start, other);

    public static Certificate Certified(DateOnly from, DateOnly until, string standard = "ISO/IEC 27001:2022") => new(standard, "hosting", "Sertifisering AS", from, until);

    public static Subprocessor Record(Guid id, params object[] events) =>
        Fold.All<Subprocessor>(id, events.Select((e, i) => new RecordedEvent(IdOf(1000 + i), Now.Instant, e)))!;
}
