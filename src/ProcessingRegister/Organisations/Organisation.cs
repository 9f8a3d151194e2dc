using System.Diagnostics;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Organisations;

/// <summary>An organisation began to keep its register here.</summary>
public sealed record OrganisationEstablished(ImpersonalText Slug, DateOnly EffectiveFrom, OrganisationProfile Profile) : ITakesEffect;

/// <summary>Who the organisation is, or how it is reached, changed: from this day on the register says this.</summary>
public sealed record OrganisationProfileRevised(DateOnly EffectiveFrom, OrganisationProfile Profile, PersonalText? Reason) : ITakesEffect;

/// <summary>The keeper of a register, Art. 30(1)(a) and 30(2)(a). Its id is that of the tenant, and there is one in each.</summary>
/// <param name="Id">The organisation.</param>
/// <param name="Slug">Its name in addresses; never changed, and never another's.</param>
/// <param name="Profile">Who it is.</param>
public sealed record Organisation(Guid Id, ImpersonalText Slug, OrganisationProfile Profile) : Record(Id), IRecord<Organisation>
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } = [typeof(OrganisationEstablished), typeof(OrganisationProfileRevised)];

    static string IRecord<Organisation>.Kind => "organisation";

    /// <summary>The first day on which the profile holds.</summary>
    public DateOnly EffectiveFrom { get; init; }

    static Organisation IRecord<Organisation>.Evolve(Organisation? organisation, Guid id, object @event) => (organisation, @event) switch
    {
        (null, OrganisationEstablished e) => new(id, e.Slug, e.Profile) { EffectiveFrom = e.EffectiveFrom },
        ({ } o, OrganisationProfileRevised e) => o with { Profile = e.Profile, EffectiveFrom = e.EffectiveFrom },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {organisation?.GetType().Name ?? "nothing"}."),
    };
}
