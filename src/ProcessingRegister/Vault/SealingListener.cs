using Marten;
using Marten.Services;

namespace ProcessingRegister.Vault;

/// <summary>
/// Seals the personal texts of every event of every session just before it is committed, whichever path the events came by, and adds the sealed values
/// to the same transaction.
/// </summary>
public sealed class SealingListener(SealedValues values) : DocumentSessionListenerBase
{
    /// <inheritdoc />
    public override async Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        foreach (var streams in session.PendingChanges.Streams().GroupBy(s => s.TenantId))
        {
            var rows = await values.SealAsync(streams.Key, streams.SelectMany(s => s.Events.Select(e => (e.Id, s.Id, e.Data))), token);
            if (rows.Count == 0)
                continue;
            session.QueueSqlCommand(
                """
                insert into vault.value (tenant_id, value_id, subject_id, event_id, pointer, key_rev, sealed)
                select ?, * from unnest(?, ?, ?, ?, ?, ?)
                """,
                streams.Key, rows.Select(r => r.ValueId).ToArray(), rows.Select(r => r.SubjectId).ToArray(), rows.Select(r => r.EventId).ToArray(),
                rows.Select(r => r.Pointer).ToArray(), rows.Select(r => r.KeyRevision).ToArray(), rows.Select(r => r.Sealed).ToArray());
        }
    }
}
