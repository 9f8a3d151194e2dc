using ProcessingRegister.Decisions;

namespace ProcessingRegister.ProcessingActivities;

/// <summary>The rules that forbid something in this register.</summary>
public static class ActivityRefusals
{
    /// <summary>Of one reference there is one record.</summary>
    public static readonly Refusal AlreadyRegistered = new("activity-already-registered", "Art. 30(1), 30(2)",
        "A processing activity with this reference is registered already; revise it instead.");

    /// <summary>What has ended is not changed, but by correction.</summary>
    public static readonly Refusal Ended = new("activity-ended", "Art. 5(2)",
        "The activity has ended; what was said of it can be corrected, but it cannot be revised, approved or reviewed.");

    /// <summary>A statement may not take effect before the one that it follows.</summary>
    public static readonly Refusal TakesEffectBeforeLatest = new("activity-takes-effect-before-latest", "Art. 5(2)",
        "The revision would take effect before the statement that it follows; correct that statement instead.");

    /// <summary>A correction keeps its place between its neighbours.</summary>
    public static readonly Refusal CorrectionOutOfOrder = new("activity-correction-out-of-order", "Art. 5(2)",
        "The corrected statement would take effect before the statement ahead of it or after the one behind it; correct that one first.");

    /// <summary>Only what was stated can be corrected.</summary>
    public static readonly Refusal NothingToCorrect = new("activity-nothing-to-correct", "Art. 5(2)",
        "The event named is none of this record's statements; its history lists them.");

    /// <summary>What Art. 30 asks of every record cannot be declared inapplicable, at registration or later.</summary>
    public static readonly Refusal AlwaysApplies = new("activity-always-applies", "Art. 30(1)(b), (c), (f), 30(2)(b)",
        "A point that the law asks for in every record of this role is said not to apply; state it, or say that it cannot be stated yet.");

    /// <summary>An activity cannot end before what is said of it takes effect.</summary>
    public static readonly Refusal EndsBeforeItTakesEffect = new("activity-ends-before-it-takes-effect", "Art. 5(2)",
        "The activity would end before its latest statement takes effect; correct that statement first.");

    /// <summary>The next review lies ahead.</summary>
    public static readonly Refusal ReviewNotInFuture = new("activity-review-not-in-future", "Art. 24(1)",
        "The next review must be due on a day after today.");

    /// <summary>The two records of Art. 30 do not share entries.</summary>
    public static readonly Refusal RoleIsFixed = new("activity-role-is-fixed", "Art. 30(1), 30(2)",
        "The activity of this reference is registered in the other role; end it, and register the new one under a reference of its own.");
}
