using System.Diagnostics;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements.Commitments;

/// <summary>The data protection officer accepted, with reasons, that data are with a subprocessor in places that agreements exclude.</summary>
public sealed record ResidencyOverrideGiven(
    ImpersonalText Reference, Guid Subprocessor, IReadOnlyList<Territory> Places, PersonalText Reasons, DateOnly EffectiveFrom, DateOnly? Until) : ITakesEffect;

/// <summary>The data protection officer accepts it no longer, from this day on.</summary>
public sealed record ResidencyOverrideWithdrawn(DateOnly EffectiveFrom, PersonalText Reason) : ITakesEffect;

/// <summary>
/// An override of residency commitments for one subprocessor and some places. It lets a change be recorded that would otherwise be refused; the conflict
/// stays a finding, and names the override.
/// </summary>
/// <param name="Id">The record's id.</param>
/// <param name="Reference">The organisation's own name for it, unique and fixed.</param>
/// <param name="Subprocessor">For which subprocessor.</param>
/// <param name="Places">For which places.</param>
/// <param name="Reasons">Why.</param>
public sealed record ResidencyOverride(Guid Id, ImpersonalText Reference, Guid Subprocessor, IReadOnlyList<Territory> Places, PersonalText Reasons)
    : Record(Id), IRecord<ResidencyOverride>
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } = [typeof(ResidencyOverrideGiven), typeof(ResidencyOverrideWithdrawn)];

    static string IRecord<ResidencyOverride>.Kind => "residency_override";

    /// <summary>The first day.</summary>
    public DateOnly EffectiveFrom { get; init; }

    /// <summary>The last day; <c>null</c> while none is named.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The first day on which it holds no longer, once it was withdrawn.</summary>
    public DateOnly? WithdrawnFrom { get; init; }

    static ResidencyOverride IRecord<ResidencyOverride>.Evolve(ResidencyOverride? record, Guid id, object @event) => (record, @event) switch
    {
        (null, ResidencyOverrideGiven e) => new(id, e.Reference, e.Subprocessor, e.Places, e.Reasons) { EffectiveFrom = e.EffectiveFrom, Until = e.Until },
        ({ } r, ResidencyOverrideWithdrawn e) => r with { WithdrawnFrom = e.EffectiveFrom },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {record?.GetType().Name ?? "nothing"}."),
    };

    /// <summary>Whether it covers where data are on a day.</summary>
    public bool Covers(PlacedData data, DateOnly day) =>
        Subprocessor == data.Subprocessor && Places.Contains(data.Place) && EffectiveFrom <= day && !(Until < day) && !(WithdrawnFrom <= day);
}
