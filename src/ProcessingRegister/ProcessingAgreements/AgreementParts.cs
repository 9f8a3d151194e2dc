using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.ProcessingAgreements;

/// <summary>One of the things that Art. 28(3) demands of the contract.</summary>
/// <param name="Item">Which.</param>
/// <param name="Evidence">The clause or annex that sets it out.</param>
public sealed record AgreedItem(Article28Item Item, ImpersonalText Evidence);

/// <summary>How a controller authorises that another processor is engaged, Art. 28(2).</summary>
public enum SubprocessorAuthorisation
{
    /// <summary>Each one by itself, beforehand.</summary>
    [Provision("Art. 28(2)")]
    Specific,

    /// <summary>In general: the controller is informed of changes and can object.</summary>
    [Provision("Art. 28(2)")]
    General,
}

/// <summary>The unit in which a contract counts a period.</summary>
public enum AgreedUnit
{
    /// <summary>Calendar days.</summary>
    Days,

    /// <summary>Days that are neither Saturday, Sunday nor public holiday where the controller is established.</summary>
    WorkingDays,

    /// <summary>Weeks, which end on the same day of the week.</summary>
    Weeks,

    /// <summary>Months, which end on the same date, or on the month's last day where it has no such date.</summary>
    Months,
}

/// <summary>From when a contract counts the periods that a notice sets running.</summary>
public enum NoticeCountsFrom
{
    /// <summary>From its being sent, unless it comes back.</summary>
    Sending,

    /// <summary>From its arrival, or from the acknowledgement of its receipt.</summary>
    Delivery,
}

/// <summary>A period as a contract expresses it: a month is not thirty days.</summary>
/// <param name="Length">How many units.</param>
/// <param name="Unit">The unit.</param>
public sealed record AgreedPeriod(int Length, AgreedUnit Unit)
{
    /// <summary>The longest period that is accepted, in whatever unit.</summary>
    public const int MaxLength = 3650;

    internal IEnumerable<Fault> Faults(string at) => Length is < 0 or > MaxLength ? [new Fault($"{at}/length", $"must be from 0 to {MaxLength}")] : [];
}

/// <summary>On what terms other processors are engaged. The law names no number of days; the contract does (rules 5.2 and 5.5).</summary>
/// <param name="Authorisation">Specific or general.</param>
/// <param name="NoticeDays">Days between the information of an intended change and its taking effect; a period in another unit is <paramref name="Notice"/>.</param>
/// <param name="ObjectionDays">Days within which the controller can object; a period in another unit is <paramref name="Objection"/>.</param>
/// <param name="SilenceIsAcceptance">Whether a controller that does not object in time has accepted.</param>
/// <param name="RollsOverToWorkingDay">Whether a period that would end on a Saturday, a Sunday or a public holiday ends on the next working day.</param>
/// <param name="Notice">The period between the information of an intended change and its taking effect, in its unit.</param>
/// <param name="Objection">The period within which the controller can object, in its unit.</param>
/// <param name="CountsFrom">From when both periods run.</param>
public sealed record SubprocessorTerms(
    SubprocessorAuthorisation Authorisation, int? NoticeDays = null, int? ObjectionDays = null, bool SilenceIsAcceptance = false, bool RollsOverToWorkingDay = false,
    AgreedPeriod? Notice = null, AgreedPeriod? Objection = null, NoticeCountsFrom CountsFrom = NoticeCountsFrom.Sending)
{
    /// <summary>The period of notice, whichever way it was stated; <c>null</c> where the agreement names none.</summary>
    [JsonIgnore]
    public AgreedPeriod? NoticePeriod => Notice ?? InDays(NoticeDays);

    /// <summary>The period for objections, whichever way it was stated; <c>null</c> where the agreement names none.</summary>
    [JsonIgnore]
    public AgreedPeriod? ObjectionPeriod => Objection ?? InDays(ObjectionDays);

    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. InDays(NoticeDays)?.Faults($"{at}/noticeDays").Select(f => f with { Pointer = $"{at}/noticeDays" }) ?? [],
        .. InDays(ObjectionDays)?.Faults($"{at}/objectionDays").Select(f => f with { Pointer = $"{at}/objectionDays" }) ?? [],
        .. Notice?.Faults($"{at}/notice") ?? [],
        .. Objection?.Faults($"{at}/objection") ?? [],
        .. NoticeDays is not null && Notice is not null ? [new Fault($"{at}/notice", "must not be given beside noticeDays: there is one period of notice")] : Array.Empty<Fault>(),
        .. ObjectionDays is not null && Objection is not null ? [new Fault($"{at}/objection", "must not be given beside objectionDays: there is one period for objections")] : Array.Empty<Fault>(),
        .. Authorisation == SubprocessorAuthorisation.General && ObjectionPeriod is null
            ? [new Fault($"{at}/objectionDays", "must be given when authorisation is general, or objection: the controller has the opportunity to object (Art. 28(2))")]
            : Array.Empty<Fault>(),
    ];

    private static AgreedPeriod? InDays(int? days) => days is { } length ? new(length, AgreedUnit.Days) : null;
}

