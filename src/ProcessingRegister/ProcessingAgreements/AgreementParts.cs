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

/// <summary>On what terms other processors are engaged. The law names no number of days; the contract does (rules 5.2 and 5.5).</summary>
/// <param name="Authorisation">Specific or general.</param>
/// <param name="NoticeDays">Days between the information of an intended change and its taking effect.</param>
/// <param name="ObjectionDays">Days within which the controller can object.</param>
/// <param name="SilenceIsAcceptance">Whether a controller that does not object in time has accepted.</param>
/// <param name="RollsOverToWorkingDay">Whether a period that would end on a Saturday, a Sunday or a public holiday ends on the next working day.</param>
public sealed record SubprocessorTerms(
    SubprocessorAuthorisation Authorisation, int? NoticeDays = null, int? ObjectionDays = null, bool SilenceIsAcceptance = false, bool RollsOverToWorkingDay = false)
{
    /// <summary>The longest period that is accepted, in days.</summary>
    public const int MaxDays = 3650;

    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. NoticeDays is < 0 or > MaxDays ? [new Fault($"{at}/noticeDays", $"must be from 0 to {MaxDays}")] : Array.Empty<Fault>(),
        .. ObjectionDays is < 0 or > MaxDays ? [new Fault($"{at}/objectionDays", $"must be from 0 to {MaxDays}")] : Array.Empty<Fault>(),
        .. Authorisation == SubprocessorAuthorisation.General && ObjectionDays is null
            ? [new Fault($"{at}/objectionDays", "must be given when authorisation is general: the controller has the opportunity to object (Art. 28(2))")]
            : Array.Empty<Fault>(),
    ];
}

/// <summary>Where a class of data may lie and from where it may be seen; being seen from a third country is a transfer (rule 6.4).</summary>
/// <param name="DataClass">Which data.</param>
/// <param name="StoredIn">Where they may lie.</param>
/// <param name="AccessedFrom">From where they may be seen.</param>
public sealed record ResidencyCommitment(ImpersonalText DataClass, IReadOnlyList<Territory> StoredIn, IReadOnlyList<Territory>? AccessedFrom = null)
{
    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. StoredIn.Count == 0 ? [new Fault($"{at}/storedIn", "must not be empty")] : Array.Empty<Fault>(),
        .. Form.Size($"{at}/storedIn", StoredIn as System.Collections.ICollection),
        .. Form.Size($"{at}/accessedFrom", AccessedFrom as System.Collections.ICollection),
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
