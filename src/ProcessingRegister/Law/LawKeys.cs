using System.Text.Json;

namespace ProcessingRegister.Law;

/// <summary>The name of something the law sets, with the type its value is read as.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Name">The key in the data, for example <c>breach.sa.hours</c>.</param>
public sealed record LawKey<T>(string Name)
{
    /// <summary>Reads the value of a row.</summary>
    /// <exception cref="JsonException">The row's value does not have the shape of this key.</exception>
    public T Read(JsonElement value) => value.Deserialize<T>(LawBook.Json) ?? throw new JsonException($"The value of '{Name}' is null.");
}

/// <summary>What the register asks the law. None of these is a constant anywhere in the code.</summary>
public static class LawKeys
{
    /// <summary>An organisation with fewer employees than this may be exempt from keeping records, Art. 30(5).</summary>
    public static readonly LawKey<int> ExemptionMaxEmployees = new("art30.exemption.maxEmployees");

    /// <summary>What takes the exemption away, each of them alone, Art. 30(5).</summary>
    public static readonly LawKey<IReadOnlyList<RecordDisqualifier>> ExemptionTest = new("art30.exemption.test");

    /// <summary>Hours from awareness within which the supervisory authority is notified, Art. 33(1).</summary>
    public static readonly LawKey<int> BreachAuthorityHours = new("breach.sa.hours");

    /// <summary>The risk from which the supervisory authority is notified, Art. 33(1).</summary>
    public static readonly LawKey<BreachThreshold> BreachAuthorityThreshold = new("breach.sa.threshold");

    /// <summary>Months within which a request of a data subject is answered, Art. 12(3).</summary>
    public static readonly LawKey<int> RequestMonths = new("dsr.months");

    /// <summary>Further months by which that may be extended, Art. 12(3).</summary>
    public static readonly LawKey<int> RequestExtensionMonths = new("dsr.extensionMonths");

    /// <summary>How long accounts, vouchers and specifications are kept by bookkeeping law.</summary>
    public static readonly LawKey<StatutoryRetention> PrimaryAccountingRetention = new("retention.accounting.primary");

    /// <summary>How long secondary documentation (agreements, correspondence, price lists) is kept by bookkeeping law.</summary>
    public static readonly LawKey<StatutoryRetention> SecondaryAccountingRetention = new("retention.accounting.secondary");

    /// <summary>How the latest reading counts a period of hours.</summary>
    public static readonly LawKey<HourCounting> HourCounting = new("period.hours.counting");

    /// <summary>Which hour an event exactly on the hour belongs to.</summary>
    public static readonly LawKey<EventOnTheHour> EventOnTheHour = new("period.hours.eventOnTheHour");

    /// <summary>Whether it is shown as an argument that a period of hours, too, includes two working days.</summary>
    public static readonly LawKey<TwoWorkingDays> TwoWorkingDaysOfHours = new("period.hours.twoWorkingDays");

    /// <summary>Whether the latest reading moves an end that falls on no working day.</summary>
    public static readonly LawKey<Rollover> Rollover = new("period.rollover");

    /// <summary>From when the latest reading counts the extension of a period of months.</summary>
    public static readonly LawKey<ExtensionCounting> ExtensionCounting = new("period.extension");

    /// <summary>Whether the latest reading lets a request rest while its data subject is awaited.</summary>
    public static readonly LawKey<PausePolicy> RequestPause = new("dsr.pausePolicy");

    /// <summary>Whether the Regulation on electronic evidence applies.</summary>
    public static readonly LawKey<bool> EvidenceApplies = new("evidence.applies");

    /// <summary>Days from receipt of a production order, Regulation (EU) 2023/1543 Art. 10(2), (3).</summary>
    public static readonly LawKey<int> ProductionOrderDays = new("evidence.epoc.days");

    /// <summary>Hours from receipt of a production order in an emergency, Art. 10(4).</summary>
    public static readonly LawKey<int> EmergencyOrderHours = new("evidence.epoc.emergencyHours");

    /// <summary>Hours in which the enforcing authority may object after an emergency, Art. 10(4).</summary>
    public static readonly LawKey<int> EmergencyObjectionHours = new("evidence.epoc.objectionHours");

    /// <summary>Days in which the issuing authority answers that an order cannot be executed, Art. 10(5) to (8).</summary>
    public static readonly LawKey<int> OrderClarificationDays = new("evidence.epoc.clarificationDays");

    /// <summary>Days in which a conflict with the law of a third country is raised, Art. 17.</summary>
    public static readonly LawKey<int> OrderConflictDays = new("evidence.epoc.conflictDays");

    /// <summary>Days for which data are preserved, Art. 11(1).</summary>
    public static readonly LawKey<int> PreservationDays = new("evidence.preservation.days");

    /// <summary>Further days for which they are preserved on request, Art. 11.</summary>
    public static readonly LawKey<int> PreservationExtensionDays = new("evidence.preservation.extensionDays");

    /// <summary>Days of the transition when a customer switches, Data Act Art. 25(2)(a).</summary>
    public static readonly LawKey<int> SwitchingTransitionDays = new("dataAct.transitionDays");

    /// <summary>Days for which its data can be retrieved afterwards, Data Act Art. 25(2)(g).</summary>
    public static readonly LawKey<int> SwitchingRetrievalDays = new("dataAct.retrievalDays");

    /// <summary>Hours from the classification of an incident as major, DORA.</summary>
    public static readonly LawKey<int> DoraInitialHoursFromClassification = new("dora.initial.classificationHours");

    /// <summary>Hours from awareness of a major incident, DORA.</summary>
    public static readonly LawKey<int> DoraInitialHoursFromAwareness = new("dora.initial.awarenessHours");

    /// <summary>Hours from the initial notification, DORA.</summary>
    public static readonly LawKey<int> DoraIntermediateHours = new("dora.intermediate.hours");

    /// <summary>Months from the latest intermediate report, DORA.</summary>
    public static readonly LawKey<int> DoraFinalMonths = new("dora.final.months");

    /// <summary>Hours from awareness to the early warning, NIS2 Art. 23(4)(a).</summary>
    public static readonly LawKey<int> Nis2EarlyWarningHours = new("nis2.earlyWarning.hours");

    /// <summary>Hours from awareness to the notification, NIS2 Art. 23(4)(b).</summary>
    public static readonly LawKey<int> Nis2NotificationHours = new("nis2.notification.hours");

    /// <summary>Months from the notification to the final report, NIS2 Art. 23(4)(d).</summary>
    public static readonly LawKey<int> Nis2FinalMonths = new("nis2.final.months");
}

/// <summary>The risk from which a breach is notified to the authority.</summary>
public enum BreachThreshold
{
    /// <summary>Unless the breach is unlikely to result in a risk: the GDPR as it is.</summary>
    NotUnlikelyRisk,

    /// <summary>Only if a high risk is likely: the Commission's proposal COM(2025) 837.</summary>
    HighRisk,
}

/// <summary>The day from which a statutory period of retention runs.</summary>
public enum RetentionAnchor
{
    /// <summary>The last day of the financial year.</summary>
    EndOfFinancialYear,

    /// <summary>The last day of the calendar year in which the financial year ended.</summary>
    EndOfCalendarYearOfFinancialYearEnd,
}

/// <summary>A period for which the law obliges someone to keep documents, the last day included.</summary>
/// <param name="Months">Its length in calendar months.</param>
/// <param name="RunsFrom">The day from which it runs.</param>
public sealed record StatutoryRetention(int Months, RetentionAnchor RunsFrom);
