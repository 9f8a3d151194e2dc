using ProcessingRegister.Decisions;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>The rules that forbid something about contracts with subprocessors, and what these contracts forbid elsewhere.</summary>
public static class SubprocessorAgreementRefusals
{
    /// <summary>One reference names one contract of a subprocessor.</summary>
    public static readonly Refusal AlreadyConcluded = new("subprocessor-agreement-already-concluded", "Art. 28(4)",
        "A contract with this subprocessor and this reference is on record already; amend it instead.");

    /// <summary>What is to come is not on record as having been signed.</summary>
    public static readonly Refusal NotYetSigned = new("subprocessor-agreement-not-yet-signed", "Art. 28(9)",
        "The contract would have been signed on a day to come; record it once it is signed.");

    /// <summary>What has ended is not amended.</summary>
    public static readonly Refusal Ended = new("subprocessor-agreement-ended", "Art. 28(4)",
        "The contract was terminated; a new one is recorded by itself.");

    /// <summary>A version may not take effect before the one that it follows.</summary>
    public static readonly Refusal TakesEffectBeforeLatest = new("subprocessor-agreement-takes-effect-before-latest", "Art. 5(2)",
        "The version would take effect before the one that it follows.");

    /// <summary>A contract does not end before its present version begins.</summary>
    public static readonly Refusal EndsBeforeItTakesEffect = new("subprocessor-agreement-ends-before-it-takes-effect", "Art. 5(2)",
        "The contract would end before its present version takes effect.");

    /// <summary>What has happened has happened by now.</summary>
    public static readonly Refusal NotYetHappened = new("subprocessor-agreement-not-yet-happened", "Art. 5(2)",
        "The day given lies in the future; only what has happened is recorded.");

    /// <summary>One reference names one assessment.</summary>
    public static readonly Refusal AssessedOtherwise = new("transfer-impact-assessed-otherwise", "Art. 46(1)",
        "An assessment with this reference is on record and says otherwise; give this one a reference of its own.");

    /// <summary>Nobody is engaged without a contract.</summary>
    public static readonly Refusal NoAgreementInForce = new("no-subprocessor-agreement-in-force", "Art. 28(4)",
        "No contract with the subprocessor is in force on the first day of its use; record the contract first.");

    /// <summary>What controllers were promised of places is kept.</summary>
    public static readonly Refusal BreaksResidency = new("residency-commitment-broken", "Art. 28(3)(a)",
        "Data would lie in, or be seen from, a place that agreements with controllers exclude; the data protection officer can override that with reasons for this subprocessor and place.");

    /// <summary>One reference names one override.</summary>
    public static readonly Refusal AlreadyOverridden = new("residency-already-overridden", "Art. 5(2)",
        "An override with this reference is on record.");

    /// <summary>An override that is over is not withdrawn in another way.</summary>
    public static readonly Refusal OverrideWithdrawnOtherwise = new("residency-override-withdrawn-otherwise", "Art. 5(2)",
        "The override was withdrawn already, from another day on, or would be withdrawn before it begins.");
}
