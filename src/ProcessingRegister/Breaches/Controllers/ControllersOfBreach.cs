using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Marten;
using Npgsql;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>The records of the controllers of one breach, which lie side by side, as a whole.</summary>
internal static class ControllersOfBreach
{
    private const string Within = "from register.mt_doc_controller_notification where tenant_id = $1 and id > $2 and id <= $3";

    /// <summary>The id of the notification of a breach under an agreement: a UUID of version 8 (RFC 9562), whose first half is the breach's.</summary>
    public static Guid IdOf(Guid breach, Guid agreement)
    {
        Span<byte> id = stackalloc byte[16];
        HalfOf(breach, id);
        SHA256.HashData([.. breach.ToByteArray(bigEndian: true), .. agreement.ToByteArray(bigEndian: true)]).AsSpan(0, 8).CopyTo(id[8..]);
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true);
    }

    /// <summary>The range in which the ids of one breach lie: after the one, and up to the other.</summary>
    public static (Guid After, Guid UpTo) RangeOf(Guid breach)
    {
        Span<byte> id = stackalloc byte[16];
        HalfOf(breach, id);
        id[8..].Clear();
        var after = new Guid(id, bigEndian: true);
        id[8..].Fill(0xFF);
        return (after, new Guid(id, bigEndian: true));
    }

    /// <summary>
    /// Holds the controllers of a breach for the session's transaction, so that work on them and decisions about all of them follow one another. What is
    /// read afterwards is what whoever held them before has left.
    /// </summary>
    public static async Task HoldAsync(IDocumentSession session, Guid breach, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('breach.controllers ' || $1 || ' ' || $2, 0))", session.Connection);
        command.Parameters.AddWithValue(session.TenantId);
        command.Parameters.AddWithValue(breach);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// How many are concerned and not known to have been told, and one more for work on them that has not come to its end; they stay so until the session's
    /// transaction ends.
    /// </summary>
    public static async Task<int> NotToldAsync(IDocumentSession session, Guid breach, CancellationToken ct)
    {
        await HoldAsync(session, breach, ct);
        var untold = await CountAsync(session, breach, $"select count(*) {Within} and data ->> 'state' not in ('delivered', 'acknowledged', 'unaffected') and $4::jsonb is null", null, ct);
        await using var running = new NpgsqlCommand(
            "select count(*) from register.controller_run where tenant_id = $1 and breach_id = $2 and kind = any($3) and finished_at is null", session.Connection);
        running.Parameters.AddWithValue(session.TenantId);
        running.Parameters.AddWithValue(breach);
        running.Parameters.AddWithValue(new[] { nameof(RunKind.Select), nameof(RunKind.Notify) });
        return untold + (int)(long)(await running.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Decides to close a breach, by how many of its controllers have not been told then.</summary>
    public static async Task<IResult> DecideToClose(this IDocumentSession session, Guid breach, CloseBreach command, HttpContext http) =>
        await session.Decide(breach, command with { ControllersNotTold = await NotToldAsync(session, breach, http.RequestAborted) }, http);

    /// <summary>
    /// How many controllers a filing covers, and how many it leaves to notify by themselves: of one that opens a case those whom no filing covers, of
    /// another those whom it does not.
    /// </summary>
    public static async Task<(int Covered, int Uncovered)> CoverageAsync(IDocumentSession session, Guid breach, Filing filing, CancellationToken ct)
    {
        const string Concerned = $"{Within} and data ->> 'role' = 'processor' and data ->> 'state' <> 'unaffected'";
        var named = new JsonArray(new JsonObject { ["filing"] = filing.Reference.Value }).ToJsonString();
        return (await CountAsync(session, breach, $"select count(*) {Concerned} and data -> 'filings' @> $4", named, ct),
            await CountAsync(session, breach, $"select count(*) {Concerned} and not data -> 'filings' @> $4", filing.Opens ? "[{}]" : named, ct));
    }

    private static async Task<int> CountAsync(IDocumentSession session, Guid breach, string sql, string? json, CancellationToken ct)
    {
        var (after, upTo) = RangeOf(breach);
        await using var command = new NpgsqlCommand(sql, session.Connection);
        command.Parameters.AddWithValue(session.TenantId);
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(upTo);
        command.Parameters.Add(new() { Value = (object?)json ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb });
        return (int)(long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static void HalfOf(Guid breach, Span<byte> id)
    {
        SHA256.HashData(breach.ToByteArray(bigEndian: true)).AsSpan(0, 8).CopyTo(id);
        id[6] = (byte)(0x80 | (id[6] & 0x0F));
    }
}
