using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>Finds the agreements that a change concerns: those in force on a day that take one of its services, and those that are listed.</summary>
internal sealed class ConcernedAgreements(RecordQueries records)
{
    /// <summary>The next of them, with where to go on. An agreement that takes several of the services comes several times.</summary>
    public async Task<(IReadOnlyList<ProcessingAgreement> Agreements, WorkPlace? Next)> NextAsync(
        string tenantId, ChangeContent content, DateOnly on, IReadOnlyList<Guid> listed, WorkPlace place, int limit, CancellationToken ct)
    {
        var phases = ServicesOf(content);
        if (place.Phase == phases.Length)
            return await ListedAsync(tenantId, on, listed, place, limit, ct);
        var (page, after) = await records.PageAsync<ProcessingAgreement>(tenantId, new View(null, on), place.After, limit, phases[place.Phase], ct, open: false);
        return ([.. page.Where(a => !(a.EndedOn <= on))],
            after is { } last ? place with { After = last }
            : place.Phase + 1 < phases.Length || listed.Count > 0 ? new WorkPlace(place.Phase + 1, Guid.Empty) : null);
    }

    /// <summary>All of them, each once.</summary>
    public async IAsyncEnumerable<ProcessingAgreement> AllAsync(
        string tenantId, ChangeContent content, DateOnly on, IReadOnlyList<Guid> listed, [EnumeratorCancellation] CancellationToken ct)
    {
        var seen = new HashSet<Guid>();
        for (WorkPlace? place = new WorkPlace(); place is { } at;)
        {
            (var agreements, place) = await NextAsync(tenantId, content, on, listed, at, RecordQueries.BatchSize, ct);
            foreach (var agreement in agreements.Where(a => seen.Add(a.Id)))
                yield return agreement;
        }
    }

    private async Task<(IReadOnlyList<ProcessingAgreement>, WorkPlace?)> ListedAsync(
        string tenantId, DateOnly on, IReadOnlyList<Guid> listed, WorkPlace place, int limit, CancellationToken ct)
    {
        var rest = listed.Where(id => id.CompareTo(place.After) > 0).Order().ToList();
        var batch = rest.Take(limit).ToList();
        return (batch.Count == 0 ? [] : await records.TheseAsync<ProcessingAgreement>(tenantId, batch, new View(null, on), ct),
            rest.Count > limit ? place with { After = batch[^1] } : null);
    }

    // Without a service the change is about every one.
    private static JsonObject?[] ServicesOf(ChangeContent content) =>
        content.Services is { Count: > 0 } services ? [.. services.Distinct().Select(service => AgreementColumns.Taking(service.Value))] : [null];
}
