using ProcessingRegister.AccessRequests.Files;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.AccessRequests;

/// <summary>Records that data are preserved: a hold on their erasure. A European Preservation Order ends by law, any other when it says.</summary>
/// <param name="Reference">What the hold is called, unique within the request.</param>
/// <param name="From">From when on.</param>
/// <param name="Agreements">The agreements whose data are held.</param>
/// <param name="OwnData">Whether the organisation's own data are held.</param>
/// <param name="Until">Until when the authority asks for it; absent where the law says so, or nobody does.</param>
public sealed record PreserveData(ImpersonalText Reference, DateTimeOffset From, IReadOnlyList<Guid>? Agreements = null, bool OwnData = false, DateTimeOffset? Until = null)
    : ICommand<AccessRequest>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new PreserveData("hold 1", AccessExamples.Received.AddHours(1), [AccessExamples.Agreement]);

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now)
    {
        var agreements = (Agreements ?? []).Distinct().Order().ToList();
        return request.Preservations.FirstOrDefault(p => p.Reference == Reference) is { } known
            ? known.From == From && known.OwnData == OwnData && known.Agreements.SequenceEqual(agreements) ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.RecordedOtherwise)
            : Repeat.ForbiddenAt(request, From, now) ?? Decision.Append(new PreservationBegun(Reference, From.ToUniversalTime(), agreements, OwnData, Until?.ToUniversalTime()));
    }

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Form.Size("/agreements", Agreements as System.Collections.ICollection),
        .. Until < From ? [new Fault("/until", "must not be before from")] : Array.Empty<Fault>(),
        .. !OwnData && Agreements is not { Count: > 0 } ? [new Fault("/agreements", "must name the agreements, unless ownData are held")] : Array.Empty<Fault>(),
    ];
}

/// <summary>Records that the authority prolonged the preservation, Regulation (EU) 2023/1543 Art. 11(1), Annex VI.</summary>
/// <param name="Reference">Which hold.</param>
/// <param name="ExtendedAt">When the extension was received.</param>
/// <param name="Until">Until when; absent where the law says so.</param>
public sealed record ExtendPreservation(ImpersonalText Reference, DateTimeOffset ExtendedAt, DateTimeOffset? Until = null) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ExtendPreservation("hold 1", AccessExamples.Received.AddDays(50));

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.Preservations.FirstOrDefault(p => p.Reference == Reference) is not { } hold ? Decision.Refuse(AccessRefusals.NoSuchReference)
        : (hold.ExtendedAt, hold.Until) == (ExtendedAt, Until) ? Decision.AlreadyDone
        : hold.ReleasedAt is not null ? Decision.Refuse(AccessRefusals.PreservationWasReleased)
        // The law knows one extension; whoever else prolongs may do so as often as they say.
        : hold.ProductionConfirmedAt is not null || (request.Instrument == Instrument.EuropeanPreservationOrder && hold.ExtendedAt is not null)
            ? Decision.Refuse(AccessRefusals.AlreadyExtended)
        : Repeat.ForbiddenAt(request, ExtendedAt, now) ?? Decision.Append(new PreservationExtended(Reference, ExtendedAt.ToUniversalTime(), Until?.ToUniversalTime()));
}

/// <summary>Records that production of the preserved data was confirmed, Art. 11(2), Annex V: they are kept for as long as that takes.</summary>
/// <param name="Reference">Which hold.</param>
/// <param name="ConfirmedAt">When.</param>
public sealed record ConfirmProduction(ImpersonalText Reference, DateTimeOffset ConfirmedAt) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ConfirmProduction("hold 1", AccessExamples.Received.AddDays(55));

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.Preservations.FirstOrDefault(p => p.Reference == Reference) is not { } hold ? Decision.Refuse(AccessRefusals.NoSuchReference)
        : hold.ProductionConfirmedAt is { } confirmed ? confirmed == ConfirmedAt ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.RecordedOtherwise)
        : hold.ReleasedAt is not null ? Decision.Refuse(AccessRefusals.PreservationWasReleased)
        : Repeat.ForbiddenAt(request, ConfirmedAt, now) ?? Decision.Append(new PreservationUpheld(Reference, ConfirmedAt.ToUniversalTime()));
}

/// <summary>Records that preserved data were released: nothing stands against their erasure any more.</summary>
/// <param name="Reference">Which hold.</param>
/// <param name="ReleasedAt">When.</param>
/// <param name="Reason">Why: the period ended, or the authority said so.</param>
/// <param name="Ends">Whether the request, by which nothing but preservation was asked, ends with it.</param>
public sealed record ReleasePreservation(ImpersonalText Reference, DateTimeOffset ReleasedAt, PersonalText Reason, bool Ends = false) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ReleasePreservation("hold 1", AccessExamples.Received.AddDays(61), AccessExamples.Text, true);

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.Preservations.FirstOrDefault(p => p.Reference == Reference) is not { } hold ? Decision.Refuse(AccessRefusals.NoSuchReference)
        : hold.ReleasedAt is { } released ? released == ReleasedAt ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.PreservationWasReleased)
        : Repeat.ForbiddenAt(request, ReleasedAt, now, evenWhenClosed: true)
            ?? (!Ends || request.IsClosed ? Decision.Append(Released)
                : request.Disclosures.Count > 0 ? Decision.Refuse(AccessRefusals.AlreadyDisclosed)
                : Decision.Append(Released, AccessFact.Ended(new(ReleasedAt.ToUniversalTime(), AccessOutcome.Preserved, []))));

    private PreservationReleased Released => new(Reference, ReleasedAt.ToUniversalTime(), Reason);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/preservations</c>.</summary>
public static class PreserveDataEndpoint
{
    /// <summary>Records that data are preserved: a hold on their erasure.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/preservations", OperationId = "preserveData"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, PreserveData command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/preservation-extensions</c>.</summary>
public static class ExtendPreservationEndpoint
{
    /// <summary>Records that the preservation was prolonged.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/preservation-extensions", OperationId = "extendPreservation"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, ExtendPreservation command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/production-confirmations</c>.</summary>
public static class ConfirmProductionEndpoint
{
    /// <summary>Records that production of the preserved data was confirmed.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/production-confirmations", OperationId = "confirmProduction"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, ConfirmProduction command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/preservation-releases</c>.</summary>
public static class ReleasePreservationEndpoint
{
    /// <summary>Records that preserved data were released.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/preservation-releases", OperationId = "releasePreservation"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, ReleasePreservation command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}
