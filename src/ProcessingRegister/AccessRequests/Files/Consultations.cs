using System.Text.Json.Nodes;
using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;

namespace ProcessingRegister.AccessRequests.Files;

/// <summary>One reading of a file as it is shown; which other files were read with it is not told.</summary>
/// <param name="Id">The reading.</param>
/// <param name="ReadAt">When (UTC).</param>
/// <param name="Actor">Who: a reference, resolved by the organisation's directory.</param>
/// <param name="How">In which way.</param>
/// <param name="AsOf">As of which instant; absent for the present.</param>
public sealed record ConsultationShown(Guid Id, DateTimeOffset ReadAt, string? Actor, Consultation How, DateTimeOffset? AsOf);

/// <summary>Records who reads requests, before they are shown. Reading these records is not recorded in its turn.</summary>
public sealed class Consultations(IDocumentStore store, RecordQueries queries) : IConsultations
{
    /// <inheritdoc />
    public async Task NoteAsync(HttpContext http, Consultation how, IReadOnlyList<Guid> records)
    {
        // What the query asks for was checked by whoever reads it; a feed and an export have no view.
        _ = View.Of(http, out var view);
        await using var session = store.LightweightSession(ClosedDrawer.Of(http.TenantId()));
        session.Events.StartStream<AccessConsultation>(
            Guid.CreateVersion7(), Deciding.Wrap(session, [new AccessRequestConsulted(how, records, view.AsOf)], http.Now().Instant, http));
        await session.SaveChangesAsync(http.RequestAborted);
    }

    /// <summary>Who read a file, by page.</summary>
    public async Task<IResult> ListAsync(Guid file, HttpContext http)
    {
        if (Showing.Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        var closed = ClosedDrawer.Of(http.TenantId());
        var (items, next) = await queries.PageAsync<AccessConsultation>(
            closed, View.Now, after, limit, new JsonObject { ["files"] = new JsonArray(file.ToString()) }, http.RequestAborted, open: false);
        var actors = await ActorsAsync(closed, [.. items.Select(c => c.Id)], http.RequestAborted);
        return Showing.PageOf(http, [.. items.Select(c => new ConsultationShown(c.Id, c.RecordedAt, actors.GetValueOrDefault(c.Id), c.How, c.AsOf))],
            next is { } id ? Showing.Cursor(id) : null);
    }

    private async Task<Dictionary<Guid, string?>> ActorsAsync(string drawer, Guid[] readings, CancellationToken ct)
    {
        await using var session = store.QuerySession(drawer);
        var events = await session.Events.QueryAllRawEvents().Where(e => readings.Contains(e.StreamId)).ToListAsync(ct);
        return events.ToDictionary(e => e.StreamId, e => Showing.ItemOf(e).Actor);
    }
}
