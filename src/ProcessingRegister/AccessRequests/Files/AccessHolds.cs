using System.Text.Json.Nodes;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.AccessRequests.Files;

/// <summary>A hold on erasure as it is shown.</summary>
/// <param name="Request">The request because of which data are preserved.</param>
/// <param name="Reference">What the hold is called there.</param>
/// <param name="From">From when on (UTC).</param>
/// <param name="Until">Until when, by the reading that keeps longest; absent where no end is set.</param>
/// <param name="Agreements">The agreements whose data are held.</param>
/// <param name="OwnData">Whether the organisation's own data are.</param>
public sealed record HoldShown(Guid Request, ImpersonalText Reference, DateTimeOffset From, DateTimeOffset? Until, IReadOnlyList<Guid> Agreements, bool OwnData);

/// <summary>The holds that authorities' requests put on erasure.</summary>
public sealed class AccessHolds(RecordQueries records, Consultations consultations) : IErasureHolds
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<ErasureHold>> OnAsync(string tenantId, Guid? agreement, DateTimeOffset now, CancellationToken ct)
    {
        var held = new JsonObject { ["preservations"] = new JsonArray(agreement is { } id ? new JsonObject { ["agreements"] = new JsonArray(id.ToString()) } : new JsonObject { ["ownData"] = true }) };
        var holds = new List<ErasureHold>();
        // Whoever erases must obey holds that nobody may know of, and so is told that there is one, and no more.
        foreach (var drawer in new[] { ClosedDrawer.OwnerOf(tenantId), ClosedDrawer.Of(tenantId) })
        {
            await foreach (var request in records.AllAsync<AccessRequest>(drawer, View.Now, held, ct, open: false))
            {
                holds.AddRange(Standing(request, now).Where(h => agreement is { } of ? h.Agreements.Contains(of) : h.OwnData)
                    .Select(h => new ErasureHold(request.HeldUntil(h, LawBook.Current), request.IsUnderSecrecy)));
            }
        }

        return holds;
    }

    /// <summary>Lists the holds that stand now, of the drawers that the caller may look into.</summary>
    public async Task<IResult> ListAsync(HttpContext http)
    {
        var shown = new List<HoldShown>();
        foreach (var drawer in ClosedDrawer.OpenTo(http))
        {
            await foreach (var request in records.AllAsync<AccessRequest>(drawer, View.Now, null, http.RequestAborted, open: false))
            {
                shown.AddRange(Standing(request, http.Now().Instant)
                    .Select(h => new HoldShown(request.Id, h.Reference, h.From, request.HeldUntil(h, LawBook.Current), h.Agreements, h.OwnData)));
            }
        }

        await consultations.NoteAsync(http, Consultation.List, [.. shown.Select(h => h.Request).Distinct().Order()]);
        return Showing.Json(new Page<HoldShown>([.. shown.OrderBy(h => h.Request).ThenBy(h => h.From)], null));
    }

    private static IEnumerable<Preservation> Standing(AccessRequest request, DateTimeOffset now) =>
        request.Preservations.Where(p => p.ReleasedAt is null && !(request.HeldUntil(p, LawBook.Current) < now));
}

/// <summary><c>GET /v1/{org}/erasure-holds</c>.</summary>
public static class ListErasureHoldsEndpoint
{
    /// <summary>Lists what authorities' requests hold back from erasure.</summary>
    [WolverineGet("/v1/{org}/erasure-holds", OperationId = "listErasureHolds"), Answers(200, typeof(Page<HoldShown>)), AllowedTo(Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get([NotBody] AccessHolds holds, HttpContext http) => holds.ListAsync(http);
}
