using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.SubprocessorChanges;
using ProcessingRegister.SubprocessorChanges.Informing;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.SubprocessorChanges;

/// <summary>What the sentences about changes of subprocessors are made of.</summary>
internal static class Facts
{
    public static readonly CountryCode Norway = CountryCode.Parse("NO");

    public static readonly TimeZoneInfo Oslo = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    public static readonly Guid Agreement = new("0198c1f0-0000-7000-8000-00000000a001");

    public static readonly Guid Engaged = new("0198c1f0-0000-7000-8000-00000000b001");

    public static readonly PersonalText Why = new("Kari Nordmann does not want it.");

    public static readonly PersonalText Contact = new("Personvernombudet");

    /// <summary>A Tuesday morning, from which thirty days end on Maundy Thursday.</summary>
    public static readonly DateTimeOffset Sent = InOslo(2026, 3, 3, 9);

    /// <summary>Thirty days' notice and thirty to object, silence being acceptance.</summary>
    public static readonly ChangeTerms Thirty = new(SubprocessorAuthorisation.General, Days(30), Days(30), SilenceIsAcceptance: true);

    public static Period Days(int n) => new(n, PeriodUnit.Days);

    public static ChangeContent Content(ChangeKind kind = ChangeKind.Addition) => new(kind, [Engaged], [new(NoticeLanguage.En, "Help desk in Germany.")], Services: ["payroll"]);

    public static SubprocessorChangeIntended Intended(DateOnly? from = null) => new("2026-03", Norway, from ?? new(2026, 4, 10), Content());

    public static SubprocessorChangeAnnounced Announced(DateTimeOffset? at = null) => new(at ?? Now.Instant.AddDays(-1), DayOf(at ?? Now.Instant.AddDays(-1)), Contact, null, []);

    public static ControllerConcernedByChange Concerned(
        ChangeTerms? terms, DateOnly? intended = null, ChangeKind kind = ChangeKind.Addition, string country = "NO", InformedElsewhere? elsewhere = null) => new(
            RecordId, Agreement, kind, CountryCode.Parse(country), Norway, 1, terms, Sent, intended ?? new(2026, 4, 10), true,
            elsewhere is null ? [new(Ordered, MeansOfInforming.Email, NoticeLanguage.Nb)] : [], elsewhere);

    /// <summary>The id of the notice that a record orders by mail.</summary>
    public static readonly Guid Ordered = new("0198c1f0-0000-7000-a000-000000000001");

    public static ChangeNoticeSent Dispatched(DateTimeOffset? at = null) => new(Ordered, at ?? Sent, MeansOfInforming.Email, null, null);

    public static ObjectionReceived Objected(DateTimeOffset at, int number = 1) => new(number, new ImpersonalText($"objection {number}"), at, Why, null);

    public static T Folded<T>(params object[] events) where T : Record, IRecord<T> => Given<T>(events).Record;

    public static ControllerStanding On(this ChangeNotice notice, int month, int day) => notice.StandingOn(new(2026, month, day), LawBook.Current);

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Oslo).DateTime);

    /// <summary>An instant as the clocks in Oslo show it.</summary>
    public static DateTimeOffset InOslo(int year, int month, int day, int hour, int minute = 0)
    {
        var local = new DateTime(year, month, day, hour, minute, 0);
        return new DateTimeOffset(local, Oslo.GetUtcOffset(local)).ToUniversalTime();
    }
}
