using JasperFx.Events;
using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.AccessRequests.Files;

/// <summary>
/// Carries a file from one drawer into the other. Invariant: both streams of a file hold the same facts in the same order, as far as each goes, and the file
/// lies where the longer one is. What is carried is recorded anew there, with its own entry in that drawer's log; nothing that was recorded is taken away, it
/// is only not shown any more where the file has left.
/// </summary>
public sealed class Carrying(IDocumentStore store, SealedValues values)
{
    /// <summary>The header of a carried event: when the fact was first recorded.</summary>
    public const string FirstRecordedHeader = "firstRecorded";

    // What every event says of itself under its seal (docs/ledger-format.md, V4).
    private const string RecordedHeader = "recorded";

    /// <summary>A session that works in a transaction which others share, and does not end it.</summary>
    internal static IDocumentSession SessionIn(IDocumentStore store, NpgsqlTransaction transaction, string drawer)
    {
        var options = Marten.Services.SessionOptions.ForTransaction(transaction);
        (options.TenantId, options.Tracking) = (drawer, DocumentTracking.None);
        return store.OpenSession(options);
    }

    /// <summary>Carries the file over if it belongs into the other drawer now.</summary>
    /// <param name="transaction">In which the file was changed.</param>
    /// <param name="drawer">In which it lies.</param>
    /// <param name="id">The file.</param>
    /// <param name="recorded">The facts that this transaction itself recorded, by the ids of their events.</param>
    /// <param name="now">When it is carried.</param>
    /// <param name="ct">Cancels.</param>
    public async Task CarryAsync(NpgsqlTransaction transaction, string drawer, Guid id, IReadOnlyDictionary<Guid, object> recorded, DateTimeOffset now, CancellationToken ct)
    {
        await using var from = SessionIn(store, transaction, drawer);
        if (await from.LoadAsync<AccessRequest>(id, ct) is not { } request || request.IsUnderSecrecy == ClosedDrawer.Is(drawer))
            return;
        var other = ClosedDrawer.Is(drawer) ? ClosedDrawer.OwnerOf(drawer) : ClosedDrawer.Of(drawer);
        await MoveRowAsync(transaction, drawer, other, id, ct);
        await StopNoticesAsync(transaction, drawer, id, ct);
        await using var to = SessionIn(store, transaction, other);
        await CarryFactsAsync(from, to, id, recorded, now, ct);
    }

    private async Task CarryFactsAsync(
        IDocumentSession from, IDocumentSession to, Guid id, IReadOnlyDictionary<Guid, object> recorded, DateTimeOffset now, CancellationToken ct)
    {
        var known = (await to.Events.FetchStreamStateAsync(id, ct))?.Version ?? 0;
        var facts = (await from.Events.FetchStreamAsync(id, token: ct)).Where(e => e.Version > known).ToList();
        // Under another drawer's keys: a value is bound to its place, and its sealed form there opens nothing here.
        await values.OpenAsync(from.TenantId, facts.Where(e => !recorded.ContainsKey(e.Id)).SelectMany(e => PersonalValues.In(e.Data)), ct);
        var at = Deciding.Later(now, facts.Count > 0 ? facts[^1].Timestamp : now);
        var carried = facts.Select(e => Copied(to, e, recorded.GetValueOrDefault(e.Id) ?? e.Data, at)).ToArray();
        if (known == 0)
            to.Events.StartStream<AccessRequest>(id, carried);
        else
            to.Events.Append(id, known + carried.Length, carried);
        await to.SaveChangesAsync(ct);
    }

    // Who acted is who acted first; that counsel's command carried it here is seen by the event that brought it about.
    private static IEvent Copied(IDocumentSession to, IEvent original, object fact, DateTimeOffset at)
    {
        var copy = to.Events.BuildEvent(fact);
        (copy.Id, copy.Timestamp) = (Guid.CreateVersion7(), at);
        if ((original.GetHeader(FirstRecordedHeader) ?? original.GetHeader(RecordedHeader))?.ToString() is { } recorded)
            copy.SetHeader(FirstRecordedHeader, recorded);
        if (original.GetHeader(Showing.ActorHeader)?.ToString() is { } actor)
            copy.SetHeader(Showing.ActorHeader, actor);
        return copy;
    }

    // The row is the record as every query finds it: where it is gone, nothing finds the file, now or as of any time.
    private static async Task MoveRowAsync(NpgsqlTransaction transaction, string drawer, string other, Guid id, CancellationToken ct)
    {
        const string Table = $"register.mt_doc_{AccessRequest.StoredKind}";
        await RunAsync(transaction,
            $"with gone as (delete from {Table} where tenant_id = $1 and id = $2 returning *) insert into register.elsewhere (tenant_id, kind, id, document) select tenant_id, $3, id, to_jsonb(gone) from gone",
            ct, drawer, id, AccessRequest.StoredKind);
        await RunAsync(transaction,
            $"with back as (delete from register.elsewhere where tenant_id = $1 and id = $2 returning document) insert into {Table} select r.* from back, jsonb_populate_record(null::{Table}, back.document) r",
            ct, other, id);
    }

    // What waits to leave would tell; the command that brought the file under secrecy records that it failed.
    private static Task StopNoticesAsync(NpgsqlTransaction transaction, string drawer, Guid id, CancellationToken ct) =>
        RunAsync(transaction, "update notices.notice set state = 'failed', claim = null where tenant_id = $1 and record_id = $2 and record_kind = $3 and state = 'queued'",
            ct, drawer, id, AccessRequest.StoredKind);

    private static async Task RunAsync(NpgsqlTransaction transaction, string sql, CancellationToken ct, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        foreach (var value in parameters)
            command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(ct);
    }
}
