using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Organisations;

/// <summary>Says who the organisation is, or how it is reached, from a day on.</summary>
/// <param name="Profile">All that the register says from then on.</param>
/// <param name="EffectiveFrom">From when on it holds; today when absent.</param>
/// <param name="Reason">Why it changed.</param>
public sealed record ReviseOrganisationProfile(OrganisationProfile Profile, DateOnly? EffectiveFrom = null, PersonalText? Reason = null)
    : ICommand<Organisation>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ReviseOrganisationProfile(OrganisationExamples.Profile with { Employees = 240 }, new DateOnly(2026, 3, 1));

    /// <inheritdoc />
    bool ICommand<Organisation>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Organisation organisation, Moment now) =>
        RegisterJson.SayTheSame(organisation.Profile, Profile) && (EffectiveFrom ?? organisation.EffectiveFrom) == organisation.EffectiveFrom ? Decision.AlreadyDone
        : (EffectiveFrom ?? now.Today) < organisation.EffectiveFrom ? Decision.Refuse(OrganisationRefusals.TakesEffectBeforeLatest)
        : EffectiveFrom > now.Today && Profile.Jurisdiction != organisation.Profile.Jurisdiction ? Decision.Refuse(OrganisationRefusals.JurisdictionChangesAhead)
        : Decision.Append(new OrganisationProfileRevised(EffectiveFrom ?? now.Today, Profile, Reason));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Profile.Faults("/profile");
}

/// <summary><c>PUT /v1/{org}</c>.</summary>
public static class ReviseOrganisationProfileEndpoint
{
    /// <summary>Revises the profile of the organisation that keeps the register.</summary>
    [WolverinePut("/v1/{org}", OperationId = "reviseOrganisationProfile"), AllowedTo(Role.Admin), DemandsIfMatch]
    public static Task<IResult> Put(ReviseOrganisationProfile command, IDocumentSession session, HttpContext http) =>
        session.Decide(Guid.Parse(http.TenantId()), command, http);
}
