using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProcessingRegister.Subprocessors.Lists;

/// <summary>Finds entries that may be of one legal entity among those that went and those that came on one day. Pure.</summary>
internal static class Proposing
{
    private const double SameTaskAndPlace = 0.5;

    /// <summary>The renames, best first, each entry in one at most; then the mergers of those that are left.</summary>
    /// <param name="list">The list of the day.</param>
    /// <param name="gone">Who went.</param>
    /// <param name="come">Who came and is not known.</param>
    /// <param name="stay">Who stayed.</param>
    /// <param name="answers">How proposals were answered, by their ids.</param>
    public static IReadOnlyList<(Proposal Proposal, Subprocessor Gone, ListEntry Into)> Of(
        DatedList list, IReadOnlyList<Subprocessor> gone, IReadOnlyList<ListEntry> come, IReadOnlyList<ListEntry> stay, IReadOnlyDictionary<string, bool> answers)
    {
        var found = new List<(Proposal, Subprocessor Gone, ListEntry Into)>();
        foreach (var (record, entry, reasons, _) in gone.SelectMany(r => come.Select(e => Likeness(r, e, list)))
            .Where(pair => pair.Score >= SameTaskAndPlace).OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Entry.Line))
        {
            if (found.All(f => f.Gone.Id != record.Id && f.Into.Key != entry.Key))
                found.Add((Make(ProposalKind.Rename, list, record, entry, reasons, answers), record, entry));
        }

        foreach (var record in gone.Where(r => found.All(f => f.Gone.Id != r.Id)))
        {
            if (come.Concat(stay).FirstOrDefault(e => NameLikeness.IsPartOf(record.Name.Value, e.Name.Value)) is { } into)
                found.Add((Make(ProposalKind.Merger, list, record, into, [ProposalReason.NameWithinName], answers), record, into));
        }

        return found;
    }

    private static (Subprocessor Record, ListEntry Entry, IReadOnlyList<ProposalReason> Because, double Score) Likeness(Subprocessor record, ListEntry entry, DatedList list)
    {
        var tasks = record.Content.Services.Where(s => s.Service == list.Service).ToList();
        var likeness = NameLikeness.Of(record.Name.Value, entry.Name.Value);
        var samePurpose = tasks.Select(t => t.Purpose).Where(p => p is not null).Intersect(entry.Tasks.Select(t => t.Purpose)).Any();
        var samePlace = tasks.SelectMany(t => t.Places).ToHashSet() is { Count: > 0 } places && places.SetEquals(entry.Tasks.SelectMany(t => t.Places));
        ProposalReason[] reasons =
        [
            .. likeness >= NameLikeness.Similar ? [ProposalReason.SimilarName] : Array.Empty<ProposalReason>(),
            .. samePurpose ? [ProposalReason.SamePurpose] : Array.Empty<ProposalReason>(),
            .. samePlace ? [ProposalReason.SamePlace] : Array.Empty<ProposalReason>(),
        ];
        var score = (likeness >= NameLikeness.Similar ? 1 + likeness : 0) + (samePurpose && samePlace ? SameTaskAndPlace : 0);
        return (record, entry, reasons, score);
    }

    private static Proposal Make(
        ProposalKind kind, DatedList list, Subprocessor record, ListEntry into, IReadOnlyList<ProposalReason> because, IReadOnlyDictionary<string, bool> answers)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"{kind}\n{list.Date:yyyy-MM-dd}\n{list.Service}\n{record.Name}\n{into.Name}");
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)))[..16];
        var state = !answers.TryGetValue(id, out var confirmed) ? ProposalState.Open : confirmed ? ProposalState.Confirmed : ProposalState.Rejected;
        return new(id, kind, list.Date, list.Service, record.Name, into.Name, because, state);
    }
}
