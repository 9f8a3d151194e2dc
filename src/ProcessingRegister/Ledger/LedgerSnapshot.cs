using System.Data;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MerkleLog;
using Npgsql;
using ProcessingRegister.Vault;
using Verifier.Sources;
using SealedRow = Verifier.Sources.EventRow;

namespace ProcessingRegister.Ledger;

/// <summary>
/// One organisation's ledger from one snapshot of the database, as an export writes it and an audit checks it: signed log, rows, values. Pages and tiles
/// are read over one connection, and each sequence over one of its own that shares the snapshot, so that one may be read while another is.
/// </summary>
internal sealed class LedgerSnapshot : ILedgerSource, IAsyncDisposable
{
    private static readonly (string Kind, AnchorKind As)[] AnchorKinds =
        [("witness", AnchorKind.Witness), ("tsa", AnchorKind.TimestampAuthority), ("anchor-log", AnchorKind.AnchorLog)];

    private readonly NpgsqlDataSource database;
    private readonly NpgsqlConnection connection;
    private readonly SealedValues? values;
    private readonly string tenantId;
    private readonly string name;

    // What is of a record that lies in the other drawer is withheld from whoever may not know of it; an audit of our own sees all.
    private static string IsHere(string withhold) =>
        $"(not {withhold} or not exists (select from register.elsewhere w where w.tenant_id = e.tenant_id and w.id = e.stream_id))";

    private readonly bool withhold;

    private LedgerSnapshot(NpgsqlDataSource database, NpgsqlConnection connection, string name, string tenantId, SignedLog log, SealedValues? values, bool withhold) =>
        (this.database, this.connection, this.name, this.tenantId, Log, this.values, this.withhold) = (database, connection, name, tenantId, log, values, withhold);

    /// <summary>The log, as far as it is signed.</summary>
    public SignedLog Log { get; }

    /// <inheritdoc />
    public LedgerParts Parts => LedgerParts.Rows | LedgerParts.Unsealed | LedgerParts.History | LedgerParts.Anchors | (values is null ? LedgerParts.None : LedgerParts.Values);

