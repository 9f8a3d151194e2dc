using System.Text.Json.Serialization;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>What happens to data in a place.</summary>
public enum PlaceUse
{
    /// <summary>They lie there.</summary>
    Storage,

    /// <summary>They can be seen from there.</summary>
    Access,
}

/// <summary>That a subprocessor anywhere in the chain has data of a service in a place, or sees them from there (rule 6.4).</summary>
/// <param name="Subprocessor">Its record.</param>
/// <param name="Name">The legal entity's name.</param>
/// <param name="Chain">Through whom it is engaged: from the organisation's own subprocessor to itself.</param>
/// <param name="Service">Whose data; of every service when absent.</param>
/// <param name="DataCategories">Which categories; not stated when absent.</param>
/// <param name="Place">The place.</param>
/// <param name="Use">What happens there.</param>
public sealed record PlacedData(
    Guid Subprocessor, ImpersonalText Name, IReadOnlyList<Guid> Chain, ImpersonalText? Service, IReadOnlyList<ImpersonalText>? DataCategories, Territory Place, PlaceUse Use)
{
    /// <summary>Whether the organisation engages it itself.</summary>
    [JsonIgnore]
    public bool IsDirect => Chain.Count == 1;
}

/// <summary>The places of all chains of an organisation on a day. Pure.</summary>
public static class ChainPlaces
{
    /// <summary>
    /// The places of those in use on a day and, in depth, of those that they engage. A subprocessor's subprocessor has the data of such services only as reach
    /// it through those before it.
    /// </summary>
    public static IReadOnlyList<PlacedData> Of(IEnumerable<Subprocessor> subprocessors, DateOnly day)
    {
        var byId = subprocessors.ToDictionary(s => s.Id);
        var found = new Dictionary<(Guid, ImpersonalText?, string, Territory, PlaceUse), PlacedData>();
        foreach (var root in byId.Values.Where(s => s.IsListedOn(day)).OrderBy(s => s.Id))
            Walk(root, null, [root.Id]);
        return [.. found.Values];

        // Reached services: every one when null.
        void Walk(Subprocessor at, IReadOnlySet<ImpersonalText>? reached, IReadOnlyList<Guid> chain)
        {
            var items = at.Content.Services.Where(item => reached is null || item.Service is not { } one || reached.Contains(one)).ToList();
            foreach (var item in items)
            {
                IEnumerable<ImpersonalText?> services = item.Service is not null || reached is null ? [item.Service] : reached.Select(s => (ImpersonalText?)s);
                foreach (var service in services)
                {
                    Enter(item, service, item.StoredIn, PlaceUse.Storage);
                    Enter(item, service, item.AccessedFrom, PlaceUse.Access);
                }
            }

            var passedOn = items.Any(item => item.Service is null) ? reached : items.Select(item => item.Service!.Value).ToHashSet();
            foreach (var own in at.OwnSubprocessors.Where(own => items.Count > 0 && own.Covers(day)))
            {
                if (StandingFor(own.Subprocessor) is { } next && next.Content.IsSubprocessor && !chain.Contains(next.Id))
                    Walk(next, passedOn, [.. chain, next.Id]);
            }

            void Enter(ServedService item, ImpersonalText? service, IReadOnlyList<Territory>? places, PlaceUse use)
            {
                foreach (var place in places ?? [])
                {
                    var categories = item.DataCategories is { Count: > 0 } some ? some : null;
                    found.TryAdd((at.Id, service, string.Join('\n', categories ?? []), place, use), new(at.Id, at.Name, chain, service, categories, place, use));
                }
            }
        }

        // Whoever became one with another goes on under that one's record; a merger leads on, and none can lead back.
        Subprocessor? StandingFor(Guid id)
        {
            for (var steps = 0; steps <= byId.Count && byId.TryGetValue(id, out var record); steps++)
            {
                if (record.MergedInto is not { } merger || merger.On > day)
                    return record;
                id = merger.Other;
            }

            return null;
        }
    }
}
