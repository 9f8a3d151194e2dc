using System.Buffers;
using System.Formats.Tar;
using MerkleLog;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Verifier.Exporting;
using Verifier.Sources;
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

/// <summary><c>GET /v1/{org}/ledger/closed-export</c>.</summary>
public static class ExportClosedLedgerEndpoint
{
    /// <summary>Exports the ledger of the closed drawer, in which records under secrecy and all readings of authorities' requests stand, in the same form.</summary>
    [WolverineGet("/v1/{org}/ledger/closed-export", OperationId = "exportClosedLedger"), AllowedTo(Role.Counsel), Answers(200, MediaType = LedgerExports.MediaType)]
    public static Task<IResult> Get([NotBody] LedgerExports exports, HttpContext http) => exports.AnswerClosedAsync(http);
}

/// <summary>Exports ledgers, each from one snapshot and in memory that does not grow with it.</summary>
public sealed class LedgerExports(NpgsqlDataSource database, SealedValues values)
{
    /// <summary>The media type of a tar.</summary>
    public const string MediaType = "application/x-tar";

    /// <summary>Answers with the export of the closed drawer's log.</summary>
    public Task<IResult> AnswerClosedAsync(HttpContext http)
    {
        ClosedDrawer.Enter(http, ClosedDrawer.Of(http.TenantId()));
        return AnswerAsync(null, http);
    }

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

        // A ledger holds every request of an authority, so whoever takes one away has read them.
        if (http.RequestServices.GetService<IConsultations>() is { } consultations)
            await consultations.NoteAsync(http, Consultation.LedgerExport, []);
        if (await LedgerSnapshot.TakeAsync(database, http.TenantId(), withValues ? values : null, withhold: !ClosedDrawer.MayKnow(http), http.RequestAborted) is not { } snapshot)
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

        return new Export(snapshot);
    }

    private async Task RegisterAsync(string tenantId, SignedLog log, bool withValues, Guid actor, CancellationToken ct)
    {
        await using var command = database.CreateCommand("insert into ledger.export (export_id, tenant_id, log_id, size, with_values, actor_id) values ($1, $2, $3, $4, $5, $6)");
        foreach (var value in new object[] { Guid.CreateVersion7(), tenantId, log.Id, log.Size, withValues, actor })
            command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(ct);
    }

    private sealed class Export(LedgerSnapshot snapshot) : IResult
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
            await AddAsync(tar, ExportLayout.Unsealed, () => snapshot.UnsealedAsync(ct), (lines, row) => RowLine.Write(lines, row!), ct);
            if (snapshot.Parts.HasFlag(LedgerParts.Values))
                await AddAsync(tar, ExportLayout.Values, () => snapshot.ValuesAsync(ct), (lines, value) => ExportLines.Write(lines, value!), ct);
        }

        private async Task WriteHeadAsync(TarWriter tar, CancellationToken ct)
        {
            var manifest = await snapshot.ManifestAsync(ct);
            madeAt = manifest.MadeAt;
            await AddAsync(tar, ExportLayout.Manifest, ExportLines.Manifest(manifest), ct);
            await AddAsync(tar, ExportLayout.Checkpoint, await snapshot.CheckpointAsync(ct), ct);
            await AddAsync(tar, ExportLayout.Keys, () => snapshot.KeysAsync(ct), (lines, key) => ExportLines.Write(lines, key!), ct);
            await AddAsync(tar, ExportLayout.Checkpoints, () => snapshot.CheckpointsAsync(ct), (lines, checkpoint) => ExportLines.Write(lines, checkpoint!), ct);
            await foreach (var anchor in snapshot.AnchorsAsync(ct))
                await AddAsync(tar, ExportLayout.AnchorFile(anchor.TreeSize, anchor.Kind, anchor.Name), anchor.Evidence, ct);
        }

        private async Task WriteAsync(TarWriter tar, Tile tile, CancellationToken ct)
        {
            // What the log does not hold whole is left out: that it is missing is for the verifier to say.
            if (await snapshot.TileAsync(tile, ct) is { } hashes)
                await AddAsync(tar, tile.Path, hashes, ct);
            if (tile.Level > 0)
                return;
            if (await snapshot.EntriesAsync(tile.Index, tile.Width, ct) is { } entries)
                await AddAsync(tar, EntryBundle.Path(tile.Index, tile.Width), entries, ct);
            var rows = new ArrayBufferWriter<byte>();
            foreach (var row in (await snapshot.RowsAsync(tile.Index, ct)).Rows)
                RowLine.Write(rows, row);
            await AddAsync(tar, ExportLayout.EventPage(tile.Index), rows.WrittenMemory, ct);
        }

        private Task AddAsync(TarWriter tar, string path, ReadOnlyMemory<byte> content, CancellationToken ct) =>
            AddAsync(tar, path, new KnownLengthStream(content.Length, AsyncEnumerable.Repeat(content, 1)), ct);

        // The length stands before the content, so what does not fit in memory is read twice; the snapshot answers the same both times.
        private async Task AddAsync<T>(TarWriter tar, string path, Func<IAsyncEnumerable<T>> read, Action<ArrayBufferWriter<byte>, T> write, CancellationToken ct)
        {
            var length = 0L;
            await foreach (var chunk in LinesAsync(read(), write))
                length += chunk.Length;
            await AddAsync(tar, path, new KnownLengthStream(length, LinesAsync(read(), write)), ct);
        }

        private static async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync<T>(IAsyncEnumerable<T> items, Action<ArrayBufferWriter<byte>, T> write)
        {
            await foreach (var item in items)
            {
                var line = new ArrayBufferWriter<byte>();
                write(line, item);
                yield return line.WrittenMemory;
            }
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
