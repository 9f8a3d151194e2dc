using ProcessingRegister.Decisions;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>The rules that forbid something about what a controller was told of a change, and what it answered.</summary>
public static class NoticeRefusals
{
    /// <summary>One id names one notice.</summary>
    public static readonly Refusal SentOtherwise = new("change-notice-sent-otherwise", "Art. 28(2)",
        "A notice with this id is on record and says otherwise; give this one an id of its own.");

    /// <summary>What was not sent does not arrive.</summary>
    public static readonly Refusal NotSent = new("change-notice-not-sent", "Art. 28(2)",
        "It is not on record that this notice was sent; record that first.");

    /// <summary>A notice arrives or comes back, and that is that.</summary>
    public static readonly Refusal Settled = new("change-notice-settled", "Art. 28(2)",
        "Of this notice it is on record already that it arrived, or that it came back.");

    /// <summary>Nothing arrives before it is sent.</summary>
    public static readonly Refusal BeforeSent = new("change-notice-before-sent", "Art. 28(2)",
        "The notice would arrive, come back or be acknowledged before it was sent.");

    /// <summary>An acknowledgement is given once.</summary>
    public static readonly Refusal AcknowledgedOtherwise = new("change-notice-acknowledged-otherwise", "Art. 28(2)",
        "The controller acknowledged the notice already, at another time.");

    /// <summary>Whom a change does not concern is not informed of it.</summary>
    public static readonly Refusal Excepted = new("change-notice-excepted", "Art. 28(2)",
        "The change was withdrawn, or does not take effect for this controller.");

    /// <summary>Information asks for no answer.</summary>
    public static readonly Refusal Information = new("change-is-information", "Art. 28(2)",
        "A removal, a new name or a merger is information: there is nothing to object to or to accept.");

    /// <summary>One reference names one objection.</summary>
    public static readonly Refusal ObjectionOtherwise = new("change-objection-otherwise", "Art. 28(2)",
        "An objection with this reference is on record and says otherwise; give this one a reference of its own.");

    /// <summary>What was not received is not resolved.</summary>
    public static readonly Refusal NoSuchObjection = new("change-no-such-objection", "Art. 28(2)",
        "No objection of this number is on record for this controller.");

    /// <summary>An objection is resolved once.</summary>
    public static readonly Refusal ResolvedOtherwise = new("change-objection-resolved-otherwise", "Art. 28(2)",
        "It is on record already what came of this objection, and it is something else.");

    /// <summary>Nothing is resolved before it is received.</summary>
    public static readonly Refusal ResolvedBeforeReceived = new("change-objection-resolved-before-received", "Art. 28(2)",
        "The objection would be resolved before it was received.");

    /// <summary>Acceptance is given once.</summary>
    public static readonly Refusal AcceptedOtherwise = new("change-accepted-otherwise", "Art. 28(2)",
        "The controller accepted the change already, at another time.");

    /// <summary>Who objects does not accept.</summary>
    public static readonly Refusal ObjectionStandsInTheWay = new("change-objection-open", "Art. 28(2)",
        "An objection of this controller is open; record first what came of it.");
}
