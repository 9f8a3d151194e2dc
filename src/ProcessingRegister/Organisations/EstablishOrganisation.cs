using System.Text.RegularExpressions;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Organisations;

/// <summary>Establishes an organisation that keeps its register here. Whoever does so holds all roles in it.</summary>
/// <param name="Slug">Its name in addresses: 3 to 63 lower-case letters, digits and hyphens. It is never changed, and never given to another.</param>
/// <param name="Profile">Who it is.</param>
/// <param name="EffectiveFrom">From when on the profile holds; today when absent.</param>
public sealed partial record EstablishOrganisation(ImpersonalText Slug, OrganisationProfile Profile, DateOnly? EffectiveFrom = null)
    : ICreation<Organisation>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new EstablishOrganisation("example-vendor", OrganisationExamples.Profile);

    /// <summary>Words that addresses need for something else.</summary>
    public static IReadOnlyList<string> ReservedSlugs { get; } = ["organisations", "tokens", "me", "openapi", "health", "public", "ledger", "operations"];

    string ICreation<Organisation>.Identity => Slug.Value;

    Refusal ICreation<Organisation>.AlreadyExists => OrganisationRefusals.SlugTaken;

    /// <inheritdoc />
    public Decision Decide(Moment now) => Decision.Append(new OrganisationEstablished(Slug, EffectiveFrom ?? now.Today, Profile));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. !SlugForm().IsMatch(Slug.Value) ? [new Fault("/slug", "must be 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends")] : Array.Empty<Fault>(),
        .. ReservedSlugs.Contains(Slug.Value) ? [new Fault("/slug", "must not be a word that addresses need for something else")] : Array.Empty<Fault>(),
        .. Profile.Faults("/profile"),
    ];

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex SlugForm();
}

/// <summary><c>POST /v1/organisations</c>.</summary>
public static class EstablishOrganisationEndpoint
{
    /// <summary>Establishes an organisation.</summary>
    [WolverinePost("/v1/organisations", OperationId = "establishOrganisation"), AllowedToAnyoneSignedIn]
    public static Task<IResult> Post(EstablishOrganisation command, Establishing establishing, HttpContext http) => establishing.EstablishAsync(command, http);
}
