using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Subprocessors.Lists;

/// <summary>One subprocessor as a list of one date has it.</summary>
internal sealed record ListEntry(string Key, ImpersonalText? Id, ImpersonalText Name, SubprocessorKind Kind, CountryCode? Country, IReadOnlyList<ServedService> Tasks, int Line)
{
    /// <summary>The entry that some lines make.</summary>
    public static ListEntry Of(IReadOnlyList<ListRow> rows) =>
        new(rows[0].Key, rows[0].Id, rows[0].Name, rows[0].Kind, rows[0].Country, [.. rows.Select(r => r.Task)], rows[0].Line);
}

/// <summary>The whole list of one service on one date.</summary>
internal sealed record DatedList(DateOnly Date, ImpersonalText? Service, IReadOnlyList<ListEntry> Entries, int Line)
{
    /// <summary>
    /// The lists that the lines make. Lines that are changes are played one after the other upon what the register has for the day before the first; of
    /// several changes on one date the last word counts.
    /// </summary>
    /// <param name="rows">The lines, in the order of their dates.</param>
    /// <param name="onRecord">What the register has for a service on a day.</param>
    /// <param name="faults">Takes what cannot be.</param>
    public static IReadOnlyList<DatedList> Of(IReadOnlyList<ListRow> rows, Func<ImpersonalText?, DateOnly, bool, IEnumerable<ListEntry>> onRecord, List<Fault> faults)
    {
        if (rows.Count == 0)
            return [];
        if (rows[0].Action is null)
        {
            return [.. rows.GroupBy(r => (r.Date, r.Task.Service))
                .Select(g => new DatedList(g.Key.Date, g.Key.Service, [.. g.GroupBy(r => r.Key).Select(entry => ListEntry.Of([.. entry]))], g.First().Line))];
        }

        var lists = new List<DatedList>();
        var byIds = rows.Any(r => r.Id is not null);
        var day = rows[0].Date == DateOnly.MinValue ? rows[0].Date : rows[0].Date.AddDays(-1);
        var standing = rows.Select(r => r.Task.Service).Distinct()
            .Select(service => (Service: service, Entries: onRecord(service, day, byIds).ToDictionary(e => e.Key))).ToList();
        foreach (var changes in rows.GroupBy(r => (r.Date, r.Task.Service)))
        {
            var entries = standing.Find(s => s.Service == changes.Key.Service).Entries;
            foreach (var row in changes)
            {
                if (Play(entries, row) is { } rule)
                    faults.Add(new Fault($"/csv/{row.Line}/{(row.Id is null ? "name" : "id")}", rule));
            }

            lists.Add(new(changes.Key.Date, changes.Key.Service, [.. entries.Values], changes.First().Line));
        }

        return lists;
    }

    // The rule that is broken, or null.
    private static string? Play(Dictionary<string, ListEntry> entries, ListRow row)
    {
        var known = entries.GetValueOrDefault(row.Key);
        if (row.Action != ListAction.Added && known is null)
            return "must be on the list already when it is removed or changed";
        if (row.Action == ListAction.Added && known is not null)
        {
            // One name may stand on a list for several tasks; one id may not.
            if (row.Id is not null || known.Tasks.Any(t => t.Purpose == row.Task.Purpose))
                return "must not be on the list already when it is added";
            entries[row.Key] = known with { Tasks = [.. known.Tasks, row.Task] };
            return null;
        }

        if (row.Action == ListAction.Removed)
            entries.Remove(row.Key);
        else
            entries[row.Key] = ListEntry.Of([row]);
        return null;
    }
}
