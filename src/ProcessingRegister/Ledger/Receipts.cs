using System.Globalization;
using MerkleLog;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Ledger;

/// <summary>An event that is recorded and has no receipt yet.</summary>
/// <param name="EventId">The event.</param>
/// <param name="State">Always <c>queued</c>.</param>
public sealed record Queued(Guid EventId, string State = "queued");

/// <summary><c>GET /v1/{org}/events/{eventId}/receipt</c>.</summary>
public static class GetReceiptEndpoint
{
    /// <summary>
    /// Shows the receipt of an event, a c2sp.org/tlog-proof with the entry in its extra line, under the newest checkpoint. An event that was just recorded is
    /// signed within seconds: <c>Prefer: wait=5</c> (RFC 7240, at most 60) waits for that; 202 when it is not signed yet.
    /// </summary>
    [WolverineGet("/v1/{org}/events/{eventId}/receipt", OperationId = "getReceipt"), Answers(200, MediaType = "text/plain"), Answers(202, typeof(Queued))]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor, Role.Admin)]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Style", "IDE0060", Justification = "The header is named for the description of the interface.")]
    public static Task<IResult> Get(Guid eventId, [FromHeader(Name = "Prefer")] string? prefer, [NotBody] Receipts receipts, HttpContext http) => receipts.AnswerAsync(eventId, http);
}

/// <summary>Makes receipts (docs/ledger-format.md section 7).</summary>
public sealed class Receipts(SignedLogs logs, SealWatch watch, NpgsqlDataSource database)
{
    /// <summary>The longest that a client may wait.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Answers with the receipt, or with what is known of the event.</summary>
    public async Task<IResult> AnswerAsync(Guid eventId, HttpContext http)
    {
        var ct = http.RequestAborted;
        http.Response.Headers.Vary = "Prefer";
        // Whoever may know of records under secrecy has receipts for their events as well, of the closed drawer's log.
        var tenantId = http.TenantId();
        foreach (var drawer in ClosedDrawer.OpenTo(http).Where(ClosedDrawer.Is))
            tenantId = await ExistsAsync(drawer, eventId, ct) ? drawer : tenantId;
        var receipt = await FindAsync(tenantId, eventId, ct);
        if (receipt is null)
        {
            if (!await ExistsAsync(tenantId, eventId, ct))
                return Problems.NotFound();
            if (WaitOf(http.Request.Headers["Prefer"]) is { } wait)
            {
                http.Response.Headers["Preference-Applied"] = $"wait={wait.TotalSeconds.ToString(CultureInfo.InvariantCulture)}";
                if (await watch.WaitAsync(tenantId, eventId, wait, ct))
                    receipt = await FindAsync(tenantId, eventId, ct);
            }
        }

        if (receipt is null)
        {
            http.Response.Headers.RetryAfter = "1";
            return Results.Json(new Queued(eventId), Vault.RegisterJson.Edge, statusCode: StatusCodes.Status202Accepted);
        }

        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{eventId}.tlog-proof\"";
        return Results.Bytes(receipt.ToBytes(), "text/plain; charset=utf-8");
    }

    /// <summary>The receipt of an event; <c>null</c> when no checkpoint contains it.</summary>
    /// <exception cref="FormatException">The tables do not agree with what was signed.</exception>
    public async Task<LogProof?> FindAsync(string tenantId, Guid eventId, CancellationToken ct)
    {
        if (await logs.FindAsync(tenantId, eventId, ct) is not { } log || await logs.LeafAsync(log, eventId, ct) is not { } leaf)
            return null;
        var (proof, _) = await logs.ProveAsync(log, leaf, log.Size, ct);
        return new LogProof(leaf.Index, proof.Hashes, log.Checkpoint, [.. leaf.Entry]);
    }

    /// <summary>How long a client prefers to wait (RFC 7240 section 4.3), cut to the longest; <c>null</c> when it does not say so in seconds.</summary>
    internal static TimeSpan? WaitOf(IEnumerable<string?> headers)
    {
        // Of a preference that is repeated the first counts; what is not understood is ignored (section 2).
        var first = headers.SelectMany(header => (header ?? "").Split(',')).Select(preference => preference.Split(';')[0].Split('=', 2, StringSplitOptions.TrimEntries))
            .FirstOrDefault(pair => pair[0].Equals("wait", StringComparison.OrdinalIgnoreCase));
        return first is [_, var value] && uint.TryParse(value.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds)) : null;
    }

    private async Task<bool> ExistsAsync(string tenantId, Guid eventId, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select exists (select from register.mt_events e where tenant_id = $1 and id = $2 and not exists (select from register.elsewhere w where w.tenant_id = $1 and w.id = e.stream_id))");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(eventId);
        return await command.ExecuteScalarAsync(ct) is true;
    }
}
