using ProcessingRegister.Decisions;

namespace ProcessingRegister.ProcessingAgreements;

/// <summary>The rules that forbid something in this register.</summary>
public static class AgreementRefusals
{
    /// <summary>Of one controller there is one record.</summary>
    public static readonly Refusal AlreadyConcluded = new("agreement-already-concluded", "Art. 30(2)(a)",
        "An agreement with the controller of this country and organisation number is on record already; amend it instead.");

    /// <summary>What has ended is not amended.</summary>
    public static readonly Refusal Ended = new("agreement-ended", "Art. 28(3)(g)",
        "The agreement has ended; what was said of it can be corrected, but it cannot be amended or ended otherwise.");

    /// <summary>An amendment may not take effect before the one that it follows.</summary>
    public static readonly Refusal TakesEffectBeforeLatest = new("agreement-takes-effect-before-latest", "Art. 5(2)",
        "The amendment would take effect before the statement that it follows; correct that statement instead.");

    /// <summary>A correction keeps its place between its neighbours.</summary>
    public static readonly Refusal CorrectionOutOfOrder = new("agreement-correction-out-of-order", "Art. 5(2)",
        "The corrected statement would take effect before the statement ahead of it or after the one behind it; correct that one first.");

    /// <summary>Only what was stated can be corrected.</summary>
    public static readonly Refusal NothingToCorrect = new("agreement-nothing-to-correct", "Art. 5(2)",
        "The event named is none of this record's statements; its history lists them.");

    /// <summary>An agreement cannot end before what is said of it takes effect.</summary>
    public static readonly Refusal EndsBeforeItTakesEffect = new("agreement-ends-before-it-takes-effect", "Art. 5(2)",
        "The agreement would end before its latest statement takes effect; correct that statement first.");

    /// <summary>An instruction is documented when it has been given.</summary>
    public static readonly Refusal InstructionNotYetGiven = new("agreement-instruction-not-yet-given", "Art. 28(3)(a)",
        "The instruction would have been given on a day that is still to come; document it when it has been given.");

    /// <summary>What was documented is not replaced.</summary>
    public static readonly Refusal InstructionDocumentedOtherwise = new("agreement-instruction-documented-otherwise", "Art. 28(3)(a)",
        "Another instruction is documented under this reference; a change of an instruction is an instruction of its own.");
}
