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
        var informed = command with { Standing = await StandingAsync(change, command, session, records, http) };
        // What the change's own rules refuse is said first.
        var steps = informed.Decide(change, http.Now()) is Decision.Appended ? await StepsAsync(session, change, command.EffectiveFrom, http) : [];
        if (steps.Select(s => s.Problem).OfType<IResult>().FirstOrDefault() is { } problem)
            return problem;
        var begin = BatchedRuns.Begin(TellingNotices.WorkName, id, session, bus, http);
        return await session.Decide(id, informed, http, run => BeginAsync(run));

        async Task BeginAsync(Guid run)
        {
            foreach (var step in steps.Where(s => s.Events.Count > 0))
                step.Stream!.AppendMany(step.Events);
            await begin(run);
        }
    }

    // On a day ahead nobody's time to object may run any more, so it is today that is asked about.
    private static async Task<StandingOfAll> StandingAsync(
        SubprocessorChange change, PutChangeIntoEffect command, IDocumentSession session, RecordQueries records, HttpContext http)
    {
        var (day, law, known, except) = (command.EffectiveFrom < http.Now().Today ? command.EffectiveFrom : http.Now().Today, LawBook.Current, new KnownDates(LawBook.Current), command.Excepted.ToHashSet());
        var (notLawful, belowNotice) = (0, 0);
        await foreach (var notice in records.NoticesAsync(http.TenantId(), change.Id, View.Now, null, http.RequestAborted))
        {
            if (except.Contains(notice.Agreement) || notice.StandingOn(day, law, known) is ControllerStanding.Lawful or ControllerStanding.Excepted)
                continue;
            notLawful++;
            belowNotice += notice.IsBelowNoticeOn(day, law, known) ? 1 : 0;
        }

        return new(!await BatchedRuns.IsUnderWayAsync(session, change.Id, InformingControllers.WorkName, http.RequestAborted), notLawful, belowNotice);
    }

    private static async Task<IReadOnlyList<Step>> StepsAsync(IDocumentSession session, SubprocessorChange change, DateOnly from, HttpContext http)
    {
        var begun = change.Content.Kind is ChangeKind.Addition or ChangeKind.Replacement ? change.Content.Subprocessors : [];
        var ended = change.Content.Kind == ChangeKind.Removal ? change.Content.Subprocessors : change.Content.Replaces ?? [];
        var steps = new List<Step>();
        // In the order of their ids, so that two such requests do not wait for one another.
        foreach (var (subprocessor, engages) in begun.Select(s => (s, true)).Concat(ended.Select(s => (s, false))).OrderBy(s => s.Item1))
            steps.Add(await StepAsync(await session.Events.FetchForExclusiveWriting<Subprocessor>(subprocessor, http.RequestAborted), engages, from, session, http));
        return steps;
    }

    // What the other registers have to say is asked as for a request of its own: nobody is engaged without a contract in force, Art. 28(4).
    private static async Task<Step> StepAsync(IEventStream<Subprocessor> stream, bool engages, DateOnly from, IDocumentSession session, HttpContext http)
    {
        if (stream.Aggregate is not { } record)
            return new(null, [], Problems.Refused(ChangeRefusals.SubprocessorMissing));
        switch (engages ? new EngageSubprocessor(from).Decide(record, http.Now()) : new EndSubprocessorEngagement(from).Decide(record, http.Now()))
        {
            case Decision.Refused refused:
                return new(null, [], Problems.Refused(refused.Refusal));
            case Decision.Appended appended:
                var events = Deciding.Wrap(session, appended.Events, Deciding.Later(http.Now().Instant, record.RecordedAt), http);
                return await http.ObjectionAsync(record.Id, record, events) is { } objection ? new(null, [], Problems.Refused(objection.Refusal, objection.Concerned)) : new(stream, events, null);
            default:
                return new(stream, [], null);
        }
    }

    private static async Task<IReadOnlyList<Fault>> FaultsAsync(ChangeContent content, RecordQueries records, HttpContext http)
    {
        var known = (await records.TheseAsync<Subprocessor>(http.TenantId(), [.. content.AllSubprocessors], http.RequestAborted)).Select(s => s.Id).ToHashSet();
        return [.. In("/content/subprocessors", content.Subprocessors), .. In("/content/replaces", content.Replaces ?? [])];

        IEnumerable<Fault> In(string pointer, IReadOnlyList<Guid> ids) =>
            ids.Select((id, i) => (id, i)).Where(s => !known.Contains(s.id)).Select(s => new Fault($"{pointer}/{s.i}", "must be the id of a subprocessor on record"));
    }

    /// <summary>What a change does to one subprocessor's record, or what stands against it.</summary>
    private sealed record Step(IEventStream<Subprocessor>? Stream, IReadOnlyList<IEvent> Events, IResult? Problem);
}
