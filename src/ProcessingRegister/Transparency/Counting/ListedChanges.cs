using ProcessingRegister.Decisions;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Change = TransparencyReport.Facts.SubprocessorChange;

namespace ProcessingRegister.Transparency.Counting;

/// <summary>That the list of subprocessors says something else of one of them from a day on than on the day before.</summary>
/// <param name="Change">What.</param>
/// <param name="Day">The first day.</param>
/// <param name="StatedDays">Every day that was stated for it, those included that a correction replaced.</param>
internal sealed record ListedChange(Change Change, DateOnly Day, IReadOnlyCollection<DateOnly> StatedDays);

/// <summary>
/// What changed about one subprocessor, by its own register: found by comparing what the list said on each day on which a statement takes effect with what it
/// said on the day before, so that it does not depend on the order in which statements were recorded. Pure.
/// </summary>
internal sealed class ListedChanges
{
    private readonly Dictionary<Guid, SubprocessorContent> said = [];
    private Subprocessor? record;

    /// <summary>Everything that changed, by day.</summary>
    public IReadOnlyList<ListedChange> All { get; private set; } = [];

    /// <summary>Takes the next step of the record.</summary>
    public void Take(RecordStep<Subprocessor> step)
    {
        record = step.After;
        if (record.Statements.Count == (step.Before?.Statements.Count ?? 0))
            return;
        // The record keeps its present content only; what each statement said is kept here.
        if (record.Statements[^1] is { Corrects: null } statement && record.Aspects[^1] is StatedAspect.Registration or StatedAspect.Content)
            said[statement.EventId] = record.Content;
        All = [.. record.Stated.Select(s => s.Effect).Distinct().Order().SelectMany(On)];
    }

    private IEnumerable<ListedChange> On(DateOnly day)
    {
        // Before the first of all days there was nothing.
        var (before, after) = (day == DateOnly.MinValue ? null : ListedOn(day.AddDays(-1)), ListedOn(day));
        return Between(before, after, day).Select(change => new ListedChange(change, day, StatedFor(day)));
    }

    private IEnumerable<Change> Between(SubprocessorContent? before, SubprocessorContent? after, DateOnly day)
    {
        if (before is null || after is null)
        {
            if (after is not null)
                yield return Change.Added;
            // Who became one with another goes on under its name.
            else if (before is not null)
                yield return record!.MergedInto?.On == day ? Change.Renamed : Change.Removed;
            yield break;
        }

        if (record!.NameOn(day) != record.NameOn(day.AddDays(-1)))
            yield return Change.Renamed;
        if (before.Kind != after.Kind || !Tasks(before).SetEquals(Tasks(after)))
            yield return Change.PurposeChanged;
        if (IsElsewhere(before, after))
            yield return Change.LocationChanged;
    }

    // What is said of it while it is on the organisation's list: what a customer chose is no subprocessor of the organisation.
    private SubprocessorContent? ListedOn(DateOnly day) =>
        record!.IsEngagedOn(day) && ContentOn(day) is { IsSubprocessor: true } content ? content : null;

    private SubprocessorContent? ContentOn(DateOnly day) => record!.Stated.Where(s => s.Effect <= day && said.ContainsKey(s.EventId))
        .Select(s => record.CorrectedStatements.FirstOrDefault(c => c.EventId == s.EventId)?.Content ?? said[s.EventId]).LastOrDefault();

    private HashSet<DateOnly> StatedFor(DateOnly day)
    {
        var statements = record!.Stated.Where(s => s.Effect == day).Select(s => s.EventId).ToHashSet();
        return [.. record.Statements.Where(s => statements.Contains(s.Corrects ?? s.EventId)).Select(s => s.EffectiveFrom)];
    }

    private static HashSet<(ImpersonalText?, ImpersonalText?, ImpersonalText?)> Tasks(SubprocessorContent content) =>
        [.. content.Services.SelectMany(s => (s.DataCategories ?? []).Select(c => (ImpersonalText?)c).DefaultIfEmpty(), (s, category) => (s.Service, s.Purpose, category))];

    // Data that went to another place for one service did so, also where the place was one of another service's already.
    private static bool IsElsewhere(SubprocessorContent before, SubprocessorContent after)
    {
        var (was, @is) = (Places(before), Places(after));
        return !was.Select(Of).ToHashSet().SetEquals(@is.Select(Of))
            || was.Select(p => p.Service).Intersect(@is.Select(p => p.Service)).Any(s => !was.Where(p => p.Service == s).ToHashSet().SetEquals(@is.Where(p => p.Service == s)));

        static (Territory, bool) Of((ImpersonalText? Service, Territory Place, bool IsStored) p) => (p.Place, p.IsStored);
    }

    private static HashSet<(ImpersonalText? Service, Territory Place, bool IsStored)> Places(SubprocessorContent content) =>
    [
        .. content.Services.SelectMany(s => s.StoredIn ?? [], (s, place) => (s.Service, place, true)),
        .. content.Services.SelectMany(s => s.AccessedFrom ?? [], (s, place) => (s.Service, place, false)),
    ];
}
