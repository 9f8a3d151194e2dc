using ProcessingRegister.Decisions;

namespace ProcessingRegister.AccessRequests;

/// <summary>The rules that forbid something in the register of authorities' requests.</summary>
public static class AccessRefusals
{
    /// <summary>Of one reference there is one record.</summary>
    public static readonly Refusal AlreadyRecorded = new("access-already-recorded", "Art. 5(2)",
        "A request with this reference is on record already; add to it instead.");

    /// <summary>What is settled is not decided again.</summary>
    public static readonly Refusal Closed = new("access-closed", "Art. 5(2)",
        "The request is at an end; open it again first.");

    /// <summary>Only what ended is opened again.</summary>
    public static readonly Refusal NotClosed = new("access-not-closed", "Art. 5(2)",
        "The request is not at an end; there is nothing to open again.");

    /// <summary>What has happened has happened by now.</summary>
    public static readonly Refusal NotYetHappened = new("access-not-yet-happened", "Art. 5(2)",
        "The instant given lies in the future; only what has happened is recorded.");

    /// <summary>Nothing is done about a request before it came.</summary>
    public static readonly Refusal BeforeReceipt = new("access-before-receipt", "Art. 5(2)",
        "The instant given lies before the request was received.");

    /// <summary>One reference names one thing.</summary>
    public static readonly Refusal RecordedOtherwise = new("access-recorded-otherwise", "Art. 5(2)",
        "Something with this reference is on record of this request and says otherwise; give this one a reference of its own.");

    /// <summary>What is spoken of must be on record.</summary>
    public static readonly Refusal NoSuchReference = new("access-no-such-reference", "Art. 5(2)",
        "Nothing with this reference or number is on record of this request.");

    /// <summary>Nothing is given to somebody who may be anybody.</summary>
    public static readonly Refusal NotAuthenticated = new("access-not-authenticated", "Art. 32(1), 5(1)(f)",
        "It was not checked that the authority is who it says it is, or it was found that it is not; nothing is disclosed before that.");

    /// <summary>SCC clause 15.2.</summary>
    public static readonly Refusal NotReviewed = new("access-not-reviewed", "Art. 6, SCC clause 15.2",
        "The request has not been reviewed for its lawfulness; nothing is disclosed before that.");

    /// <summary>What is not lawful is not complied with.</summary>
    public static readonly Refusal FoundUnlawful = new("access-found-unlawful", "Art. 6, SCC clause 15.2",
        "The legal review that holds found the request unlawful; refuse or challenge it.");

    /// <summary>Art. 48.</summary>
    public static readonly Refusal TwoStepsMissing = new("access-two-steps-missing", "Art. 48, EDPB Guidelines 02/2024",
        "The request is from outside the European Economic Area; the legal review must take both steps: a legal basis of Art. 6, and an international agreement or another ground of Chapter V.");

    /// <summary>Whose data are asked for must be known.</summary>
    public static readonly Refusal ScopeUnknown = new("access-scope-unknown", "Art. 5(1)(c)",
        "It has not been established which data are asked for, and in which role the organisation holds them.");

    /// <summary>Art. 28(3)(a).</summary>
    public static readonly Refusal ControllerNotTold = new("access-controller-not-told", "Art. 28(3)(a)",
        "A controller whose data would be disclosed has not been told before, and neither a secrecy order in force nor a law named by the legal review forbids it.");

    /// <summary>The source policy: when you accept, or where required by law.</summary>
    public static readonly Refusal NeitherAcceptedNorCompelled = new("access-neither-accepted-nor-compelled", "Art. 28(3)(a), 29",
        "Not every controller concerned has accepted the disclosure, and the legal review names no law that compels it.");

    /// <summary>Regulation (EU) 2023/1543 Art. 10(2).</summary>
    public static readonly Refusal MayStillBeRefused = new("access-may-still-be-refused", "Regulation (EU) 2023/1543 Art. 10(2)",
        "The enforcing authority was notified and may still raise a ground for refusal; data are transmitted at the end of its period, or once it has confirmed.");

