using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>A contract on processing was concluded with a subprocessor, Art. 28(4).</summary>
public sealed record SubprocessorAgreementConcluded(ImpersonalText Reference, Guid Subprocessor, DateOnly EffectiveFrom, SubprocessorAgreementContent Content) : ITakesEffect;

/// <summary>The contract was amended or renewed: from this day on it says this.</summary>
public sealed record SubprocessorAgreementAmended(DateOnly EffectiveFrom, SubprocessorAgreementContent Content, PersonalText? Reason) : ITakesEffect;

/// <summary>Notice was given, and the contract comes to its end.</summary>
public sealed record SubprocessorAgreementTerminated(DateOnly EndedOn, TerminatingParty By, DateOnly NoticeGivenOn, PersonalText? Reason) : ITakesEffect
{
    /// <summary>The first day without the contract.</summary>
    public DateOnly EffectiveFrom => EndedOn;
}

/// <summary>The laws and practices of a third country were assessed for transfers under the contract, Decision (EU) 2021/914 clause 14 and Case C-311/18.</summary>
public sealed record TransferImpactAssessed(ImpactAssessment Assessment);
