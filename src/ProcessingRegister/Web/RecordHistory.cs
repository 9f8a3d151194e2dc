using Marten;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Web;

/// <summary>Reads what was recorded of one record, newest first, without opening any personal text: a page names what happened, not what was said.</summary>
public sealed class RecordHistory(IDocumentStore store)
{
    /// <summary>The events of a record that this view shows.</summary>
    public async Task<IReadOnlyList<HistoryItem>> OfAsync(string tenantId, Guid id, View view, CancellationToken ct)
    {
        await using var session = store.QuerySession(tenantId);
        var events = await session.Events.FetchStreamAsync(id, timestamp: view.AsOf, token: ct);
        return [.. events.Select(Showing.ItemOf).Reverse()];
    }
}
