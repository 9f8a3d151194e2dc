using System.Globalization;
using MerkleLog;
using Microsoft.AspNetCore.Authorization;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Ledger;

/// <summary>A key under which the log signs.</summary>
/// <param name="Vkey">The public key as a vkey (c2sp.org/signed-note): name, key id, key.</param>
/// <param name="From">Since when it signs (UTC).</param>
/// <param name="Until">Until when it did; <c>null</c> where it still does.</param>
public sealed record LogKey(string Vkey, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A checkpoint that was signed.</summary>
/// <param name="Size">The tree size.</param>
/// <param name="RootHash">The root hash, base64.</param>
/// <param name="SignedAt">When it was signed (UTC).</param>
/// <param name="Note">The signed note, word for word.</param>
public sealed record SignedSize(long Size, string RootHash, DateTimeOffset SignedAt, string Note);

/// <summary>What somebody else attested of a checkpoint.</summary>
/// <param name="Size">The size of that checkpoint.</param>
/// <param name="Kind">What kind of attestation: <c>witness</c>, <c>tsa</c>, <c>anchor-log</c>.</param>
/// <param name="Name">Who attested.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Evidence">The cosignature line, the timestamp token or the proof, base64.</param>
public sealed record AnchorItem(long Size, string Kind, string Name, DateTimeOffset At, string Evidence);

/// <summary><c>GET /v1/{org}/ledger/keys</c>.</summary>
public static class ListLogKeysEndpoint
{
    /// <summary>Lists the public keys under which the log signs or signed.</summary>
    [WolverineGet("/v1/{org}/ledger/keys", OperationId = "listLogKeys"), Answers(200, typeof(Page<LogKey>))]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor, Role.Admin)]
    public static Task<IResult> Get(LedgerLists lists, HttpContext http) => lists.KeysAsync(http);
}

/// <summary><c>GET /ledger/{org}/keys</c>.</summary>
public static class ListPublicKeysEndpoint
{
    /// <summary>Lists the public keys under which the log signs or signed, for everybody: what checks the public checkpoint is public.</summary>
    [WolverineGet("/ledger/{org}/keys", OperationId = "listPublicKeys"), AllowAnonymous, Answers(200, typeof(Page<LogKey>))]
    public static Task<IResult> Get(LedgerLists lists, HttpContext http) => lists.KeysAsync(http);
}

/// <summary><c>GET /v1/{org}/ledger/checkpoints</c>.</summary>
public static class ListCheckpointsEndpoint
{
    /// <summary>Lists every checkpoint that was signed, by size.</summary>
    [WolverineGet("/v1/{org}/ledger/checkpoints", OperationId = "listCheckpoints"), Lists(typeof(SignedSize), FromAnyView = false, Cursor = "after")]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor, Role.Admin)]
    public static Task<IResult> Get(string? after, LedgerLists lists, HttpContext http) => lists.CheckpointsAsync(after, http);
}

/// <summary><c>GET /v1/{org}/ledger/anchors</c>.</summary>
public static class ListAnchorsEndpoint
{
    /// <summary>Lists what witnesses, timestamp authorities and other logs attested of checkpoints, by size.</summary>
    [WolverineGet("/v1/{org}/ledger/anchors", OperationId = "listAnchors"), Lists(typeof(AnchorItem), FromAnyView = false, Cursor = "after")]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor, Role.Admin)]
    public static Task<IResult> Get(string? after, LedgerLists lists, HttpContext http) => lists.AnchorsAsync(after, http);
}

/// <summary>Lists what belongs to the organisation's newest log.</summary>
public sealed class LedgerLists(SignedLogs logs, NpgsqlDataSource database)
{
    /// <summary>The keys under the log's origin.</summary>
    public async Task<IResult> KeysAsync(HttpContext http) =>
        await logs.FindAsync(http.TenantId(), http.RequestAborted) is not { } log ? SignedLogs.NoLog()
        : Showing.Json(new Page<LogKey>([.. await KeysAsync(log.Origin, http.RequestAborted)], null));

    /// <summary>The keys that sign for all logs, under the name of one.</summary>
    public async Task<IReadOnlyList<LogKey>> KeysAsync(string origin, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select public_key, active_from, active_until from ledger.signing_key order by active_from, public_key");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var keys = new List<LogKey>();
        while (await reader.ReadAsync(ct))
        {
            keys.Add(new LogKey(new VerifierKey(origin, SignatureType.Ed25519, reader.GetFieldValue<byte[]>(0)).ToString(),
                reader.GetFieldValue<DateTimeOffset>(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2)));
        }

        return keys;
    }

    /// <summary>A page of checkpoints, behind a size.</summary>
    public async Task<IResult> CheckpointsAsync(string? after, HttpContext http)
    {
        if (Showing.Range(http, out _, out var limit) is { } malformed)
            return malformed;
        var faults = new List<Fault>();
        if ((Sizes.Read("after", after, faults), faults.Count) is not (var size, 0))
            return Problems.Malformed(faults);
        if (await logs.FindAsync(http.TenantId(), http.RequestAborted) is not { } log)
            return SignedLogs.NoLog();
        await using var command = database.CreateCommand("select size, root, signed_at, note from ledger.checkpoint where log_id = $1 and size > $2 order by size limit $3");
        command.Parameters.AddWithValue(log.Id);
        command.Parameters.AddWithValue(size ?? -1);
        command.Parameters.AddWithValue(limit + 1);
        await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
        var items = new List<SignedSize>();
        while (await reader.ReadAsync(http.RequestAborted))
            items.Add(new SignedSize(reader.GetInt64(0), Convert.ToBase64String(reader.GetFieldValue<byte[]>(1)), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3)));
        return items.Count <= limit ? Showing.PageOf(http, items, null, "after")
            : Showing.PageOf(http, items[..limit], items[limit - 1].Size.ToString(CultureInfo.InvariantCulture), "after");
    }

    /// <summary>A page of anchors, behind a place that an earlier page gave.</summary>
    public async Task<IResult> AnchorsAsync(string? after, HttpContext http)
    {
        if (Showing.Range(http, out _, out var limit) is { } malformed)
            return malformed;
        if (!TryPlace(after, out var size, out var kind, out var name))
            return Problems.Malformed(new Fault("after", "must be a place that an earlier page gave"));
        if (await logs.FindAsync(http.TenantId(), http.RequestAborted) is not { } log)
            return SignedLogs.NoLog();
        await using var command = database.CreateCommand(
            "select size, kind, name, at, evidence from ledger.anchor where log_id = $1 and (size, kind, name) > ($2, $3, $4) order by size, kind, name limit $5");
        foreach (var value in new object[] { log.Id, size, kind, name, limit + 1 })
            command.Parameters.AddWithValue(value);
        await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
        var items = new List<AnchorItem>();
        while (await reader.ReadAsync(http.RequestAborted))
        {
            items.Add(new AnchorItem(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3),
                Convert.ToBase64String(reader.GetFieldValue<byte[]>(4))));
        }

        return items.Count <= limit ? Showing.PageOf(http, items, null, "after")
            : Showing.PageOf(http, items[..limit], $"{items[limit - 1].Size}_{items[limit - 1].Kind}_{items[limit - 1].Name}", "after");
    }

    // The name comes last, since it alone may hold the separator.
    private static bool TryPlace(string? after, out long size, out string kind, out string name)
    {
        (size, kind, name) = (-1, "", "");
        if (after is null)
            return true;
        if (after.Split('_', 3) is not [var first, var second, var third] || !long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out size))
            return false;
        (kind, name) = (second, third);
        return true;
    }
}
