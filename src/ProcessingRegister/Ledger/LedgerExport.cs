using System.Formats.Tar;
using MerkleLog;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Verifier.Exporting;
using Wolverine.Http;

namespace ProcessingRegister.Ledger;

/// <summary><c>GET /v1/{org}/ledger/export</c>.</summary>
public static class ExportLedgerEndpoint
{
    /// <summary>
    /// Exports the whole ledger as a tar of the directory that the verifier checks offline (docs/ledger-format.md); with <c>values=true</c>, for a data
    /// protection officer, with the personal values and the secrets of their commitments. Who was given one is kept.
    /// </summary>
    [WolverineGet("/v1/{org}/ledger/export", OperationId = "exportLedger"), AllowedTo(Role.Auditor, Role.Dpo), Answers(200, MediaType = LedgerExports.MediaType)]
    public static Task<IResult> Get(string? values, [NotBody] LedgerExports exports, HttpContext http) => exports.AnswerAsync(values, http);
}

/// <summary>Exports ledgers, each from one snapshot and in memory that does not grow with it.</summary>
public sealed class LedgerExports(NpgsqlDataSource database, SealedValues values)
{
    /// <summary>The media type of a tar.</summary>
    public const string MediaType = "application/x-tar";

    /// <summary>Answers with the export.</summary>
    public async Task<IResult> AnswerAsync(string? asked, HttpContext http)
    {
        if (asked is not (null or "true" or "false"))
            return Problems.Malformed(new Fault("values", "must be true or false"));
        var withValues = asked == "true";
        if (withValues && !http.Caller().Roles.Contains(Role.Dpo))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "You may not do this.",
                "An export with the personal values is for the role dpo only; without them it proves the same but for their commitments.");
        }

        if (await ExportSnapshot.TakeAsync(database, http.TenantId(), http.RequestAborted) is not { } snapshot)
            return SignedLogs.NoLog();
        try
        {
            // Before the first byte leaves: an export that is broken off has still been given.
            await RegisterAsync(http.TenantId(), snapshot.Log, withValues, http.Caller().Actor, http.RequestAborted);
        }
        catch
        {
            await snapshot.DisposeAsync();
            throw;
        }

        return new Export(snapshot, withValues ? values : null);
    }

    private async Task RegisterAsync(string tenantId, SignedLog log, bool withValues, Guid actor, CancellationToken ct)
    {
        await using var command = database.CreateCommand("insert into ledger.export (export_id, tenant_id, log_id, size, with_values, actor_id) values ($1, $2, $3, $4, $5, $6)");
        foreach (var value in new object[] { Guid.CreateVersion7(), tenantId, log.Id, log.Size, withValues, actor })
            command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(ct);
    }

    private sealed class Export(ExportSnapshot snapshot, SealedValues? values) : IResult
    {
        private DateTimeOffset madeAt;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await using var ending = snapshot;
            var (response, ct) = (httpContext.Response, httpContext.RequestAborted);
            response.ContentType = MediaType;
            response.Headers.CacheControl = "no-store";
            response.Headers.ContentDisposition = $"attachment; filename=\"{httpContext.Caller().Slug}-ledger-{snapshot.Log.Size}.tar\"";
            await using var tar = new TarWriter(response.Body, TarEntryFormat.Pax, leaveOpen: true);
            await WriteHeadAsync(tar, ct);
            foreach (var tile in Tile.OfTree(snapshot.Log.Size))
                await WriteAsync(tar, tile, ct);
            await AddAsync(tar, ExportLayout.Unsealed, () => snapshot.UnsealedAsync(ct), ct);
            if (values is not null)
                await AddAsync(tar, ExportLayout.Values, () => snapshot.ValuesAsync(values, ct), ct);
        }

        private async Task WriteHeadAsync(TarWriter tar, CancellationToken ct)
        {
            var manifest = await snapshot.ManifestAsync(values is not null, ct);
            madeAt = manifest.MadeAt;
            await AddAsync(tar, ExportLayout.Manifest, ExportLines.Manifest(manifest), ct);
            await AddAsync(tar, ExportLayout.Checkpoint, snapshot.Log.Checkpoint.ToBytes(), ct);
            await AddAsync(tar, ExportLayout.Keys, () => snapshot.KeysAsync(ct), ct);
            await AddAsync(tar, ExportLayout.Checkpoints, () => snapshot.CheckpointsAsync(ct), ct);
            await foreach (var (path, evidence) in snapshot.AnchorsAsync(ct))
                await AddAsync(tar, path, evidence, ct);
        }

        private async Task WriteAsync(TarWriter tar, Tile tile, CancellationToken ct)
        {
            await AddAsync(tar, tile.Path, await snapshot.TileAsync(tile, ct), ct);
            if (tile.Level > 0)
                return;
            await AddAsync(tar, EntryBundle.Path(tile.Index, tile.Width), await snapshot.EntriesAsync(tile, ct), ct);
            await AddAsync(tar, ExportLayout.EventPage(tile.Index), await snapshot.RowsAsync(tile, ct), ct);
        }

        private Task AddAsync(TarWriter tar, string path, ReadOnlyMemory<byte> content, CancellationToken ct) =>
            AddAsync(tar, path, new KnownLengthStream(content.Length, AsyncEnumerable.Repeat(content, 1)), ct);

        // The length stands before the content, so what does not fit in memory is read twice; the snapshot answers the same both times.
        private async Task AddAsync(TarWriter tar, string path, Func<IAsyncEnumerable<ReadOnlyMemory<byte>>> read, CancellationToken ct)
        {
            var length = 0L;
            await foreach (var chunk in read())
                length += chunk.Length;
            await AddAsync(tar, path, new KnownLengthStream(length, read()), ct);
        }

        private async Task AddAsync(TarWriter tar, string path, KnownLengthStream content, CancellationToken ct)
        {
            await using var ending = content;
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, path)
            {
                DataStream = content,
                ModificationTime = madeAt,
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            }, ct);
        }
    }
}
