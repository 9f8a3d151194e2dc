using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Subprocessors.Lists;

/// <summary>Makes of dated lists what has to be recorded, by the same decisions as over HTTP. What a decision refuses is a fault of the list's line.</summary>
internal sealed class ListPlanner(IEnumerable<PlannedStream> onRecord, IReadOnlyDictionary<string, bool> answers, Moment now, Func<Guid> newId)
{
    private readonly List<PlannedStream> streams = [.. onRecord];
    private readonly List<PlannedChange> changes = [];
    private readonly List<Proposal> proposals = [];
    private readonly List<Fault> faults = [];

    /// <summary>Plans the lists that these lines make.</summary>
    public ListPlan Plan(IReadOnlyList<ListRow> rows)
    {
        foreach (var list in DatedList.Of(rows, OnRecord, faults))
        {
            // Names that differ in capitals only are one name, and an entry has one record.
            faults.AddRange(list.Entries.GroupBy(e => e.Key, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
                .Select(g => new Fault($"/csv/{g.Last().Line}/name", "must not be on the list already")));
            if (faults.Count == 0)
                Take(list);
        }

        return new(false, changes, proposals) { Streams = [.. streams.Where(s => s.Facts.Count > 0)], Faults = faults };
    }

    // What stands on the list of a service on a day.
    private IEnumerable<ListEntry> OnRecord(ImpersonalText? service, DateOnly day, bool byIds) => Listed(service, day).Select(r => new ListEntry(
        byIds ? $"#{r.Reference.Value}" : r.Name.Value, byIds ? r.Reference : default(ImpersonalText?), r.Name, r.Content.Kind, r.Content.Country,
        [.. r.Content.Services.Where(s => s.Service == service)], 0));

    private IEnumerable<Subprocessor> Listed(ImpersonalText? service, DateOnly day) =>
        streams.Select(s => s.On(day)).OfType<Subprocessor>().Where(r => r.IsListedOn(day) && r.Content.Services.Any(s => s.Service == service));

    private void Take(DatedList list)
    {
        var listed = Listed(list.Service, list.Date).ToList();
        var stay = list.Entries.Select(e => (Entry: e, Record: listed.Find(r => Is(r, e)))).ToList();
        var gone = listed.Where(r => stay.All(s => s.Record?.Id != r.Id)).ToList();
        var come = stay.Where(s => s.Record is null).Select(s => (s.Entry, Known: KnownOn(list.Date, s.Entry))).ToList();
        var proposed = Proposing.Of(list, gone, [.. come.Where(c => c.Known is null && c.Entry.Id is null).Select(c => c.Entry)],
            [.. stay.Where(s => s.Record is not null).Select(s => s.Entry)], answers);
        proposals.AddRange(proposed.Select(p => p.Proposal));
        var confirmed = proposed.Where(p => p.Proposal.State == ProposalState.Confirmed).ToList();
        var renamed = confirmed.Where(p => p.Proposal.Kind == ProposalKind.Rename).ToDictionary(p => p.Into.Key, p => p.Gone);

        foreach (var (entry, record) in stay)
        {
            if (record is not null)
                Stay(record.Id, entry, list);
        }

        foreach (var (entry, known) in come)
        {
            if (renamed.TryGetValue(entry.Key, out var former))
                Stay(former.Id, entry, list);
            else if (known is not null)
                Return(known.Id, entry, list);
            else
                Come(entry, list);
        }

        foreach (var merger in confirmed.Where(p => p.Proposal.Kind == ProposalKind.Merger))
            Merge(merger.Gone, merger.Into, list);
        foreach (var record in gone.Where(r => confirmed.All(p => p.Gone.Id != r.Id)))
            Go(record, list);
    }

    private static bool Is(Subprocessor record, ListEntry entry) =>
        entry.Id is { } id ? record.Reference == id : NameLikeness.AreSame(record.Name.Value, entry.Name.Value);

    // Whoever was on a list before, or is on that of another service, is the same one still.
    private Subprocessor? KnownOn(DateOnly day, ListEntry entry) =>
        streams.Select(s => s.On(day)).OfType<Subprocessor>().FirstOrDefault(r => r.MergedInto is null && Is(r, entry));

    private void Stay(Guid id, ListEntry entry, DatedList list)
    {
        var before = Of(id).On(list.Date)!;
        if (before.Name != entry.Name)
            Decide(id, new RenameSubprocessor(entry.Name, list.Date), entry.Line, new PlannedChange(list.Date, before.Reference, ChangeOfList.Renamed, entry.Name, before.Name, entry.Line));
        Revise(id, entry, With(before.Content.Services, entry.Tasks, list.Service), list);
    }

    private void Return(Guid id, ListEntry entry, DatedList list)
    {
        var before = Of(id).On(list.Date)!;
        if (before.Name != entry.Name)
            Decide(id, new RenameSubprocessor(entry.Name, list.Date), entry.Line, new PlannedChange(list.Date, before.Reference, ChangeOfList.Renamed, entry.Name, before.Name, entry.Line));
        // What it did while it was in use before says nothing of what it does now.
        Revise(id, entry, before.IsEngagedOn(list.Date) ? With(before.Content.Services, entry.Tasks, list.Service) : entry.Tasks, list, isNew: true);
        if (!before.IsEngagedOn(list.Date))
            Decide(id, new EngageSubprocessor(list.Date), entry.Line);
        changes.Add(new(list.Date, before.Reference, ChangeOfList.Added, entry.Name, null, entry.Line));
    }

    // In the place where the service's tasks stood: another order would look like a change.
    private static IReadOnlyList<ServedService> With(IReadOnlyList<ServedService> services, IReadOnlyList<ServedService> tasks, ImpersonalText? service)
    {
        var before = services.TakeWhile(s => s.Service != service).ToList();
        return [.. before, .. tasks, .. services.Skip(before.Count).Where(s => s.Service != service)];
    }

    private void Come(ListEntry entry, DatedList list)
    {
        var reference = entry.Id ?? References.For(entry.Name, streams.Select(s => s.Latest.Reference));
        var command = new RegisterSubprocessor(
            reference, entry.Name, new SubprocessorContent { Kind = entry.Kind, Country = entry.Country, Services = entry.Tasks }, list.Date, list.Date);
        var wrong = command.Faults().ToList();
        faults.AddRange(wrong.Select(f => new Fault($"/csv/{entry.Line}", f.Rule)));
        if (wrong.Count > 0 || command.Decide(now) is not Decision.Appended appended)
            return;
        var stream = new PlannedStream(newId(), []);
        stream.Add(appended.Events, newId(), now.Instant);
        streams.Add(stream);
        changes.Add(new(list.Date, reference, ChangeOfList.Added, entry.Name, null, entry.Line));
    }

    private void Go(Subprocessor record, DatedList list)
    {
        ServedService[] others = [.. record.Content.Services.Where(s => s.Service != list.Service)];
        ICommand<Subprocessor> command = others.Length > 0
            ? new ReviseSubprocessor(PersonalCopies.Of(record.Content) with { Services = others }, list.Date) : new EndSubprocessorEngagement(list.Date);
        Decide(record.Id, command, list.Line, new PlannedChange(list.Date, record.Reference, ChangeOfList.Removed, record.Name, null, list.Line));
    }

    private void Merge(Subprocessor gone, ListEntry into, DatedList list)
    {
        if (streams.Find(s => s.On(list.Date) is { } r && r.IsListedOn(list.Date) && Is(r, into)) is not { } other)
            return;
        var command = new MergeSubprocessor(other.Id, list.Date) { Other = other.Latest };
        if (Decide(gone.Id, command, into.Line, new PlannedChange(list.Date, gone.Reference, ChangeOfList.Merged, gone.Name, null, into.Line)) is { } facts)
            other.Add(facts.Select(fact => MergeSubprocessor.OnTheOtherSide(gone.Id, fact)), newId(), now.Instant);
    }

    private void Revise(Guid id, ListEntry entry, IReadOnlyList<ServedService> services, DatedList list, bool isNew = false)
    {
        var before = Of(id).On(list.Date)!;
        var after = before.Content with { Kind = entry.Kind, Country = entry.Country ?? before.Content.Country, Services = services };
        if (RegisterJson.SayTheSame(after, before.Content))
            return;
        var differences = ListDifference.Of(before, list.Date, before with { Content = after }, list.Date).Where(_ => !isNew)
            .Select(c => new PlannedChange(list.Date, before.Reference, c.Change, entry.Name, null, entry.Line));
        Decide(id, new ReviseSubprocessor(PersonalCopies.Of(after), list.Date), entry.Line, [.. differences]);
    }

    private IReadOnlyList<object>? Decide(Guid id, ICommand<Subprocessor> command, int line, params PlannedChange[] brings)
    {
        var stream = Of(id);
        if (command is IChecked { } form && form.Faults().ToList() is { Count: > 0 } wrong)
        {
            faults.AddRange(wrong.Select(f => new Fault($"/csv/{line}", f.Rule)));
            return null;
        }

        switch (command.Decide(stream.Latest, now))
        {
            case Decision.Appended appended:
                stream.Add(appended.Events, newId(), now.Instant);
                changes.AddRange(brings);
                return appended.Events;
            case Decision.Refused refused:
                faults.Add(new Fault($"/csv/{line}", $"must agree with what is on record ({refused.Refusal.Code}): {refused.Refusal.Sentence}"));
                return null;
            default:
                return null;
        }
    }

    private PlannedStream Of(Guid id) => streams.Find(s => s.Id == id)!;
}
