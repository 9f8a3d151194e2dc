using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Subprocessors.Lists;

/// <summary>
/// Plans a list, and records it when asked to. Nothing is kept between the two: the commit brings the list and the answers again, and is planned again in
/// the turn in which it is written, so that what is written is what the list means for the register as it is then.
/// </summary>
public sealed class ListImports(ListHistory history, SealedValues values, Identities identities)
{
    /// <summary>Not while anybody still has to say whether two names are one.</summary>
    public static readonly Refusal ProposalsOpen = new("subprocessor-list-proposals-open", "Art. 28(2)",
        "The list holds names that may be of one legal entity; confirm or reject each proposal of the preview, and send the list again with the answers.");

    /// <summary>Shows what a list would change, or records it.</summary>
    public async Task<IResult> ImportAsync(ImportSubprocessorList request, IDocumentSession session, HttpContext http)
    {
        var ct = http.RequestAborted;
        var (rows, faults) = await ListRows.ReadAsync(request, http.Now().Today, ct);
        if (faults.Count > 0)
            return Problems.Malformed(faults);
        if (request.Commit)
            await session.TakeTurnAsync(ct);
        var plan = await PlanAsync(request, rows, http);
        if (plan.Faults.Count > 0)
            return Problems.Malformed(plan.Faults);
        if (!request.Commit)
            return Showing.Json(plan);
        if (plan.Proposals.Any(p => p.State == ProposalState.Open))
            return Problems.Refused(ProposalsOpen);
        foreach (var stream in plan.Streams)
            await WriteAsync(stream, session, http);
        return Showing.Json(plan with { Committed = true });
    }

    private async Task<ListPlan> PlanAsync(ImportSubprocessorList request, IReadOnlyList<ListRow> rows, HttpContext http)
    {
        var onRecord = await history.EventsAsync(http.TenantId(), View.Now, http.RequestAborted);
        await values.OpenAsync(http.TenantId(), onRecord.Values.SelectMany(events => events).SelectMany(e => PersonalValues.In(e.Data)), http.RequestAborted);
        var answers = (request.Answers ?? []).ToDictionary(a => a.Proposal.Value, a => a.Confirmed);
        return new ListPlanner(onRecord.Select(s => new PlannedStream(s.Key, s.Value)), answers, http.Now(), Guid.CreateVersion7).Plan(rows);
    }

    private async Task WriteAsync(PlannedStream stream, IDocumentSession session, HttpContext http)
    {
        var events = Deciding.Wrap(session, stream.Facts, Deciding.Later(http.Now().Instant, stream.RecordedAt), http);
        if (stream.Version > 0)
        {
            session.Events.Append(stream.Id, stream.Version + events.Length, events);
            return;
        }

        var kind = KindOf<Subprocessor>();
        identities.Claim(session, kind, await identities.FingerprintAsync(http.TenantId(), kind, stream.Latest.Reference.Value, http.RequestAborted), stream.Id);
        session.Events.StartStream<Subprocessor>(stream.Id, events);
    }

    private static string KindOf<T>() where T : Record, IRecord<T> => T.Kind;
}