/// <summary>
/// Where a class of data may lie and from where it may be seen; being seen from a third country is a transfer (rule 6.4). A commitment that names neither
/// a service nor categories is about all data under the agreement.
/// </summary>
/// <param name="DataClass">Which data, in the agreement's words.</param>
/// <param name="StoredIn">Where they may lie.</param>
/// <param name="AccessedFrom">From where they may be seen; anywhere when absent.</param>
/// <param name="Service">The service whose data it is about, as the agreements call it; every service when absent.</param>
/// <param name="DataCategories">The categories that it is about, as the register of subprocessors calls them; every category when absent.</param>
public sealed record ResidencyCommitment(
    ImpersonalText DataClass, IReadOnlyList<Territory> StoredIn, IReadOnlyList<Territory>? AccessedFrom = null, ImpersonalText? Service = null,
    IReadOnlyList<ImpersonalText>? DataCategories = null)
{
    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. StoredIn.Count == 0 ? [new Fault($"{at}/storedIn", "must not be empty")] : Array.Empty<Fault>(),
        .. Form.Size($"{at}/storedIn", StoredIn as System.Collections.ICollection),
        .. Form.Size($"{at}/accessedFrom", AccessedFrom as System.Collections.ICollection),
        .. Form.Size($"{at}/dataCategories", DataCategories as System.Collections.ICollection),
        .. DataCategories is { Count: 0 } ? [new Fault($"{at}/dataCategories", "must not be empty when given; without it the commitment is about every category")] : Array.Empty<Fault>(),
    ];
}

/// <summary>What the controller demands that the contracts with other processors say, beside what this agreement says itself, Art. 28(4).</summary>
/// <param name="Audits">Whether the controller, or an auditor whom it mandates, can audit them, Art. 28(3)(h).</param>
/// <param name="Certificates">The standards by which they are to be certified, such as <c>ISO/IEC 27001:2022</c>.</param>
/// <param name="BreachNoticeHours">Hours from becoming aware of a breach within which they are to give notice; below the agreement's own, so that time is left to pass it on.</param>
public sealed record SubprocessorDemands(bool Audits = false, IReadOnlyList<ImpersonalText>? Certificates = null, int? BreachNoticeHours = null)
{
    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. Form.Size($"{at}/certificates", Certificates as System.Collections.ICollection),
        .. BreachNoticeHours is < 0 or > AgreementContent.MaxBreachNoticeHours
            ? [new Fault($"{at}/breachNoticeHours", $"must be from 0 to {AgreementContent.MaxBreachNoticeHours}")] : Array.Empty<Fault>(),
    ];
}

/// <summary>A day of every year.</summary>
/// <param name="Month">From 1.</param>
/// <param name="Day">From 1; 29 February stands for that month's last day.</param>
public sealed record MonthDay(int Month, int Day)
{
    // A leap year: 29 February is a day of the calendar.
    private const int AnyLeapYear = 2000;

    internal IEnumerable<Fault> Faults(string at) =>
        Month is < 1 or > 12 ? [new Fault($"{at}/month", "must be from 1 to 12")]
        : Day < 1 || Day > DateTime.DaysInMonth(AnyLeapYear, Month) ? [new Fault($"{at}/day", "must be a day of that month")]
        : [];
}

/// <summary>What becomes of the personal data after the end of the services, at the choice of the controller, Art. 28(3)(g).</summary>
public enum DeletionOrReturn
{
    /// <summary>They are deleted.</summary>
    [Provision("Art. 28(3)(g)")]
    Delete,

    /// <summary>They are returned, and existing copies deleted.</summary>
    [Provision("Art. 28(3)(g)")]
    Return,

    /// <summary>They are returned first and deleted then.</summary>
    [Provision("Art. 28(3)(g)")]
    Both,
}
