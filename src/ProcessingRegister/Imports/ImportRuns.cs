using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using JasperFx;
using JasperFx.Events;
using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Imports;

/// <summary>
/// The work of an import: the preview reads the file and decides each line; the commit reads and decides again and writes, all in one transaction, and
/// only if that comes to what the preview said. Both go by the import's state, so that either can be run again after it broke off anywhere.
/// </summary>
internal sealed class ImportRuns(
    NpgsqlDataSource database, IDocumentStore store, DataKeys keys, SealedValues values, Identities identities, RecordQueries records, TimeProvider clock,
    ImportRows rows, SealedParts parts, IReadOnlyList<IImportable> importables, IServiceProvider services)
{
    /// <summary>How many lines are decided and written at a time.</summary>
    public const int BatchSize = 500;

    /// <summary>How many lines one part of the report holds.</summary>
    public const int ReportPartSize = 500;

    private const string ChangedSince = "The register changed after the preview, so nothing was written; this is a new preview.";

    /// <summary>Finds out what a commit would do.</summary>
    public async Task PreviewAsync(string tenantId, Guid id, Action<ImportProgress>? progress, CancellationToken ct)
    {
        if (await rows.FindAsync(tenantId, id, ct) is { State: ImportState.Previewing } import)
            await PreviewAsync(import, null, progress, ct);
    }

    /// <summary>Does what the preview said, or nothing.</summary>
    public async Task CommitAsync(string tenantId, Guid id, Action<ImportProgress>? progress, CancellationToken ct)
    {
        if (await rows.FindAsync(tenantId, id, ct) is not { State: ImportState.Committing } import)
            return;
        if (await WriteAsync(import, progress, ct))
            await parts.DeleteAsync(tenantId, id, SealedParts.File, ct);
        else if (await rows.FindAsync(tenantId, id, ct) is { State: ImportState.Committing } still)
            await PreviewAsync(still, ChangedSince, progress, ct);
    }

    /// <summary>Lets go of an import that nobody committed.</summary>
    public async Task ExpireAsync(string tenantId, Guid id, CancellationToken ct)
    {
        if (await rows.FindAsync(tenantId, id, ct) is not { } import)
            return;
        if (import.State is ImportState.Previewing or ImportState.Previewed or ImportState.Committing)
            await rows.EnterAsync(null, import, ImportState.Expired, null, null, ct);
        await parts.DeleteAsync(tenantId, id, null, ct);
    }

    private async Task PreviewAsync(Import import, string? note, Action<ImportProgress>? progress, CancellationToken ct)
    {
        try
        {
            var report = new ReportWriter(parts, import);
            var plan = await PassAsync(import, async (batch, done) =>
            {
                foreach (var planned in batch)
                    await report.AddAsync(planned.Line, ct);
                await rows.ProgressAsync(import, done, ct);
                progress?.Invoke(new ImportProgress(done, null));
            }, ct);
            await report.EndAsync(ct);
            await rows.EnterAsync(null, import, ImportState.Previewed, plan, note, ct);
        }
        catch (UnreadableFileException e)
        {
            await rows.EnterAsync(null, import, ImportState.Refused, null, e.Message, ct);
            await parts.DeleteAsync(import.TenantId, import.Id, null, ct);
        }
    }

    // False when the register is no longer what the preview saw.
    private async Task<bool> WriteAsync(Import import, Action<ImportProgress>? progress, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // A message that is delivered twice waits for its twin, and then finds the import committed.
        await using (var turn = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection, transaction))
        {
            turn.Parameters.AddWithValue($"import {import.TenantId} {import.Id}");
            await turn.ExecuteNonQueryAsync(ct);
        }

        if (await rows.FindAsync(import.TenantId, import.Id, ct) is not { State: ImportState.Committing })
            return true;
        try
        {
            var plan = await PassAsync(import, async (batch, done) =>
            {
                await WriteAsync(import, transaction, batch, ct);
                await rows.ProgressAsync(import, done, ct);
                progress?.Invoke(new ImportProgress(done, import.Progress.Total));
            }, ct);
            if (!plan.Digest.AsSpan().SequenceEqual(import.Plan) || !await rows.EnterAsync(connection, import, ImportState.Committed, plan, null, ct))
                return false;
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (Exception e) when (IsConcurrentChange(e))
        {
            return false;
        }
    }

    private async Task WriteAsync(Import import, NpgsqlTransaction transaction, IReadOnlyList<Planned> batch, CancellationToken ct)
    {
        var writes = batch.Where(p => p.Write is not null).ToList();
        if (writes.Count == 0)
            return;
        await values.RecogniseSubjectsAsync(import.TenantId, writes.Select(p => p.Request), ct);
        var options = Marten.Services.SessionOptions.ForTransaction(transaction);
        options.TenantId = import.TenantId;
        await using var session = store.LightweightSession(options);
        session.LastModifiedBy = import.Actor.ToString();
        session.CorrelationId = import.Id.ToString();
        foreach (var planned in writes)
            planned.Write!(session);
        await session.SaveChangesAsync(ct);
    }

    private async Task<Plan> PassAsync(Import import, Func<IReadOnlyList<Planned>, int, Task> take, CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(import.Zone);
        var planners = new Planners(import.TenantId, new Moment(Deciding.Later(clock.GetUtcNow(), DateTimeOffset.MinValue), zone), keys, identities, records, services);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (counts, lines) = (new ImportCounts(), 0);
        var batch = new List<ImportItem>(BatchSize);
        await using var file = parts.OpenFile(import.TenantId, import.Id, import.Parts);
        await foreach (var item in ImportFormats.ReadAsync(file, import.ContentType, importables, ct))
        {
            if (batch.Count == BatchSize || (batch.Count > 0 && batch[0].Importable != item.Importable))
                await TakeAsync();
            batch.Add(item);
        }

        if (batch.Count > 0)
            await TakeAsync();
        return new Plan(lines, counts, digest.GetHashAndReset());

        async Task TakeAsync()
        {
            var planned = await planners.Of(batch[0].Importable).PlanAsync(batch, ct);
            foreach (var p in planned)
            {
                counts = counts.With(p.Line.Outcome);
                digest.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{p.Line.Number} {p.Line.Outcome} {p.Line.Record} {p.Version}\n")));
            }

            lines += batch.Count;
            await take(planned, lines);
            batch.Clear();
        }
    }

    // Somebody else took an identity, or appended to a record, between our reading and our writing.
    private static bool IsConcurrentChange(Exception e) =>
        e is EventStreamUnexpectedMaxEventIdException or ExistingStreamIdCollisionException or ConcurrencyException
            or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }
        || (e.InnerException is { } inner && IsConcurrentChange(inner)) || (e as AggregateException)?.InnerExceptions.Any(IsConcurrentChange) is true;

    /// <summary>Writes the report in sealed parts as the lines come.</summary>
    private sealed class ReportWriter(SealedParts parts, Import import)
    {
        private readonly List<ImportLine> lines = new(ReportPartSize);
        private int part;

        public async Task AddAsync(ImportLine line, CancellationToken ct)
        {
            lines.Add(line);
            if (lines.Count == ReportPartSize)
                await EndAsync(ct);
        }

        public async Task EndAsync(CancellationToken ct)
        {
            if (lines.Count == 0)
                return;
            await parts.WriteAsync(import.TenantId, import.Id, SealedParts.Report, part++, JsonSerializer.SerializeToUtf8Bytes(lines, RegisterJson.Storage), ct);
            lines.Clear();
        }
    }
}
