using ProcessingRegister.Decisions;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>The rules that forbid something about changes of subprocessors.</summary>
public static class ChangeRefusals
{
    /// <summary>One reference names one change.</summary>
    public static readonly Refusal AlreadyIntended = new("change-already-intended", "Art. 28(2)",
        "A change with this reference is on record.");

    /// <summary>What controllers were told cannot be unsaid.</summary>
    public static readonly Refusal AlreadyAnnounced = new("change-already-announced", "Art. 28(2)",
        "The change was announced, withdrawn or put into effect; it can be postponed or withdrawn, and another be announced, but what was told stays.");

    /// <summary>A change is announced once.</summary>
    public static readonly Refusal AnnouncedOtherwise = new("change-announced-otherwise", "Art. 28(2)",
        "The change was announced already, in another way; controllers who had no notice yet are informed by further notices.");

    /// <summary>One reference names one further announcement.</summary>
    public static readonly Refusal FurtherNoticesOtherwise = new("change-further-notices-otherwise", "Art. 28(2)",
        "Further notices with this reference are on record and say otherwise; give these a reference of their own.");

    /// <summary>What was not announced has nothing further.</summary>
    public static readonly Refusal NotAnnounced = new("change-not-announced", "Art. 28(2)",
        "The change was not announced to the controllers; announce it first.");

    /// <summary>What was withdrawn does not come about.</summary>
    public static readonly Refusal Withdrawn = new("change-withdrawn", "Art. 28(2)",
        "The change was withdrawn.");

    /// <summary>What took effect is not undone by words.</summary>
    public static readonly Refusal InEffect = new("change-in-effect", "Art. 28(2)",
        "The change took effect; ending it is another change.");

    /// <summary>A later day leaves everybody the time that they were promised; an earlier one would not.</summary>
    public static readonly Refusal NotLater = new("change-not-postponed", "Art. 28(2)",
        "A change that was announced can be postponed, not brought forward: for an earlier day it is announced anew.");

    /// <summary>What has happened has happened by now.</summary>
    public static readonly Refusal NotYetHappened = new("change-not-yet-happened", "Art. 5(2)",
        "The instant given lies in the future; only what has happened is recorded.");

    /// <summary>A change does not take effect before every controller had its time to object.</summary>
    public static readonly Refusal NotLawfulYet = new("change-not-lawful-yet", "Art. 28(2)",
        "For some controllers the change cannot lawfully take effect yet: the list of notices says for whom, and why. Except them, or wait; "
        + "a day ahead is accepted once nobody's time to object runs any more.");

    /// <summary>A change that was begun too early is recorded, with the reasons.</summary>
    public static readonly Refusal EarlyWithoutReasons = new("change-early-without-reasons", "Art. 28(2), 5(2)",
        "For some controllers the change was not lawful on that day: the list of notices says for whom, and why. If it did take effect for them, say so by giving the reasons; "
        + "else except them.");

    /// <summary>An effect is recorded once.</summary>
    public static readonly Refusal EffectRecordedOtherwise = new("change-effect-recorded-otherwise", "Art. 28(2)",
        "It is on record already that the change took effect, on another day or for others.");

    /// <summary>The announcement reaches everybody before anything is put into effect.</summary>
    public static readonly Refusal StillAnnouncing = new("change-still-announcing", "Art. 28(2)",
        "The notices of this change are still being prepared; try again when the operation has ended.");

    /// <summary>Nobody engages what is not a subprocessor's record.</summary>
    public static readonly Refusal SubprocessorMissing = new("change-subprocessor-missing", "Art. 28(2)",
        "A subprocessor of this change is not on record.");
}
