using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Subprocessors;

/// <summary>
/// Decisions about one subprocessor that depend on the others. They take turns, one at a time for each organisation: what two of them saw apart from each
/// other could not stand together.
/// </summary>
internal static class DecidingAcrossRecords
{
    /// <summary>Decides a command that needs to know who engages whom.</summary>
    public static async Task<IResult> DecideInTurn<TCommand>(
        this IDocumentSession session, Guid id, TCommand command, Func<TCommand, OwnSubprocessorGraph, TCommand> knowing, RecordQueries records, HttpContext http)
        where TCommand : ICommand<Subprocessor>
    {
        await session.TakeTurnAsync(http.RequestAborted);
        var all = await records.AllAsync<Subprocessor>(http.TenantId(), View.Now, null, http.RequestAborted, open: false).ToListAsync(http.RequestAborted);
        return await session.Decide(id, knowing(command, new OwnSubprocessorGraph(all)), http);
    }

    /// <summary>Decides a merger, and records it on both sides.</summary>
    public static async Task<IResult> Merge(this IDocumentSession session, Guid id, MergeSubprocessor command, RecordQueries records, HttpContext http)
    {
        await session.TakeTurnAsync(http.RequestAborted);
        var others = await records.TheseAsync<Subprocessor>(http.TenantId(), [command.Into], http.RequestAborted);
        return await session.Decide(id, command with { Other = others.SingleOrDefault() }, http, async events =>
        {
            var other = await session.Events.FetchForExclusiveWriting<Subprocessor>(command.Into, http.RequestAborted);
            var facts = events.Select(e => MergeSubprocessor.OnTheOtherSide(id, e.Data));
            other.AppendMany(Deciding.Wrap(session, facts, Deciding.Later(http.Now().Instant, other.Aggregate!.RecordedAt), http));
        });
    }

    /// <summary>Waits until no other such decision of the organisation is under way; the turn ends with the transaction.</summary>
    public static async Task TakeTurnAsync(this IDocumentSession session, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        await using var turn = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", session.Connection);
        turn.Parameters.AddWithValue($"subprocessors {session.TenantId}");
        await turn.ExecuteNonQueryAsync(ct);
    }
}
