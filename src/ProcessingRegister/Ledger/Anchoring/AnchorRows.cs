using System.Text;
using MerkleLog;
using Npgsql;

namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>What an anchor's evidence is; the values of <c>ledger.anchor.kind</c>.</summary>
public static class AnchorKind
{
    /// <summary>A witness's signature line, c2sp.org/tlog-cosignature.</summary>
    public const string Witness = "witness";

    /// <summary>A token of RFC 3161, DER.</summary>
    public const string Timestamp = "tsa";

    /// <summary>A c2sp.org/tlog-proof that the checkpoint's note is a leaf of the anchor log.</summary>
    public const string AnchorLog = "anchor-log";

    /// <summary>The name of a file in the write-once folder.</summary>
    public const string File = "file";
}

/// <summary>The newest checkpoint of an open log.</summary>
/// <param name="LogId">The log.</param>
/// <param name="TenantId">Whose it is; <c>*</c> is the anchor log.</param>
/// <param name="Origin">Its origin.</param>
/// <param name="Size">The checkpoint's size.</param>
/// <param name="Note">The checkpoint as the log signed it.</param>
/// <param name="SignedAt">When it was signed.</param>
public sealed record PublishedHead(Guid LogId, string TenantId, string Origin, long Size, SignedNote Note, DateTimeOffset SignedAt);

/// <summary>The table of anchors: rows are added, never changed.</summary>
public sealed class AnchorRows(LedgerDatabase ledger)
{
    /// <summary>The newest checkpoint of every open log that has one.</summary>
    public async Task<IReadOnlyList<PublishedHead>> NewestAsync(CancellationToken ct)
    {
        await using var command = ledger.Source.CreateCommand(
            """
            select l.log_id, l.tenant_id, l.origin, c.size, c.note, c.signed_at from ledger.log l
            join ledger.checkpoint c on c.log_id = l.log_id and c.size = l.signed_size where l.closed_at is null order by l.tenant_id
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var heads = new List<PublishedHead>();
        while (await reader.ReadAsync(ct))
            heads.Add(new PublishedHead(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), Note(reader.GetString(4)), reader.GetFieldValue<DateTimeOffset>(5)));
        return heads;
    }

    /// <summary>The size and time of the newest anchor of a kind and name; size 0 when there is none.</summary>
    public async Task<(long Size, DateTimeOffset At)> LastAsync(Guid logId, string kind, string name, CancellationToken ct)
    {
        await using var command = ledger.Source.CreateCommand("select size, at from ledger.anchor where log_id = $1 and kind = $2 and name = $3 order by size desc limit 1");
        command.Parameters.AddWithValue(logId);
        command.Parameters.AddWithValue(kind);
        command.Parameters.AddWithValue(name);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)) : (0, DateTimeOffset.MinValue);
    }

    /// <summary>Adds an anchor; one of the same size, kind and name stays as it is.</summary>
    public async Task AddAsync(Guid logId, long size, string kind, string name, byte[] evidence, DateTimeOffset at, CancellationToken ct)
    {
        await using var command = ledger.Source.CreateCommand(
            "insert into ledger.anchor (log_id, size, kind, name, evidence, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing");
        command.Parameters.AddWithValue(logId);
        command.Parameters.AddWithValue(size);
        command.Parameters.AddWithValue(kind);
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(evidence);
        command.Parameters.AddWithValue(at.ToUniversalTime());
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The checkpoint of this size with the cosignatures that were collected for it, or <c>null</c> when that size was not signed.</summary>
    public async Task<SignedNote?> CosignedAsync(Guid logId, long size, CancellationToken ct)
    {
        await using var command = ledger.Source.CreateCommand(
            """
            select c.note, a.evidence from ledger.checkpoint c
            left join ledger.anchor a on a.log_id = c.log_id and a.size = c.size and a.kind = 'witness' where c.log_id = $1 and c.size = $2 order by a.name
            """);
        command.Parameters.AddWithValue(logId);
        command.Parameters.AddWithValue(size);
        await using var reader = await command.ExecuteReaderAsync(ct);
        string? text = null;
        while (await reader.ReadAsync(ct))
            text = (text ?? reader.GetString(0)) + (reader.IsDBNull(1) ? "" : Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(1)));
        return text is null ? null : Note(text);
    }

    /// <summary>The largest size that at least so many of these witnesses cosigned, or <c>null</c>.</summary>
    public async Task<long?> WitnessedSizeAsync(Guid logId, IReadOnlyCollection<string> witnesses, int quorum, CancellationToken ct)
    {
        await using var command = ledger.Source.CreateCommand(quorum == 0
            ? "select max(size) from ledger.checkpoint where log_id = $1"
            : "select max(size) from (select size from ledger.anchor where log_id = $1 and kind = 'witness' and name = any($2) group by size having count(*) >= $3) enough");
        command.Parameters.AddWithValue(logId);
        if (quorum > 0)
        {
            command.Parameters.AddWithValue(witnesses.ToArray());
            command.Parameters.AddWithValue(quorum);
        }

        return await command.ExecuteScalarAsync(ct) as long?;
    }

    /// <summary>The newest checkpoint for which there is an anchor, of whatever kind.</summary>
    public async Task<IReadOnlyList<SignedNote>> NewestAnchoredAsync(Guid logId, CancellationToken ct)
    {
        await using var command = ledger.Source.CreateCommand(
            "select c.note from ledger.anchor a join ledger.checkpoint c using (log_id, size) where a.log_id = $1 order by a.size desc limit 1");
        command.Parameters.AddWithValue(logId);
        return await command.ExecuteScalarAsync(ct) is string note ? [Note(note)] : [];
    }

    /// <summary>All keys that signed for the logs, under the name of this one.</summary>
    public async Task<IReadOnlyList<VerifierKey>> KeysAsync(string origin, CancellationToken ct)
    {
        await using var command = ledger.Source.CreateCommand("select public_key from ledger.signing_key");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var keys = new List<VerifierKey>();
        while (await reader.ReadAsync(ct))
        {
            if (KeyOf(origin, reader.GetFieldValue<byte[]>(0)) is { } key)
                keys.Add(key);
        }

        return keys;
    }

    private static VerifierKey? KeyOf(string origin, byte[] publicKey)
    {
        try
        {
            return new VerifierKey(origin, SignatureType.Ed25519, publicKey);
        }
        catch (ArgumentException)
        {
            // No key of ours: whoever put it into the table cannot make us stop by it.
            return null;
        }
    }

    private static SignedNote Note(string text) =>
        SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note) ? note : throw new FormatException("A checkpoint on record is not a note.");
}
