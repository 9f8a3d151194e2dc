using ProcessingRegister.Decisions;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>The rules that forbid something in the notification of controllers, and in their mandates.</summary>
public static class ControllerRefusals
{
    /// <summary>What has happened has happened by now.</summary>
    public static readonly Refusal NotYetHappened = new("notice-not-yet-happened", "Art. 5(2)",
        "The instant given lies in the future; only what has happened is recorded.");

    /// <summary>One id names one dispatch.</summary>
    public static readonly Refusal DispatchRecordedOtherwise = new("notice-dispatch-recorded-otherwise", "Art. 33(2)",
        "A dispatch with this id is on record and says otherwise; give this one an id of its own.");

    /// <summary>What was not sent does not arrive.</summary>
    public static readonly Refusal NoSuchDispatch = new("notice-no-such-dispatch", "Art. 33(2)",
        "No dispatch with this id is on record; record that it was sent first.");

    /// <summary>Nothing arrives before it is sent.</summary>
    public static readonly Refusal ArrivedBeforeSent = new("notice-arrived-before-sent", "Art. 33(2)",
        "The notice would arrive, or come back, before it was sent.");

    /// <summary>A notice arrives or comes back, and that is that.</summary>
    public static readonly Refusal DispatchSettled = new("notice-dispatch-settled", "Art. 33(2)",
        "Of this dispatch it is on record already that it arrived, or that it came back.");

    /// <summary>Nobody acknowledges what was not sent.</summary>
    public static readonly Refusal NothingToAcknowledge = new("notice-nothing-to-acknowledge", "Art. 33(2)",
        "No notice has been sent to this controller; what it knows from elsewhere is its own statement of awareness.");

    /// <summary>An acknowledgement is given once.</summary>
    public static readonly Refusal AlreadyAcknowledged = new("notice-already-acknowledged", "Art. 33(2)",
        "The controller has acknowledged the notice already, at another time.");

    /// <summary>What was not ordered is not sent again.</summary>
    public static readonly Refusal NothingToSendAgain = new("notice-nothing-to-send-again", "Art. 33(2)",
        "No notice was ordered for this controller under this reference; order notices of the breach first.");

    /// <summary>One reference names one redelivery.</summary>
    public static readonly Refusal RedeliveryDecidedOtherwise = new("notice-redelivery-decided-otherwise", "Art. 33(2)",
        "A redelivery with this reference is on record and says otherwise; give this one a reference of its own.");

    /// <summary>A controller that is not concerned is not notified.</summary>
    public static readonly Refusal Unaffected = new("notice-unaffected", "Art. 33(2)",
        "The controller was found not to be concerned.");

    /// <summary>Of one reference there is one mandate under an agreement.</summary>
    public static readonly Refusal MandateAlreadyGiven = new("mandate-already-given", "Art. 33(1)",
        "A mandate with this reference is on record for this agreement.");

    /// <summary>A mandate is withdrawn once.</summary>
    public static readonly Refusal MandateWithdrawnOtherwise = new("mandate-withdrawn-otherwise", "Art. 33(1)",
        "The mandate was withdrawn already, with effect from another day.");

    /// <summary>A mandate does not end before it begins.</summary>
    public static readonly Refusal MandateWithdrawnBeforeItBegan = new("mandate-withdrawn-before-it-began", "Art. 33(1)",
        "The mandate would be withdrawn before the first day of its validity.");
}
