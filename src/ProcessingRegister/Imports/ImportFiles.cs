using System.Security.Cryptography;
using System.Text.Json;
using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine;

namespace ProcessingRegister.Imports;

/// <summary>Files that are imported: received, previewed, committed or let go.</summary>
public sealed class ImportFiles : IOperations
{
    /// <summary>How long a file is kept that nobody commits.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly IDocumentStore store;
    private readonly TimeProvider clock;
    private readonly ImportRows rows;
    private readonly SealedParts parts;
    private readonly ImportRuns runs;
    private readonly IReadOnlyList<IImportable> importables;

    /// <summary>Made by the container.</summary>
    public ImportFiles(
        NpgsqlDataSource database, IDocumentStore store, DataKeys keys, SealedValues values, Identities identities, RecordQueries records, TimeProvider clock,
        IReadOnlyList<IImportable> importables, IServiceProvider services)
    {
        (this.store, this.clock, this.importables) = (store, clock, importables);
        rows = new ImportRows(database);
        parts = new SealedParts(database, keys);
        runs = new ImportRuns(database, store, keys, values, identities, records, clock, rows, parts, importables, services);
    }

    /// <summary>
    /// Imports a file without HTTP: previews it and commits it, unless the file cannot be read or lines are refused that were not to be skipped.
    /// </summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="zone">The organisation's zone.</param>
    /// <param name="file">The file; read once, forward.</param>
    /// <param name="contentType"><c>application/json</c> or <c>text/csv</c>.</param>
    /// <param name="refusedLines">Whether refused lines stop the file or are left out.</param>
    /// <param name="progress">Told of every batch of lines: first of the preview, whose total is not known, then of the commit.</param>
    /// <param name="ct">Cancels; nothing of a commit that did not end is written.</param>
    /// <returns>The same report as over HTTP; its lines are those refused, at most <see cref="Showing.MaxLimit"/>.</returns>
    /// <exception cref="ArgumentException">The content type is none that can be imported.</exception>
    public async Task<ImportReport> ImportFile(
        string tenantId, Guid actor, TimeZoneInfo zone, Stream file, string contentType, RefusedLines refusedLines, Action<ImportProgress>? progress, CancellationToken ct)
    {
        var known = ImportFormats.Known(contentType) ?? throw new ArgumentException("Only application/json and text/csv can be imported.", nameof(contentType));
        var id = Guid.CreateVersion7();
        var count = await parts.WriteAsync(tenantId, id, file, ct);
        await RunAsync(tenantId, ImportRows.Insert, [tenantId, id, actor, zone.Id, known, count, clock.GetUtcNow()], ct);
        await runs.PreviewAsync(tenantId, id, progress, ct);
        var previewed = (await rows.FindAsync(tenantId, id, ct))!;
        var skip = refusedLines == RefusedLines.Skip;
        if (previewed.State == ImportState.Previewed && (previewed.Counts.Refused == 0 || skip))
        {
            await RunAsync(tenantId, ImportRows.BeginCommit, [skip, tenantId, id, previewed.Version], ct);
            await runs.CommitAsync(tenantId, id, progress, ct);
        }

        var (lines, next) = await LinesAsync(previewed with { State = ImportState.Previewed }, 0, Showing.MaxLimit, Outcome.Refused, ct);
        var report = ImportReport.Of((await rows.FindAsync(tenantId, id, ct))!, new Page<ImportLine>(lines, next));
        await runs.ExpireAsync(tenantId, id, ct);
        return report;
    }

    /// <inheritdoc />
    public async Task<Operation?> FindAsync(string tenantId, Guid id, CancellationToken ct) =>
        await rows.FindAsync(tenantId, id, ct) is not { } import ? null : new Operation(id,
            !import.IsAtRest ? OperationState.Running : import.State is ImportState.Refused or ImportState.Expired ? OperationState.Failed : OperationState.Done,
            import.Progress.Done, import.Progress.Total, $"/imports/{id}");

    internal Task PreviewAsync(string tenantId, Guid id, CancellationToken ct) => runs.PreviewAsync(tenantId, id, null, ct);

    internal Task WriteAsync(string tenantId, Guid id, CancellationToken ct) => runs.CommitAsync(tenantId, id, null, ct);

    internal Task ExpireAsync(string tenantId, Guid id, CancellationToken ct) => runs.ExpireAsync(tenantId, id, ct);

    internal async Task<IResult> ReceiveAsync(IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        if (ImportFormats.Known(http.Request.ContentType) is not { } contentType)
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "A file to import is application/json or text/csv.");
        var ct = http.RequestAborted;
        var id = Guid.CreateVersion7();
        await parts.SweepAsync(Lifetime + TimeSpan.FromHours(1), ct);
        using var digest = SHA256.Create();
        await using var body = new CryptoStream(http.Request.Body, digest, CryptoStreamMode.Read, leaveOpen: true);
        var count = await parts.WriteAsync(http.TenantId(), id, body, ct);
        if (http.Features.Get<RequestFingerprint>() is null)
            http.Features.Set(new RequestFingerprint(digest.Hash!));
        if (await Retries.AnswerAgain(session, http) is { } earlier)
        {
            await parts.DeleteAsync(http.TenantId(), id, null, ct);
            return earlier;
        }

