using static ProcessingRegister.Law.Anchor;
using static ProcessingRegister.Law.Duty;
using static ProcessingRegister.Law.PeriodUnit;

namespace ProcessingRegister.Law;

/// <summary>Every period of the law that the register computes. "Without undue delay" has no end and is not among them.</summary>
public static class DeadlineRules
{
    private const string ElectronicEvidence = "Regulation (EU) 2023/1543";
    private const string Dora = "Regulation (EU) 2022/2554 Art. 19(4)";
    private const string Nis2 = "Directive (EU) 2022/2555 Art. 23(4)";

    /// <summary>A breach is notified to the supervisory authority: the outer limit, "without undue delay" going first.</summary>
    public static readonly DeadlineRule NotifyAuthority = new("breach.sa", "GDPR Art. 33(1)", ControllerAware, Hours, LawKeys.BreachAuthorityHours);

    /// <summary>A request of a data subject is answered.</summary>
    public static readonly DeadlineRule AnswerRequest =
        new("dsr.answer", "GDPR Art. 12(3)", RequestReceived, Months, LawKeys.RequestMonths, Pause: LawKeys.RequestPause);

    /// <summary>A request is answered whose period was extended in time.</summary>
    public static readonly DeadlineRule AnswerExtendedRequest = AnswerRequest with { Code = "dsr.answerExtended", Extension = LawKeys.RequestExtensionMonths };

    /// <summary>The data subject is told of the extension, with reasons; later than this there is none. Awaiting the data subject does not prolong it.</summary>
    public static readonly DeadlineRule TellOfExtension = AnswerRequest with { Code = "dsr.extensionNotice", Pause = null };

    /// <summary>The data subject is told why nothing is done.</summary>
    public static readonly DeadlineRule TellOfRefusal = AnswerRequest with { Code = "dsr.refusal", Provision = "GDPR Art. 12(4)" };

    /// <summary>Data are transmitted on a production order of which no enforcing authority was notified.</summary>
    public static readonly DeadlineRule ExecuteProductionOrder = new(
        "evidence.epoc", $"{ElectronicEvidence} Art. 10(3)", OrderReceived, Days, LawKeys.ProductionOrderDays, Applies: LawKeys.EvidenceApplies);

    /// <summary>Data are held back while the enforcing authority may refuse, unless it confirms that it will not; then they are transmitted at once.</summary>
    public static readonly DeadlineRule AwaitRefusal = ExecuteProductionOrder with
    {
        Code = "evidence.epocNotified",
        Provision = $"{ElectronicEvidence} Art. 10(2)",
        Duty = ToKeepUntil,
    };

    /// <summary>Data are transmitted in an emergency.</summary>
    public static readonly DeadlineRule ExecuteEmergencyOrder = new(
        "evidence.epocEmergency", $"{ElectronicEvidence} Art. 10(4)", OrderReceived, Hours, LawKeys.EmergencyOrderHours, Applies: LawKeys.EvidenceApplies);

    /// <summary>The enforcing authority objects after an emergency; until then the data may still have to be deleted.</summary>
    public static readonly DeadlineRule ObjectAfterEmergency = ExecuteEmergencyOrder with
    {
        Code = "evidence.epocObjection",
        Anchor = AuthorityNotifiedOfOrder,
        Length = LawKeys.EmergencyObjectionHours,
    };

    /// <summary>The issuing authority answers that an order is incomplete, wrong or impossible.</summary>
    public static readonly DeadlineRule ClarifyOrder = ExecuteProductionOrder with
    {
        Code = "evidence.epocClarification",
        Provision = $"{ElectronicEvidence} Art. 10(5) to (8)",
        Anchor = AuthorityToldOfImpediment,
        Length = LawKeys.OrderClarificationDays,
    };

    /// <summary>The addressee raises that executing the order would break the law of a third country.</summary>
    public static readonly DeadlineRule RaiseConflict = ExecuteProductionOrder with
    {
        Code = "evidence.epocConflict",
        Provision = $"{ElectronicEvidence} Art. 17",
        Length = LawKeys.OrderConflictDays,
    };

    /// <summary>Data are preserved on a preservation order; once production is confirmed they are kept without an end.</summary>
    public static readonly DeadlineRule Preserve = ExecuteProductionOrder with
    {
        Code = "evidence.preservation",
        Provision = $"{ElectronicEvidence} Art. 11(1)",
        Length = LawKeys.PreservationDays,
        Duty = ToKeepUntil,
    };

    /// <summary>Data are preserved on an order that was extended.</summary>
    public static readonly DeadlineRule PreserveExtended = Preserve with { Code = "evidence.preservationExtended", Extension = LawKeys.PreservationExtensionDays };

    /// <summary>A customer's switch to another service is completed.</summary>
    public static readonly DeadlineRule CompleteSwitch =
        new("dataAct.transition", "Regulation (EU) 2023/2854 Art. 25(2)(a)", SwitchingNoticeEnded, Days, LawKeys.SwitchingTransitionDays);

    /// <summary>The customer's data stay retrievable after the switch; only then may all be erased.</summary>
    public static readonly DeadlineRule KeepRetrievable = new(
        "dataAct.retrieval", "Regulation (EU) 2023/2854 Art. 25(2)(g)", SwitchingTransitionEnded, Days, LawKeys.SwitchingRetrievalDays, ToKeepUntil);

    /// <summary>A major incident is notified after it was classified, DORA.</summary>
    public static readonly DeadlineRule DoraInitial = new("dora.initial", Dora, IncidentClassified, Hours, LawKeys.DoraInitialHoursFromClassification);

    /// <summary>The outer limit of the same notification, DORA.</summary>
    public static readonly DeadlineRule DoraInitialFromAwareness = new("dora.initialFromAwareness", Dora, IncidentAware, Hours, LawKeys.DoraInitialHoursFromAwareness);

    /// <summary>The intermediate report, DORA.</summary>
    public static readonly DeadlineRule DoraIntermediate = new("dora.intermediate", Dora, InitialNotificationSent, Hours, LawKeys.DoraIntermediateHours);

    /// <summary>The final report, DORA.</summary>
    public static readonly DeadlineRule DoraFinal = new("dora.final", Dora, IntermediateReportSent, Months, LawKeys.DoraFinalMonths);

    /// <summary>The early warning, NIS2.</summary>
    public static readonly DeadlineRule Nis2EarlyWarning = new("nis2.earlyWarning", $"{Nis2}(a)", IncidentAware, Hours, LawKeys.Nis2EarlyWarningHours);

    /// <summary>The incident notification, NIS2.</summary>
    public static readonly DeadlineRule Nis2Notification = new("nis2.notification", $"{Nis2}(b)", IncidentAware, Hours, LawKeys.Nis2NotificationHours);

    /// <summary>The final report, NIS2.</summary>
    public static readonly DeadlineRule Nis2Final = new("nis2.final", $"{Nis2}(d)", IncidentNotificationSent, Months, LawKeys.Nis2FinalMonths);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DeadlineRule> All { get; } =
    [
        NotifyAuthority,
        AnswerRequest, AnswerExtendedRequest, TellOfExtension, TellOfRefusal,
        ExecuteProductionOrder, AwaitRefusal, ExecuteEmergencyOrder, ObjectAfterEmergency, ClarifyOrder, RaiseConflict, Preserve, PreserveExtended,
        CompleteSwitch, KeepRetrievable,
        DoraInitial, DoraInitialFromAwareness, DoraIntermediate, DoraFinal,
        Nis2EarlyWarning, Nis2Notification, Nis2Final,
    ];
}
