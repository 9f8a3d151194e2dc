using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Subprocessors;

/// <summary>One party of a chain, as EDPB Opinion 22/2024 asks that it be at hand: name, address, contact, task and places.</summary>
/// <param name="Subprocessor">Its record.</param>
/// <param name="Reference">The organisation's own name for it.</param>
/// <param name="Name">The legal entity's name on that day.</param>
/// <param name="Depth">How far from the organisation, by the shortest way: 1 for one that it engages itself.</param>
/// <param name="Direct">Whether the organisation engages it itself.</param>
/// <param name="EngagedBy">The parties of this chain that engage it.</param>
/// <param name="Since">Since when it is in the chain without a break: the first day of its present engagement by any of them.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Country">Where it is established.</param>
/// <param name="RegistrationNumber">Its number in that country's register of companies.</param>
/// <param name="PostalAddress">Its postal address.</param>
/// <param name="Contact">Whom to reach.</param>
/// <param name="Services">What it does for the controller's services.</param>
/// <param name="Places">Where, and on what ground.</param>
public sealed record ChainLink(
    Guid Subprocessor, ImpersonalText Reference, ImpersonalText Name, int Depth, bool Direct, IReadOnlyList<Guid> EngagedBy, DateOnly Since, SubprocessorKind Kind,
    CountryCode? Country, ImpersonalText? RegistrationNumber, PersonalText? PostalAddress, ContactPerson? Contact, IReadOnlyList<ServedService> Services,
    IReadOnlyList<PlaceOfProcessing> Places);

/// <summary>The chain of one controller on one day: who processes its data for the organisation, and who does so for those, Art. 28(2) and (4).</summary>
/// <param name="Controller">The agreement with the controller.</param>
/// <param name="Day">The day.</param>
/// <param name="Services">The services that the controller takes.</param>
/// <param name="Links">The parties, nearest first; each once, however many engage it.</param>
public sealed record ControllersChain(Guid Controller, DateOnly Day, IReadOnlyList<ImpersonalText> Services, IReadOnlyList<ChainLink> Links)
{
    /// <summary>
    /// The links for these services on a day. Parties that the customer chose are none; one that merged stands under the record it merged into; whoever
    /// has nothing to do with these services is left out, with all that it alone engages.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="day">The day.</param>
    /// <param name="records">The records as they were in effect on that day, as many as can be reached.</param>
    /// <param name="ground">The ground on which data go to a subprocessor's place; <c>null</c> when the keeper's law is not known.</param>
    public static IReadOnlyList<ChainLink> LinksFor(
        IReadOnlyCollection<ImpersonalText> services, DateOnly day, IEnumerable<Subprocessor> records, Func<Guid, Territory, TransferGround>? ground)
    {
        var byId = records.ToDictionary(r => r.Id);
        var found = new Dictionary<Guid, Place>();
        var open = new Queue<Guid>();
        foreach (var record in byId.Values.OrderBy(r => r.Reference.Value, StringComparer.Ordinal))
        {
            if (record.Engagements.LastOrDefault(e => e.Covers(day)) is { } engagement && Serves(record))
                Enter(record, 1, null, engagement.From);
        }

        while (open.TryDequeue(out var id))
        {
            foreach (var own in byId[id].OwnSubprocessors.Where(o => o.Covers(day)))
            {
                if (StandingFor(own.Subprocessor) is { } record && record.Id != id && Serves(record))
                    Enter(record, found[id].Depth + 1, id, own.From);
            }
        }

        return [.. found.Select(f => Of(byId[f.Key], f.Value))];

        bool Serves(Subprocessor record) => record.Content.IsSubprocessor && record.Content.Services.Any(s => services.Any(s.IsFor));

        Subprocessor? StandingFor(Guid id)
        {
            // As long as the records there are: a merger leads on, and none can lead back.
            for (var steps = 0; steps <= byId.Count && byId.TryGetValue(id, out var record); steps++)
            {
                if (record.MergedInto is not { } merger || merger.On > day)
                    return record;
                id = merger.Other;
            }

            return null;
        }

        void Enter(Subprocessor record, int depth, Guid? engagedBy, DateOnly since)
        {
            if (!found.TryGetValue(record.Id, out var place))
            {
                found[record.Id] = place = new Place(depth, since);
                open.Enqueue(record.Id);
            }

            place.Since = since < place.Since ? since : place.Since;
            if (engagedBy is { } by && !place.EngagedBy.Contains(by))
                place.EngagedBy.Add(by);
            place.Direct |= engagedBy is null;
        }

        ChainLink Of(Subprocessor r, Place at)
        {
            ServedService[] served = [.. r.Content.Services.Where(s => services.Any(s.IsFor))];
            return new(r.Id, r.Reference, r.Name, at.Depth, at.Direct, at.EngagedBy, at.Since, r.Content.Kind, r.Content.Country,
                r.Content.RegistrationNumber, r.Content.PostalAddress, r.Content.Contact, served,
                PlaceOfProcessing.Of(served, ground is null ? null : place => ground(r.Id, place)));
        }
    }

    private sealed class Place(int depth, DateOnly since)
    {
        public int Depth { get; } = depth;

        public DateOnly Since { get; set; } = since;

        public bool Direct { get; set; }

        public List<Guid> EngagedBy { get; } = [];
    }
}
