using ProcessingRegister.Breaches;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Breaches;

/// <summary>What the sentences about breaches are made of.</summary>
internal static class Facts
{
    public static readonly CountryCode Norway = CountryCode.Parse("NO");

    public static readonly TimeZoneInfo Oslo = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    /// <summary>A Monday morning; the decisions fall two weeks later unless they say otherwise.</summary>
    public static readonly DateTimeOffset Detected = new(2026, 2, 16, 7, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Aware = Detected.AddHours(4).AddMinutes(17);

    public static readonly PersonalText Why = new("Kari Nordmann looked into it.");

    public static readonly Guid Agreement = new("0198c1f0-0000-7000-8000-00000000a001");

    public static BreachRecorded Recorded(BreachFacts? facts = null) => new("2026-07", Norway, Detected, facts ?? new());

    public static AwarenessEstablished AwareAs(BreachRole role, DateTimeOffset? at = null) => new(role, at ?? Aware, Why);

    public static RiskAssessed Assessed(RiskOutcome outcome, DateTimeOffset? at = null) => new(outcome, at ?? Aware.AddHours(1), "recital 76", Why, null);

    public static AuthorityNotified Filed(FilingKind kind, DateTimeOffset at, string reference = "first", FilingFor @for = FilingFor.Self, params NotificationPoint[] missing) =>
        new(reference, Norway, @for, kind, at, missing, null, null, null, null);

    public static DatasetAffected Affected(BreachRole role, string name = "payroll") => new(new(name, role, Services: role == BreachRole.Controller ? null : ["payroll"]));

    public static ControllersSelected Selected(string reference = "first", DateTimeOffset? since = null) =>
        new(reference, "payroll", BreachRole.Processor, since ?? Aware, Aware.AddHours(1), new(2026, 2, 16), new(2026, 2, 16), ["payroll"], []);

    public static ControllerFoundConcerned Concerned(
        int? hours = null, DateTimeOffset? since = null, string country = "NO", BreachRole role = BreachRole.Processor, Guid? agreement = null) =>
        new(RecordId, agreement ?? Agreement, role, CountryCode.Parse(country), since ?? Aware, hours, 1, true);

    public static Guid Sending(int n) => new($"0198c1f0-0000-7000-a000-{n:x12}");

    public static ControllerNoticeSent Sent(DateTimeOffset at, int n = 1) => new(Sending(n), at, MeansOfNotice.Email, null, null);

    /// <summary>What is owed under a code, or nothing.</summary>
    public static Obligation? Owed(this IOwes record, string kind, DateTimeOffset now, LawBook? law = null) =>
        record.Obligations(law ?? LawBook.Current, now).SingleOrDefault(o => o.Kind == kind);

    public static T Folded<T>(params object[] events) where T : Record, IRecord<T> => Given<T>(events).Record;

    /// <summary>An instant as the clocks in Oslo show it.</summary>
    public static DateTimeOffset InOslo(int month, int day, int hour, int minute = 0, int second = 0)
    {
        var local = new DateTime(2026, month, day, hour, minute, second);
        return new(local, Oslo.GetUtcOffset(local));
    }
}
