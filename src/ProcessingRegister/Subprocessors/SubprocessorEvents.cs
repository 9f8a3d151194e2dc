using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Subprocessors;

/// <summary>Another party that may process the customers' data was entered in the register.</summary>
public sealed record SubprocessorRegistered(ImpersonalText Reference, ImpersonalText Name, DateOnly EffectiveFrom, SubprocessorContent Content) : ITakesEffect;

/// <summary>What it does, with which data, or where, changed: from this day on the register says this.</summary>
public sealed record SubprocessorRevised(DateOnly EffectiveFrom, SubprocessorContent Content, PersonalText? Reason) : ITakesEffect;

/// <summary>The legal entity has another name from this day on. It is the same one: a rename is no replacement.</summary>
public sealed record SubprocessorRenamed(DateOnly EffectiveFrom, ImpersonalText Name, PersonalText? Reason) : ITakesEffect;

/// <summary>An earlier statement was wrong, and this is what it should have said.</summary>
public sealed record SubprocessorCorrected(Guid Corrects, DateOnly EffectiveFrom, ImpersonalText? Name, SubprocessorContent? Content, PersonalText Reason) : ICorrection;

/// <summary>It is in use from this day on, Art. 28(2).</summary>
public sealed record SubprocessorEngaged(DateOnly EffectiveFrom) : ITakesEffect;

/// <summary>It is in use no longer.</summary>
public sealed record SubprocessorEngagementEnded(DateOnly EndedOn, PersonalText? Reason) : ITakesEffect
{
    /// <summary>The first day on which it was in use no longer.</summary>
    public DateOnly EffectiveFrom => EndedOn;
}

/// <summary>The legal entity became one with another, under whose record it goes on.</summary>
public sealed record SubprocessorMerged(DateOnly EffectiveFrom, Guid Into, PersonalText? Reason) : ITakesEffect;

/// <summary>Another legal entity became one with this one.</summary>
public sealed record SubprocessorAbsorbed(DateOnly EffectiveFrom, Guid Other) : ITakesEffect;

/// <summary>It engages a subprocessor of its own from this day on, Art. 28(4).</summary>
public sealed record OwnSubprocessorAdded(DateOnly EffectiveFrom, Guid Subprocessor) : ITakesEffect;

/// <summary>It engages a subprocessor of its own no longer.</summary>
public sealed record OwnSubprocessorRemoved(DateOnly RemovedOn, Guid Subprocessor, PersonalText? Reason) : ITakesEffect
{
    /// <summary>The first day on which it engaged it no longer.</summary>
    public DateOnly EffectiveFrom => RemovedOn;
}

/// <summary>A certificate of it was recorded.</summary>
public sealed record CertificateRecorded(ImpersonalText Reference, Certificate Certificate, DateOnly ReceivedOn);