    /// <summary>Takes the snapshot; <c>null</c> when nothing is signed yet.</summary>
    /// <param name="database">Where.</param>
    /// <param name="tenantId">Whose ledger.</param>
    /// <param name="values">Opens personal values; <c>null</c> leaves them out.</param>
    /// <param name="withhold">Whether what lies in the other drawer is withheld.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async Task<LedgerSnapshot?> TakeAsync(NpgsqlDataSource database, string tenantId, SealedValues? values, bool withhold, CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        try
        {
            // Ended with the connection: there is nothing to commit.
            _ = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            if (await SignedLogs.FindAsync(connection, tenantId, null, ct) is { } log)
            {
                // Whoever reads slowly leaves the transaction idle meanwhile, and it holds up nobody but the cleaning of tables.
                await using var export = new NpgsqlCommand("select pg_export_snapshot() from set_config('idle_in_transaction_session_timeout', '0', true)", connection);
                return new LedgerSnapshot(database, connection, (string)(await export.ExecuteScalarAsync(ct))!, tenantId, log, values, withhold);
            }
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
    public async Task<LedgerManifest> ManifestAsync(CancellationToken ct)
    {
        await using var command = Command(connection,
            """
            select transaction_timestamp(), p.origin, p.signed_size, c.root from ledger.log l
            left join ledger.log p on p.log_id = l.succeeds left join ledger.checkpoint c on c.log_id = p.log_id and c.size = p.signed_size
            where l.log_id = $1
            """, Log.Id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var predecessor = reader.IsDBNull(3) ? null : new Predecessor(reader.GetString(1), reader.GetInt64(2), new Hash(reader.GetFieldValue<byte[]>(3)));
        return new LedgerManifest(Log.Origin, tenantId, Log.Size, reader.GetFieldValue<DateTimeOffset>(0), (int)SealingOptions.MaximumMergeDelay.TotalSeconds, predecessor, values is not null);
    }

    async ValueTask<LedgerManifest?> ILedgerSource.ManifestAsync(CancellationToken cancellationToken) => await ManifestAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask<ReadOnlyMemory<byte>> CheckpointAsync(CancellationToken cancellationToken) => new(Log.Checkpoint.ToBytes());

    /// <inheritdoc />
    public async ValueTask<ReadOnlyMemory<byte>?> TileAsync(Tile tile, CancellationToken cancellationToken)
    {
        try
        {
            return Log.Has(tile) ? (await LogTiles.ReadAsync(connection, Log.Id, [tile], cancellationToken))[0] : null;
        }
        catch (FormatException)
        {
            // Not there whole, which is for the reader to judge.
            return null;
        }
    }

    /// <inheritdoc />
    public async ValueTask<ReadOnlyMemory<byte>?> EntriesAsync(long index, int width, CancellationToken cancellationToken)
    {
        try
        {
            return await SignedLogs.EntriesAsync(connection, Log.Id, new Tile(0, index, width), withhold, cancellationToken);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public ValueTask<long> RowPagesAsync(CancellationToken cancellationToken) => new((Log.Size + Tile.FullWidth - 1) / Tile.FullWidth);

    /// <summary>The rows behind a page of leaves, each where its record and version stand in the log; a row that has vanished is not there.</summary>
    public async ValueTask<RowPage> RowsAsync(long page, CancellationToken cancellationToken)
    {
        await using var command = Command(connection,
            $"""
             select {EventRow.Columns}, f.leaf_index from ledger.leaf f join register.mt_events e on e.tenant_id = $2 and e.stream_id = f.stream_id and e.version = f.version
             where f.log_id = $1 and f.leaf_index >= $3 and f.leaf_index < $4 and {IsHere("$5")} order by f.leaf_index
             """, Log.Id, tenantId, page * Tile.FullWidth, Math.Min((page + 1) * Tile.FullWidth, Log.Size), withhold);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<SealedRow>(Tile.FullWidth);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(Row(reader, reader.GetInt64(9)));
        return new RowPage(rows, 0);
    }

    /// <summary>The rows that no checkpoint covers: queued, sealed and not signed yet, or in no log at all.</summary>
    public IAsyncEnumerable<UnsealedRow?> UnsealedAsync(CancellationToken cancellationToken) => ReadAsync(
        $"""
         select {EventRow.Columns}, coalesce(p.queued_at, case when f.leaf_index is not null then l.grown_at end)
         from register.mt_events e join ledger.log l on l.log_id = $1
         left join ledger.leaf f on f.log_id = $1 and f.stream_id = e.stream_id and f.version = e.version
         left join ledger.pending p on p.tenant_id = e.tenant_id and p.seq_id = e.seq_id
         where e.tenant_id = $2 and (f.leaf_index is null or f.leaf_index >= $3) and {IsHere("$4")} order by e.seq_id
         """,
        reader => (UnsealedRow?)new UnsealedRow(Row(reader, SealedRow.NoLeaf), reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9)), [Log.Id, tenantId, Log.Size, withhold], cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<StatedCheckpoint?> CheckpointsAsync(CancellationToken cancellationToken) => ReadAsync(
        "select size, note from ledger.checkpoint where log_id = $1 order by size",
        reader => (StatedCheckpoint?)new StatedCheckpoint(reader.GetInt64(0), reader.GetString(1)), [Log.Id], cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<StatedKey?> KeysAsync(CancellationToken cancellationToken) => ReadAsync(
        "select public_key, active_from, active_until from ledger.signing_key order by active_from, public_key",
        reader => (StatedKey?)new StatedKey(new VerifierKey(Log.Origin, SignatureType.Ed25519, reader.GetFieldValue<byte[]>(0)),
            reader.GetFieldValue<DateTimeOffset>(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2)), [], cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<Anchor> AnchorsAsync(CancellationToken cancellationToken) => ReadAsync(
        "select size, kind, name, evidence from ledger.anchor where log_id = $1 and kind = any($2) order by size, kind, name",
        reader => new Anchor(reader.GetInt64(0), AnchorKinds.Single(known => known.Kind == reader.GetString(1)).As, reader.GetString(2), reader.GetFieldValue<byte[]>(3)),
        [Log.Id, AnchorKinds.Select(known => known.Kind).ToArray()], cancellationToken);

    /// <summary>The personal values that still exist, with what opens their commitments.</summary>
    public async IAsyncEnumerable<ValueRow?> ValuesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (values is null)
            yield break;
        await using var again = await AgainAsync(cancellationToken);
        var withheld = withhold ? await WithheldAsync(again, cancellationToken) : [];
        await foreach (var value in values.OpenAllAsync(again, tenantId, cancellationToken).Where(value => !withheld.Contains(value.EventId)))
            yield return new ValueRow(value.ValueId, value.EventId, value.Pointer, value.Secret, JsonSerializer.SerializeToUtf8Bytes(value.Value));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<HashSet<Guid>> WithheldAsync(NpgsqlConnection again, CancellationToken ct)
    {
        await using var command = Command(again, $"select e.id from register.mt_events e where e.tenant_id = $1 and not {IsHere("$2")}", tenantId, true);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ids = new HashSet<Guid>();
        while (await reader.ReadAsync(ct))
            ids.Add(reader.GetGuid(0));
        return ids;
    }

    private async IAsyncEnumerable<T> ReadAsync<T>(string query, Func<NpgsqlDataReader, T> read, object[] parameters, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var again = await AgainAsync(ct);
        await using var command = Command(again, query, parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return read(reader);
    }

    // A further connection that sees what the first one sees.
    private async Task<NpgsqlConnection> AgainAsync(CancellationToken ct)
    {
        var again = await database.OpenConnectionAsync(ct);
        try
        {
            _ = await again.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            await using var import = new NpgsqlCommand($"set transaction snapshot '{name}'; set local idle_in_transaction_session_timeout = 0", again);
            await import.ExecuteNonQueryAsync(ct);
            return again;
        }
        catch
        {
            await again.DisposeAsync();
            throw;
        }
    }

    private static SealedRow Row(NpgsqlDataReader reader, long leaf)
    {
        var row = EventRow.Read(reader);
        return new SealedRow(leaf, row.Sequence, row.Id, row.Stream, row.Version, row.Type, row.At, row.Data, row.Headers ?? "null"u8.ToArray());
    }

    // An auditor's connection may be slow, and a query then lasts as long as what is read from it.
    private static NpgsqlCommand Command(NpgsqlConnection connection, string query, params object[] parameters)
    {
        var command = new NpgsqlCommand(query, connection) { CommandTimeout = 0 };
        foreach (var value in parameters)
            command.Parameters.AddWithValue(value);
        return command;
    }
}
