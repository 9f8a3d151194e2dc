using ProcessingRegister.Decisions;

namespace ProcessingRegister.Breaches;

/// <summary>The rules that forbid something in the register of breaches.</summary>
public static class BreachRefusals
{
    /// <summary>Of one reference there is one record.</summary>
    public static readonly Refusal AlreadyRecorded = new("breach-already-recorded", "Art. 33(5)",
        "A breach with this reference is on record already; add to it instead.");

    /// <summary>What is settled is not decided again.</summary>
    public static readonly Refusal Settled = new("breach-settled", "Art. 33(5)",
        "The breach is closed, or was found to be none; open it again first.");

    /// <summary>A list that is replayed does not rewrite how a record began.</summary>
    public static readonly Refusal RecordedOtherwise = new("breach-recorded-otherwise", "Art. 33(5)",
        "A breach with this reference is on record under another law or with another first alert; give this one a reference of its own.");

    /// <summary>What has happened has happened by now.</summary>
    public static readonly Refusal NotYetHappened = new("breach-not-yet-happened", "Art. 5(2)",
        "The instant given lies in the future; only what has happened is recorded.");

    /// <summary>Nobody is aware of what has not begun.</summary>
    public static readonly Refusal AwareBeforeItOccurred = new("breach-aware-before-it-occurred", "Art. 33(1)",
        "The awareness would come before the breach, as its beginning is on record; establish that fact anew first.");

    /// <summary>No period of the Regulation runs from before it applied.</summary>
    public static readonly Refusal BeforeTheLaw = new("breach-before-the-law", "Art. 99(2)",
        "The instant lies before the Regulation applied in the jurisdiction of the breach; no period runs from it.");

    /// <summary>Only what is on record can be reviewed.</summary>
    public static readonly Refusal NoAwareness = new("breach-no-awareness", "Art. 33(1), 33(2)",
        "Since when the organisation is aware in this role is not on record; establish that first.");

    /// <summary>One reference names one notice.</summary>
    public static readonly Refusal NoticeRecordedOtherwise = new("breach-notice-recorded-otherwise", "Art. 33(2)",
        "A notice with this reference is on record and says otherwise; give this one a reference of its own.");

    /// <summary>Assessments follow one another.</summary>
    public static readonly Refusal AssessedBeforeTheLast = new("breach-assessed-before-the-last", "Art. 33(5)",
        "The assessment would come before the one that it supersedes.");

    /// <summary>Silence is no assessment.</summary>
    public static readonly Refusal NoAssessment = new("breach-no-assessment", "Art. 33(1)",
        "The risk has not been assessed; a risk that is not known is not an unlikely one.");

    /// <summary>Only an unlikely risk need not be notified.</summary>
    public static readonly Refusal RiskMustBeNotified = new("breach-risk-must-be-notified", "Art. 33(1)",
        "By the assessment that holds, the authority must be notified; only a breach below the threshold of the law may go without.");

    /// <summary>Without awareness nobody can say whether a filing is late.</summary>
    public static readonly Refusal FiledWithoutAwareness = new("breach-filed-without-awareness", "Art. 33(1)",
        "Since when the organisation is aware as controller is not on record; a notification states it, and its time is counted from it.");

    /// <summary>One reference names one filing.</summary>
    public static readonly Refusal FilingRecordedOtherwise = new("breach-filing-recorded-otherwise", "Art. 33(4)",
        "A filing with this reference is on record and says otherwise; give this one a reference of its own.");

    /// <summary>A case is opened once.</summary>
    public static readonly Refusal AlreadyNotified = new("breach-already-notified", "Art. 33(4)",
        "This authority was notified already; what is to be added is a follow-up.");

    /// <summary>More can be told only after something was.</summary>
    public static readonly Refusal NothingFiled = new("breach-nothing-filed", "Art. 33(4)",
        "This authority has not been notified, or the notification was withdrawn; there is nothing to follow up or to withdraw.");

