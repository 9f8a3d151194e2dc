using System.Security.Cryptography;
using MerkleLog;
using Microsoft.AspNetCore.Authorization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Ledger;

/// <summary><c>GET /ledger/{org}/checkpoint</c>.</summary>
public static class GetCheckpointEndpoint
{
    /// <summary>Shows the newest checkpoint of the organisation's log, with the cosignatures of witnesses (c2sp.org/tlog-checkpoint).</summary>
    [WolverineGet("/ledger/{org}/checkpoint", OperationId = "getCheckpoint"), AllowAnonymous, Answers(200, MediaType = "text/plain"), Answers(304)]
    public static async Task<IResult> Get(SignedLogs logs, HttpContext http)
    {
        if (await logs.FindAsync(http.TenantId(), http.RequestAborted) is not { } log)
            return SignedLogs.NoLog();
        var note = log.Checkpoint.ToBytes();
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(note))}\"";
        (http.Response.Headers.ETag, http.Response.Headers.CacheControl) = (tag, "no-cache");
        return http.Request.NotModifiedSince(tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(note, "text/plain; charset=utf-8");
    }
}

/// <summary><c>GET /ledger/{org}/tile/{L}/{N}[.p/W]</c>.</summary>
public static class GetTileEndpoint
{
    /// <summary>Shows a tile of hashes of the signed tree (c2sp.org/tlog-tiles): <c>{L}/{N}</c>, or <c>{L}/{N}.p/{W}</c> for a partial one.</summary>
    [WolverineGet("/ledger/{org}/tile/{**place}", OperationId = "getTile"), AllowAnonymous, Answers(200, MediaType = "application/octet-stream")]
    public static async Task<IResult> Get(string place, SignedLogs logs, HttpContext http)
    {
        // What is not the one spelling of a tile's place is the address of nothing.
        if (!Tile.TryParsePath($"tile/{place}", out var tile))
            return Problems.NotFound();
        if (await logs.FindAsync(http.TenantId(), http.RequestAborted) is not { } log || !log.Has(tile))
            return Problems.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(await logs.TileAsync(log, tile, http.RequestAborted), "application/octet-stream");
    }
}

/// <summary><c>GET /ledger/{org}/tile/entries/{N}[.p/W]</c>.</summary>
public static class GetEntryBundleEndpoint
{
    /// <summary>Shows the entries behind a tile of level 0 (c2sp.org/tlog-tiles): <c>{N}</c>, or <c>{N}.p/{W}</c> for a partial bundle.</summary>
    [WolverineGet("/ledger/{org}/tile/entries/{**place}", OperationId = "getEntryBundle"), AllowedTo(Role.Auditor, Role.Dpo), Answers(200, MediaType = "application/octet-stream")]
    public static async Task<IResult> Get(string place, SignedLogs logs, HttpContext http)
    {
        if (!EntryBundle.TryParsePath($"tile/entries/{place}", out var index, out var width))
            return Problems.NotFound();
        var tile = new Tile(0, index, width);
        if (await logs.FindAsync(http.TenantId(), http.RequestAborted) is not { } log || !log.Has(tile))
            return Problems.NotFound();
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Bytes(await logs.EntriesAsync(log, tile, withhold: !ClosedDrawer.MayKnow(http), http.RequestAborted), "application/octet-stream");
    }
}