        session.QueueSqlCommand(
            ImportRows.Insert, http.TenantId(), id, http.Caller().Actor, http.Caller().Zone.Id, contentType, count, clock.GetUtcNow());
        await bus.PublishAsync(new PreviewImport(http.TenantId(), id));
        await bus.ScheduleAsync(new ExpireImport(http.TenantId(), id), Lifetime);
        return Accepted(session, http, id, version: 1);
    }

    internal async Task<IResult> CommitAsync(Guid id, CommitImport command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        if (await Retries.AnswerAgain(session, http) is { } earlier)
            return earlier;
        if (http.IfMatch(out var named) is { } problem)
            return problem;
        if (await rows.FindAsync(http.TenantId(), id, http.RequestAborted) is not { } import)
            return Problems.NotFound();
        // The same commit sent again, by a client that did not see the answer.
        if (import.State is ImportState.Committing or ImportState.Committed && named == import.CommittedFrom)
            return Accepted(session, http, id, import.Version);
        if (named != import.Version)
            return Problems.Stale();
        if (import.State != ImportState.Previewed)
            return Problems.Refused(ImportRefusals.NotPreviewed);
        if (import.Counts.Refused > 0 && command.RefusedLines != RefusedLines.Skip)
            return Problems.Refused(ImportRefusals.LinesRefused);
        if (await HoldsWhatIsForOthersAsync(import, http.Caller(), http.RequestAborted))
            return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "You may not do this.", "The file holds records that only another role may decide.");
        session.QueueSqlCommand(ImportRows.BeginCommit, command.RefusedLines == RefusedLines.Skip, http.TenantId(), id, import.Version);
        await bus.PublishAsync(new WriteImport(http.TenantId(), id));
        return Accepted(session, http, id, import.Version + 1);
    }

    internal async Task<IResult> ShowAsync(Guid id, string? outcome, HttpContext http)
    {
        if (await rows.FindAsync(http.TenantId(), id, http.RequestAborted) is not { } import)
            return Problems.NotFound();
        if (LineRange.Of(http, outcome, out var range) is { } malformed)
            return malformed;
        var (lines, next) = await LinesAsync(import, range.After, range.Limit, range.Outcome, http.RequestAborted);
        http.Response.Tag(import.Version);
        return Showing.Json(ImportReport.Of(import, new Page<ImportLine>(lines, next)));
    }

    // Positions count all lines of the report; while it is being written it shows none.
    private async Task<(IReadOnlyList<ImportLine> Lines, string? Next)> LinesAsync(Import import, int after, int limit, Outcome? outcome, CancellationToken ct)
    {
        var lines = new List<ImportLine>();
        if (import.State == ImportState.Previewing)
            return (lines, null);
        for (var n = after / ImportRuns.ReportPartSize; await parts.ReadAsync(import.TenantId, import.Id, SealedParts.Report, n, ct) is { } part; n++)
        {
            var all = JsonSerializer.Deserialize<List<ImportLine>>(part, RegisterJson.Storage)!;
            for (var i = Math.Max(0, after - (n * ImportRuns.ReportPartSize)); i < all.Count; i++)
            {
                if (outcome is not null && all[i].Outcome != outcome)
                    continue;
                if (lines.Count == limit)
                    return (lines, LineRange.Cursor((n * ImportRuns.ReportPartSize) + i));
                lines.Add(all[i]);
            }
        }

        return (lines, null);
    }

    // Who imports decides what the lines say, so that what a role may not decide by a request it may not decide by a file.
    private async Task<bool> HoldsWhatIsForOthersAsync(Import import, Caller caller, CancellationToken ct)
    {
        var closed = importables.Where(i => i.AllowedTo.Count > 0 && !i.AllowedTo.Any(caller.Roles.Contains)).Select(i => i.Section).ToHashSet();
        for (var n = 0; closed.Count > 0 && await parts.ReadAsync(import.TenantId, import.Id, SealedParts.Report, n, ct) is { } part; n++)
        {
            if (JsonSerializer.Deserialize<List<ImportLine>>(part, RegisterJson.Storage)!.Exists(line => closed.Contains(line.Section)))
                return true;
        }

        return false;
    }

    private async Task RunAsync(string tenantId, string sql, object[] values, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenantId);
        session.QueueSqlCommand(sql, values);
        await session.SaveChangesAsync(ct);
    }

    private static IResult Accepted(IDocumentSession session, HttpContext http, Guid id, long version)
    {
        var recorded = new Recorded(id, version, []);
        http.Response.Headers.Location = $"/v1/{http.Caller().Slug}/operations/{id}";
        http.Response.Tag(version);
        Retries.Remember(session, http, StatusCodes.Status202Accepted, recorded);
        return Results.Json(recorded, RegisterJson.Edge, statusCode: StatusCodes.Status202Accepted);
    }
}
