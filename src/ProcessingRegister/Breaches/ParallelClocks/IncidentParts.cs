using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches.ParallelClocks;

/// <summary>An act under which a breach may be an incident as well, with clocks of its own.</summary>
public enum IncidentRegime
{
    /// <summary>Regulation (EU) 2022/2554 on digital operational resilience of the financial sector.</summary>
    [Provision("Regulation (EU) 2022/2554 Art. 19(4)")]
    Dora,

    /// <summary>Directive (EU) 2022/2555 on the security of network and information systems, by national law.</summary>
    [Provision("Directive (EU) 2022/2555 Art. 23(4)")]
    Nis2,
}

/// <summary>Whose incident it is.</summary>
public enum IncidentEntity
{
    /// <summary>The organisation's own.</summary>
    Keeper,

    /// <summary>That of a controller whose data are concerned: the clock is shown for the information of both.</summary>
    Controller,
}

/// <summary>What is done about an incident and sets or stops a clock.</summary>
public enum IncidentStep
{
    /// <summary>DORA: it was classified as major.</summary>
    ClassifiedAsMajor,

    /// <summary>DORA: the initial notification was sent.</summary>
    InitialNotification,

    /// <summary>DORA: an intermediate report was sent; there may be several.</summary>
    IntermediateReport,

    /// <summary>NIS2: the early warning was sent.</summary>
    EarlyWarning,

    /// <summary>NIS2: the incident notification was sent.</summary>
    IncidentNotification,

    /// <summary>The final report was sent.</summary>
    FinalReport,
}

/// <summary>A step that was taken.</summary>
/// <param name="Step">Which.</param>
/// <param name="At">When (UTC).</param>
public sealed record TakenStep(IncidentStep Step, DateTimeOffset At);

/// <summary>Why a breach is no incident under the act after all.</summary>
/// <param name="At">When it was found (UTC).</param>
/// <param name="Reasons">Why.</param>
public sealed record IncidentWithdrawal(DateTimeOffset At, PersonalText Reasons);

/// <summary>That the breach is an incident under another act for one entity.</summary>
/// <param name="Reference">What it is called, unique within the breach.</param>
/// <param name="Regime">Under which act.</param>
/// <param name="Entity">Whose incident it is.</param>
/// <param name="Country">Under whose law the entity is.</param>
/// <param name="AwareAt">Since when the entity is aware of it (UTC).</param>
public sealed record Incident(ImpersonalText Reference, IncidentRegime Regime, IncidentEntity Entity, CountryCode Country, DateTimeOffset AwareAt)
{
    /// <summary>What was done, in the order in which it was entered.</summary>
    public IReadOnlyList<TakenStep> Steps { get; init; } = [];

    /// <summary>Why it is none after all.</summary>
    public IncidentWithdrawal? Withdrawal { get; init; }

    /// <summary>When a step was first taken.</summary>
    internal DateTimeOffset? First(IncidentStep step) => Steps.Where(s => s.Step == step).Select(s => (DateTimeOffset?)s.At).Min();

    /// <summary>When a step was last taken.</summary>
    internal DateTimeOffset? Last(IncidentStep step) => Steps.Where(s => s.Step == step).Select(s => (DateTimeOffset?)s.At).Max();
}
