using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorAgreements.Commitments;

/// <summary>
/// Accepts, with reasons, that data are with a subprocessor in places that agreements with controllers exclude. The data protection officer alone can do so;
/// whoever then records the change needs no more.
/// </summary>
/// <param name="Reference">The organisation's own name for it, unique and fixed.</param>
/// <param name="Places">For which places.</param>
/// <param name="Reasons">Why.</param>
/// <param name="EffectiveFrom">The first day; today when absent.</param>
/// <param name="Until">The last day; until it is withdrawn when absent.</param>
public sealed record OverrideResidency(
    ImpersonalText Reference, IReadOnlyList<Territory> Places, PersonalText Reasons, DateOnly? EffectiveFrom = null, DateOnly? Until = null)
    : ICreation<ResidencyOverride>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new OverrideResidency(
        "backup-2026", [CountryCode.Parse("SE")], new("The controllers concerned agreed in writing until their agreements are amended."), new DateOnly(2026, 6, 1), new DateOnly(2026, 12, 31));

    /// <summary>For which subprocessor; the address names it.</summary>
    internal Guid Subprocessor { get; init; }

    string ICreation<ResidencyOverride>.Identity => Reference.Value;

    Refusal ICreation<ResidencyOverride>.AlreadyExists => SubprocessorAgreementRefusals.AlreadyOverridden;

    /// <inheritdoc />
    public Decision Decide(Moment now) => Decision.Append(new ResidencyOverrideGiven(Reference, Subprocessor, Places, Reasons, EffectiveFrom ?? now.Today, Until));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Places.Count == 0 ? [new Fault("/places", "must not be empty")] : Array.Empty<Fault>(),
        .. Form.Size("/places", Places as System.Collections.ICollection),
        .. Form.Period("/until", EffectiveFrom, Until),
        .. string.IsNullOrWhiteSpace(Reasons.Value) ? [new Fault("/reasons", "must not be empty: an override is accounted for by its reasons")] : Array.Empty<Fault>(),
    ];
}

/// <summary><c>POST /v1/{org}/subprocessors/{id}/residency-overrides</c>.</summary>
public static class OverrideResidencyEndpoint
{
    /// <summary>Overrides residency commitments for a subprocessor.</summary>
    [WolverinePost("/v1/{org}/subprocessors/{id}/residency-overrides", OperationId = "overrideResidency"), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(Guid id, OverrideResidency command, RecordQueries records, IDocumentSession session, HttpContext http) =>
        session.CreateFor(id, command with { Subprocessor = id }, "residency-overrides", records, http);
}
