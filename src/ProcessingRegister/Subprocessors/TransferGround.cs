using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Subprocessors;

/// <summary>A place in which a subprocessor has data, or from which it sees them, and on what ground they go there.</summary>
/// <param name="Place">The place.</param>
/// <param name="Storage">Whether data lie there.</param>
/// <param name="Access">Whether they can be seen from there.</param>
/// <param name="Ground">On what ground they go there; <c>null</c> when the keeper's law is not known.</param>
public sealed record PlaceOfProcessing(Territory Place, bool Storage, bool Access, TransferGround? Ground)
{
    /// <summary>The places of what a subprocessor does, each once.</summary>
    /// <param name="services">What it does.</param>
    /// <param name="ground">The ground for a place; <c>null</c> when the keeper's law is not known.</param>
    public static IReadOnlyList<PlaceOfProcessing> Of(IReadOnlyList<ServedService> services, Func<Territory, TransferGround>? ground) =>
    [
        .. services.SelectMany(s => s.Places).Distinct().OrderBy(p => p.Code, StringComparer.Ordinal).Select(place => new PlaceOfProcessing(
            place, services.Any(s => s.StoredIn?.Contains(place) is true), services.Any(s => s.AccessedFrom?.Contains(place) is true), ground?.Invoke(place))),
    ];
}

/// <summary>On what the going of data to a place rests.</summary>
public enum GroundRestsOn
{
    /// <summary>Data move freely there: it is no transfer, and needs no ground.</summary>
    FreeMovement,

    /// <summary>An adequacy decision that covers every importer there, Art. 45.</summary>
    AdequacyLaw,

    /// <summary>A mechanism that is recorded with a contract in force.</summary>
    Contract,

    /// <summary>Nothing, Art. 44: neither a decision nor a contract carries them.</summary>
    Nothing,
}

/// <summary>The adequacy decision for a place, whether or not data go there because of it.</summary>
/// <param name="Id">Its number; what depends on it is found by this.</param>
/// <param name="Scope">Which importers it covers.</param>
/// <param name="Jurisdiction">Whose law is asked: a decision of the Union does not apply in an EFTA State as a matter of course.</param>
/// <param name="AppliesFrom">The first day on which it applies there; <c>null</c> while that is not confirmed.</param>
/// <param name="AppliesUntil">Its last day, where one is known.</param>
public sealed record DecisionOnPlace(string Id, AdequacyScope Scope, Territory Jurisdiction, DateOnly? AppliesFrom, DateOnly? AppliesUntil);

/// <summary>On what ground personal data go to a place on a day, Chapter V: what is in force that day, or what is on record and is not.</summary>
/// <param name="Verdict">Whether they may.</param>
/// <param name="RestsOn">On what it rests; <see cref="GroundRestsOn.Nothing"/> is a finding.</param>
/// <param name="Mechanism">The mechanism; <c>null</c> where none is needed, or there is none.</param>
/// <param name="Adequacy">What the law says of the place.</param>
/// <param name="Source">The act or judgment by which it says so.</param>
/// <param name="Findings">Each condition that was judged.</param>
public sealed record TransferGround(
    TransferVerdict Verdict, GroundRestsOn RestsOn, TransferMechanism? Mechanism, AdequacyState Adequacy, string Source, IReadOnlyList<TransferFinding> Findings)
{
    /// <summary>The adequacy decision for the place; <c>null</c> where there never was one.</summary>
    public DecisionOnPlace? Decision { get; init; }

    /// <summary>The contract with which the mechanism is recorded.</summary>
    public Guid? Agreement { get; init; }

    /// <summary>The version of standard clauses or corporate rules.</summary>
    public ImpersonalText? Version { get; init; }

    /// <summary>When the laws and practices of the place were last assessed for that contract, Decision (EU) 2021/914 clause 14; <c>null</c> when they were not.</summary>
    public DateOnly? ImpactAssessedOn { get; init; }

    /// <summary>The last day on which that assessment can be relied on without being looked at again.</summary>
    public DateOnly? ImpactReviewDueOn { get; init; }
}

/// <summary>Finds on what grounds data go to subprocessors. Mechanisms are recorded with contracts, by the register that keeps those: so a chain knows none of them.</summary>
public interface ITransferGrounds
{
    /// <summary>The grounds of these subprocessors by the law of a day, all found by one question.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="subprocessors">The subprocessors.</param>
    /// <param name="view">From where to look.</param>
    /// <param name="law">The keeper's law on the day.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The ground of a subprocessor and a place.</returns>
    Task<Func<Guid, Territory, TransferGround>> OnAsync(string tenantId, IReadOnlyCollection<Guid> subprocessors, View view, LawInForce law, CancellationToken ct);
}
