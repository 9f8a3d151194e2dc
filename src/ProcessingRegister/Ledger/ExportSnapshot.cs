using System.Buffers;
using System.Data;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MerkleLog;
using Npgsql;
using ProcessingRegister.Vault;
using Verifier.Exporting;
using Verifier.Sources;
using SealedRow = Verifier.Sources.EventRow;

namespace ProcessingRegister.Ledger;

/// <summary>Everything that an export of one ledger holds, from one snapshot of the database. One reading at a time.</summary>
internal sealed class ExportSnapshot : IAsyncDisposable
{
    private const int LinesOfAChunk = 500;

    private static readonly (string Kind, AnchorKind As)[] AnchorKinds =
        [("witness", AnchorKind.Witness), ("tsa", AnchorKind.TimestampAuthority), ("anchor-log", AnchorKind.AnchorLog)];

    private readonly NpgsqlConnection connection;
    private readonly string tenantId;

    private ExportSnapshot(NpgsqlConnection connection, string tenantId, SignedLog log) => (this.connection, this.tenantId, Log) = (connection, tenantId, log);

    /// <summary>The log, as far as it is signed.</summary>
    public SignedLog Log { get; }

    /// <summary>Takes the snapshot; <c>null</c> when nothing is signed yet.</summary>
    public static async Task<ExportSnapshot?> TakeAsync(NpgsqlDataSource database, string tenantId, CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        try
        {
            // Ended with the connection: there is nothing to commit.
            _ = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            if (await SignedLogs.FindAsync(connection, tenantId, null, ct) is { } log)
                return new ExportSnapshot(connection, tenantId, log);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>What the ledger says of itself.</summary>
    public async Task<LedgerManifest> ManifestAsync(bool hasValues, CancellationToken ct)
    {
        await using var command = Command(
            """
            select transaction_timestamp(), p.origin, p.signed_size, c.root from ledger.log l
            left join ledger.log p on p.log_id = l.succeeds left join ledger.checkpoint c on c.log_id = p.log_id and c.size = p.signed_size
            where l.log_id = $1
            """, Log.Id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var predecessor = reader.IsDBNull(3) ? null : new Predecessor(reader.GetString(1), reader.GetInt64(2), new Hash(reader.GetFieldValue<byte[]>(3)));
        return new LedgerManifest(Log.Origin, tenantId, Log.Size, reader.GetFieldValue<DateTimeOffset>(0), (int)SealingOptions.MaximumMergeDelay.TotalSeconds, predecessor, hasValues);
    }

    /// <summary>The bytes of a tile.</summary>
    public async Task<ReadOnlyMemory<byte>> TileAsync(Tile tile, CancellationToken ct) => (await LogTiles.ReadAsync(connection, Log.Id, [tile], ct))[0];

    /// <summary>The bundle of the entries behind a tile of level 0.</summary>
    public Task<byte[]> EntriesAsync(Tile tile, CancellationToken ct) => SignedLogs.EntriesAsync(connection, Log.Id, tile, ct);

    /// <summary>The rows behind a tile of level 0, each where its record and version stand in the log; a row that has vanished is not there.</summary>
    public async Task<ReadOnlyMemory<byte>> RowsAsync(Tile tile, CancellationToken ct)
    {
        await using var command = Command(
            $"""
             select {EventRow.Columns}, f.leaf_index from ledger.leaf f join register.mt_events e on e.tenant_id = $2 and e.stream_id = f.stream_id and e.version = f.version
             where f.log_id = $1 and f.leaf_index >= $3 and f.leaf_index < $4 order by f.leaf_index
             """, Log.Id, tenantId, tile.Index * Tile.FullWidth, (tile.Index * Tile.FullWidth) + tile.Width);
        var lines = new ArrayBufferWriter<byte>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            RowLine.Write(lines, Row(reader, reader.GetInt64(9)));
        return lines.WrittenMemory;
    }

    /// <summary>The rows that no checkpoint covers, in lines: queued, sealed and not signed yet, or in no log at all.</summary>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> UnsealedAsync(CancellationToken ct) => LinesAsync(Command(
        $"""
         select {EventRow.Columns}, coalesce(p.queued_at, case when f.leaf_index is not null then l.grown_at end)
         from register.mt_events e join ledger.log l on l.log_id = $1
         left join ledger.leaf f on f.log_id = $1 and f.stream_id = e.stream_id and f.version = e.version
         left join ledger.pending p on p.tenant_id = e.tenant_id and p.seq_id = e.seq_id
         where e.tenant_id = $2 and (f.leaf_index is null or f.leaf_index >= $3) order by e.seq_id
         """, Log.Id, tenantId, Log.Size),
        (lines, reader) => RowLine.Write(lines, new UnsealedRow(Row(reader, SealedRow.NoLeaf), reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9))), ct);