    /// <summary>A challenge that suspends is awaited.</summary>
    public static readonly Refusal ChallengePending = new("access-challenge-pending", "SCC clause 15.2",
        "A challenge that suspends the request has not been decided; nothing is disclosed before that.");

    /// <summary>Art. 5(1)(c).</summary>
    public static readonly Refusal MoreThanSought = new("access-more-than-sought", "Art. 5(1)(c), SCC clause 15.2(c)",
        "A kind of data would be disclosed that the request does not seek; only the minimum is disclosed.");

    /// <summary>An outcome says what the record says.</summary>
    public static readonly Refusal NothingDisclosed = new("access-nothing-disclosed", "Art. 5(2)",
        "No disclosure is on record, so the request did not end with one.");

    /// <summary>What was given was given.</summary>
    public static readonly Refusal AlreadyDisclosed = new("access-already-disclosed", "Art. 5(2)",
        "Data were disclosed on this request; its outcome is full or partial disclosure, and nothing else.");

    /// <summary>A processor sends on to its controller.</summary>
    public static readonly Refusal NobodyToRedirectTo = new("access-nobody-to-redirect-to", "Art. 28(3)(a)",
        "No data are concerned that the organisation holds for a controller; there is nobody to send the authority to.");

    /// <summary>Secrecy is kept.</summary>
    public static readonly Refusal TellingForbidden = new("access-telling-forbidden", "Art. 28(3)(a)",
        "A secrecy order in force, or a law named by the legal review, forbids telling the controller.");

    /// <summary>A mail is not sent out of a closed file.</summary>
    public static readonly Refusal MailWouldTell = new("access-mail-would-tell", "Art. 28(3)(a)",
        "The file is under secrecy; tell the controller by other means, where the order allows it, and record that.");

    /// <summary>Whom it does not concern is not told.</summary>
    public static readonly Refusal ControllerNotConcerned = new("access-controller-not-concerned", "Art. 28(3)(a)",
        "No dataset of this request is held under that agreement; establish the scope first.");


    /// <summary>Mail needs an address.</summary>
    public static readonly Refusal ControllerCannotBeReached = new("access-controller-cannot-be-reached", "Art. 28(3)(a)",
        "There is no such agreement, or it names no contact with an e-mail address; tell the controller otherwise and record that.");

    /// <summary>Who was not told has not answered.</summary>
    public static readonly Refusal ControllerHasNotBeenTold = new("access-controller-has-not-been-told", "Art. 28(3)(a)",
        "The controller has not been told of the request, so it cannot have answered.");

    /// <summary>What was lifted stays lifted.</summary>
    public static readonly Refusal SecrecyAlreadyLifted = new("access-secrecy-already-lifted", "Art. 28(3)(a)",
        "This order of secrecy was lifted; record a new one.");

    /// <summary>Only a European order has what that Regulation provides for.</summary>
    public static readonly Refusal NoEuropeanOrder = new("access-no-european-order", "Regulation (EU) 2023/1543 Art. 2",
        "The request is no European order of the kind that this is provided for.");

    /// <summary>Confirmation follows notification.</summary>
    public static readonly Refusal EnforcingAuthorityNotNotified = new("access-enforcing-authority-not-notified", "Regulation (EU) 2023/1543 Art. 8",
        "The enforcing authority was not notified of the order.");

    /// <summary>A preservation is prolonged once.</summary>
    public static readonly Refusal AlreadyExtended = new("access-preservation-already-extended", "Regulation (EU) 2023/1543 Art. 11(1)",
        "The preservation was prolonged already, or it has no end to prolong.");

    /// <summary>What was released is not kept.</summary>
    public static readonly Refusal PreservationWasReleased = new("access-preservation-released", "Art. 5(1)(e)",
        "The preserved data were released; begin another preservation.");
}
