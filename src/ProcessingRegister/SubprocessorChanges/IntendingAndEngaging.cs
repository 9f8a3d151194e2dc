using JasperFx.Events;
using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorChanges.Informing;
using ProcessingRegister.Subprocessors;
using Wolverine;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>Decisions about a change that depend on other records: the subprocessors that it is about, and how all controllers stand to it.</summary>
internal static class IntendingAndEngaging
{
    /// <summary>Records an intention, if all the subprocessors that it names are on record.</summary>
    public static async Task<IResult> Intend(this IDocumentSession session, IntendSubprocessorChange command, RecordQueries records, HttpContext http) =>
        await FaultsAsync(command.Content, records, http) is { Count: > 0 } faults ? Problems.Malformed(faults) : await session.Create(command, http);

    /// <summary>Puts an intention otherwise, if all the subprocessors that it names are on record.</summary>
    public static async Task<IResult> Reconsider(this IDocumentSession session, Guid id, ReconsiderSubprocessorChange command, RecordQueries records, HttpContext http) =>
        await FaultsAsync(command.Content, records, http) is { Count: > 0 } faults ? Problems.Malformed(faults) : await session.Decide(id, command, http);

    /// <summary>
    /// Puts a change into effect: decides it in view of how all controllers stand, engages or releases the subprocessors in the same transaction, and sets
    /// going that each controller's record says so.
    /// </summary>
    public static async Task<IResult> PutIntoEffect(this IDocumentSession session, Guid id, PutChangeIntoEffect command, RecordQueries records, IMessageBus bus, HttpContext http)
    {
        var ct = http.RequestAborted;
        if (await records.FindAsync<SubprocessorChange>(http.TenantId(), id, View.Now, ct) is not { } change)
            return Problems.NotFound();
        var standing = await StandingAsync(change, command, session, records, http);
        var steps = change.Effect is null ? await StepsAsync(session, change, command.EffectiveFrom, http) : [];
        if (steps.Select(s => s.Decision).OfType<Decision.Refused>().FirstOrDefault() is { } refused)
            return Problems.Refused(refused.Refusal);
        var begin = BatchedRuns.Begin(TellingNotices.WorkName, id, session, bus, http);
        return await session.Decide(id, command with { Standing = standing }, http, run => BeginAsync(run));

        async Task BeginAsync(Guid run)
        {
            foreach (var (stream, decision) in steps)
            {
                if (stream is not null && decision is Decision.Appended appended)
                    stream.AppendMany(Deciding.Wrap(session, appended.Events, Deciding.Later(http.Now().Instant, stream.Aggregate!.RecordedAt), http));
            }

            await begin(run);
        }
    }

    // On a day ahead nobody's time to object may run any more, so it is today that is asked about.
    private static async Task<StandingOfAll> StandingAsync(
        SubprocessorChange change, PutChangeIntoEffect command, IDocumentSession session, RecordQueries records, HttpContext http)
    {
        var (day, law, known, except) = (command.EffectiveFrom < http.Now().Today ? command.EffectiveFrom : http.Now().Today, LawBook.Current, new KnownDates(LawBook.Current), command.Excepted.ToHashSet());
        var notLawful = await records.NoticesAsync(http.TenantId(), change.Id, View.Now, null, http.RequestAborted)
            .CountAsync(n => !except.Contains(n.Agreement) && n.StandingOn(day, law, known) is not (ControllerStanding.Lawful or ControllerStanding.Excepted), http.RequestAborted);
        return new(!await BatchedRuns.IsUnderWayAsync(session, change.Id, InformingControllers.WorkName, http.RequestAborted), notLawful);
    }

    private static async Task<IReadOnlyList<(IEventStream<Subprocessor>? Stream, Decision Decision)>> StepsAsync(
        IDocumentSession session, SubprocessorChange change, DateOnly from, HttpContext http)
    {
        var begun = change.Content.Kind is ChangeKind.Addition or ChangeKind.Replacement ? change.Content.Subprocessors : [];
        var ended = change.Content.Kind == ChangeKind.Removal ? change.Content.Subprocessors : change.Content.Replaces ?? [];
        var steps = new List<(IEventStream<Subprocessor>?, Decision)>();
        // In the order of their ids, so that two such requests do not wait for one another.
        foreach (var (subprocessor, engages) in begun.Select(s => (s, true)).Concat(ended.Select(s => (s, false))).OrderBy(s => s.Item1))
        {
            var stream = await session.Events.FetchForExclusiveWriting<Subprocessor>(subprocessor, http.RequestAborted);
            steps.Add(stream.Aggregate is not { } record ? (null, Decision.Refuse(ChangeRefusals.SubprocessorMissing))
                : (stream, engages ? new EngageSubprocessor(from).Decide(record, http.Now()) : new EndSubprocessorEngagement(from).Decide(record, http.Now())));
        }

        return steps;
    }

    private static async Task<IReadOnlyList<Fault>> FaultsAsync(ChangeContent content, RecordQueries records, HttpContext http)
    {
        var known = (await records.TheseAsync<Subprocessor>(http.TenantId(), [.. content.AllSubprocessors], http.RequestAborted)).Select(s => s.Id).ToHashSet();
        return [.. In("/content/subprocessors", content.Subprocessors), .. In("/content/replaces", content.Replaces ?? [])];

        IEnumerable<Fault> In(string pointer, IReadOnlyList<Guid> ids) =>
            ids.Select((id, i) => (id, i)).Where(s => !known.Contains(s.id)).Select(s => new Fault($"{pointer}/{s.i}", "must be the id of a subprocessor on record"));
    }
}