    /// <summary>Every checkpoint that was signed, in lines.</summary>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> CheckpointsAsync(CancellationToken ct) => LinesAsync(
        Command("select size, note from ledger.checkpoint where log_id = $1 order by size", Log.Id),
        (lines, reader) => ExportLines.Write(lines, new StatedCheckpoint(reader.GetInt64(0), reader.GetString(1))), ct);

    /// <summary>The keys, in lines.</summary>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> KeysAsync(CancellationToken ct) => LinesAsync(
        Command("select public_key, active_from, active_until from ledger.signing_key order by active_from, public_key"),
        (lines, reader) => ExportLines.Write(lines, new StatedKey(new VerifierKey(Log.Origin, SignatureType.Ed25519, reader.GetFieldValue<byte[]>(0)),
            reader.GetFieldValue<DateTimeOffset>(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2))), ct);

    /// <summary>What others attested of checkpoints, by the file it belongs in.</summary>
    public async IAsyncEnumerable<(string Path, byte[] Evidence)> AnchorsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = Command("select size, kind, name, evidence from ledger.anchor where log_id = $1 and kind = any($2) order by size, kind, name",
            Log.Id, AnchorKinds.Select(known => known.Kind).ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var kind = AnchorKinds.Single(known => known.Kind == reader.GetString(1)).As;
            yield return (ExportLayout.AnchorFile(reader.GetInt64(0), kind, reader.GetString(2)), reader.GetFieldValue<byte[]>(3));
        }
    }

    /// <summary>The personal values that still exist, with what opens their commitments, in lines.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ValuesAsync(SealedValues values, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var value in values.OpenAllAsync(connection, tenantId, ct))
        {
            var line = new ArrayBufferWriter<byte>();
            ExportLines.Write(line, new ValueRow(value.ValueId, value.EventId, value.Pointer, value.Secret, JsonSerializer.SerializeToUtf8Bytes(value.Value)));
            yield return line.WrittenMemory;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync(
        NpgsqlCommand query, Action<ArrayBufferWriter<byte>, NpgsqlDataReader> write, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = query;
        await using var reader = await command.ExecuteReaderAsync(ct);
        for (var more = true; more;)
        {
            var lines = new ArrayBufferWriter<byte>();
            for (var i = 0; i < LinesOfAChunk && (more = await reader.ReadAsync(ct)); i++)
                write(lines, reader);
            yield return lines.WrittenMemory;
        }
    }

    private static SealedRow Row(NpgsqlDataReader reader, long leaf)
    {
        var row = EventRow.Read(reader);
        return new SealedRow(leaf, row.Sequence, row.Id, row.Stream, row.Version, row.Type, row.At, row.Data, row.Headers ?? "null"u8.ToArray());
    }

    // An auditor's connection may be slow, and a query then lasts as long as what is read from it.
    private NpgsqlCommand Command(string query, params object[] parameters)
    {
        var command = new NpgsqlCommand(query, connection) { CommandTimeout = 0 };
        foreach (var value in parameters)
            command.Parameters.AddWithValue(value);
        return command;
    }
}
