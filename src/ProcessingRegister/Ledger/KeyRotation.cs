using System.Security.Cryptography;
using Marten;
using MerkleLog;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Ledger;

/// <summary>
/// A change of the signing key: a new key in the file, the old one's last day in the table, and an event in the stream of each open log. An attempt that
/// was interrupted is finished by the next, without a further key; so is one whose overlap lasts, of which the next can at most shorten what is left.
/// </summary>
/// <param name="store">Appends under the application's role.</param>
/// <param name="ledger">Connections under the sealer's role.</param>
/// <param name="keys">The keys.</param>
/// <param name="clock">Says when.</param>
public sealed class KeyRotation(IDocumentStore store, LedgerDatabase ledger, SigningKeys keys, TimeProvider clock)
{
    /// <summary>Changes the key.</summary>
    /// <param name="overlap">For how long the old key signs beside the new one.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The public half of the key in use, and until when the old one signs.</returns>
    /// <exception cref="InvalidOperationException">The keys come from the environment, and the new one is not there yet.</exception>
    public async Task<(byte[] Key, DateTimeOffset OverlapEnds)> RotateAsync(TimeSpan overlap, CancellationToken ct)
    {
        if (!await IsBegunAsync(ct))
            keys.Add(RandomNumberGenerator.GetBytes(SigningKey.SeedLength));
        var (current, old) = (keys.PublicKeys[0], keys.PublicKeys[1]);
        var ends = await EndAsync(current, old, overlap, ct);
        foreach (var log in await UntoldAsync(current, ct))
        {
            await using var session = store.LightweightSession(log.TenantId);
            var rotated = new SigningKeyRotated(Vkey(log.Origin, old), Vkey(log.Origin, current), ends);
            var events = Deciding.Wrap(session, [rotated], CanonicalInstant.Cut(clock.GetUtcNow()));
            if (log.HasRecord)
                session.Events.Append(log.Id, events);
            else
                session.Events.StartStream<SealedLog>(log.Id, events);
            await session.SaveChangesAsync(ct);
        }

        return (current, ends);
    }

    // Two keys, of which the older still signs, or not every log that was there has been told.
    private async Task<bool> IsBegunAsync(CancellationToken ct)
    {
        if (keys.PublicKeys is not [var current, var old, ..])
            return false;
        await using var command = ledger.Source.CreateCommand("select active_until <= $2 from ledger.signing_key where public_key = $1");
        command.Parameters.AddWithValue(old);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        return await command.ExecuteScalarAsync(ct) is not true || (await UntoldAsync(current, ct)).Count > 0;
    }

    private async Task<DateTimeOffset> EndAsync(byte[] current, byte[] old, TimeSpan overlap, CancellationToken ct)
    {
        var now = CanonicalInstant.Cut(clock.GetUtcNow());
        await using var begin = ledger.Source.CreateCommand("insert into ledger.signing_key (public_key, active_from) values ($1, $3), ($2, $3) on conflict do nothing");
        begin.Parameters.AddWithValue(current);
        begin.Parameters.AddWithValue(old);
        begin.Parameters.AddWithValue(now);
        await begin.ExecuteNonQueryAsync(ct);
        await using var end = ledger.Source.CreateCommand("update ledger.signing_key set active_until = least(active_until, $2) where public_key = $1");
        end.Parameters.AddWithValue(old);
        end.Parameters.AddWithValue(now + overlap);
        await end.ExecuteNonQueryAsync(ct);
        await using var read = ledger.Source.CreateCommand("select active_until from ledger.signing_key where public_key = $1");
        read.Parameters.AddWithValue(old);
        return new DateTimeOffset((DateTime)(await read.ExecuteScalarAsync(ct))!);
    }

    // The open logs that were there when the key began to sign, and whose record does not name it. The anchor log is no organisation's, and has no events.
    private async Task<IReadOnlyList<Log>> UntoldAsync(byte[] current, CancellationToken ct)
    {
        var logs = new List<(Guid Id, string TenantId, string Origin)>();
        await using (var command = ledger.Source.CreateCommand(
            """
            select log_id, tenant_id, origin from ledger.log
            where closed_at is null and tenant_id <> '*' and created_at <= coalesce((select active_from from ledger.signing_key where public_key = $1), 'infinity') order by log_id
            """))
        {
            command.Parameters.AddWithValue(current);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                logs.Add((reader.GetGuid(0), reader.GetString(1), reader.GetString(2)));
        }

        var untold = new List<Log>();
        foreach (var (id, tenantId, origin) in logs)
        {
            await using var session = store.QuerySession(tenantId);
            var record = await session.LoadAsync<SealedLog>(id, ct);
            if (record?.SigningKey != Vkey(origin, current))
                untold.Add(new Log(id, tenantId, origin, record is not null));
        }

        return untold;
    }

    private static ImpersonalText Vkey(string origin, byte[] publicKey) =>
        ImpersonalText.AsRecorded(new VerifierKey(origin, SignatureType.Ed25519, publicKey).ToString());

    private sealed record Log(Guid Id, string TenantId, string Origin, bool HasRecord);
}