    /// <summary>Art. 33(1), second sentence.</summary>
    public static readonly Refusal ReasonsForDelayRequired = new("breach-reasons-for-delay-required", "Art. 33(1)",
        "The notification comes after the limit of the period, and must be accompanied by the reasons for the delay.");

    /// <summary>A filing for controllers needs controllers.</summary>
    public static readonly Refusal NoControllersSelected = new("breach-no-controllers-selected", "Art. 33(2)",
        "No controllers have been selected as concerned; a filing for controllers has nobody to be made for.");

    /// <summary>Controllers are notified of data that are processed for them.</summary>
    public static readonly Refusal NotProcessedForOthers = new("breach-not-processed-for-others", "Art. 33(2)",
        "There is no affected dataset of this name that the organisation holds as processor or subprocessor; state the dataset first.");

    /// <summary>One reference names one selection.</summary>
    public static readonly Refusal SelectionRecordedOtherwise = new("breach-selection-recorded-otherwise", "Art. 33(2)",
        "A selection with this reference is on record and says otherwise; give this one a reference of its own.");

    /// <summary>One reference names one order of notices.</summary>
    public static readonly Refusal NoticesOrderedOtherwise = new("breach-notices-ordered-otherwise", "Art. 33(2)",
        "Notices were ordered under this reference that say otherwise; give this order a reference of its own.");

    /// <summary>That it is over is told when it is.</summary>
    public static readonly Refusal NotOver = new("breach-not-over", "Art. 33(4)",
        "The breach is neither closed nor found to be none; what there is to tell now is an update.");

    /// <summary>Who is concerned is told before the record is closed.</summary>
    public static readonly Refusal ControllersNotTold = new("breach-controllers-not-told", "Art. 33(2)",
        "Of some controllers concerned it is not on record that the notice reached them, or that they are not affected; tell them, or state the reasons why they cannot be reached.");

    /// <summary>One reference names one communication.</summary>
    public static readonly Refusal CommunicationRecordedOtherwise = new("breach-communication-recorded-otherwise", "Art. 34(1)",
        "A communication with this reference is on record and says otherwise; give this one a reference of its own.");

    /// <summary>An exception is one from a duty.</summary>
    public static readonly Refusal NoCommunicationOwed = new("breach-no-communication-owed", "Art. 34(1)",
        "By the assessment that holds there is no high risk, and so nothing from which to be excepted.");

    /// <summary>Art. 34(3)(a) is about data that nobody can read.</summary>
    public static readonly Refusal DataNotUnintelligible = new("breach-data-not-unintelligible", "Art. 34(3)(a)",
        "By the facts on record the data are not unintelligible, or the means of reading them were taken as well.");

    /// <summary>What the authority requires is done.</summary>
    public static readonly Refusal CommunicationWasOrdered = new("breach-communication-was-ordered", "Art. 34(4)",
        "The authority has required that the breach be communicated; no exception is to be had.");

    /// <summary>One reference names one order.</summary>
    public static readonly Refusal OrderRecordedOtherwise = new("breach-order-recorded-otherwise", "Art. 34(4)",
        "An order with this reference is on record and says otherwise; give this one a reference of its own.");

    /// <summary>One reference names one letter.</summary>
    public static readonly Refusal CorrespondenceRecordedOtherwise = new("breach-correspondence-recorded-otherwise", "Art. 31",
        "A letter with this reference is on record and says otherwise; give this one a reference of its own.");

    /// <summary>An answer answers something.</summary>
    public static readonly Refusal NothingToAnswer = new("breach-nothing-to-answer", "Art. 31",
        "The letter that is answered is not on record as received.");

    /// <summary>What is owed is done before the record is closed.</summary>
    public static readonly Refusal DutiesAreOpen = new("breach-duties-are-open", "Art. 33, 34",
        "Something is still owed because of this breach; the record's deadlines list it.");

    /// <summary>Not notifying is documented, too.</summary>
    public static readonly Refusal NotNotifyingWithoutReasons = new("breach-not-notifying-without-reasons", "Art. 33(5)",
        "The authority was not notified, and the decision not to do so is not on record with its reasons.");
}
