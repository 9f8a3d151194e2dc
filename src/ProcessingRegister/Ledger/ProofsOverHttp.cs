using System.Globalization;
using MerkleLog;
using Microsoft.AspNetCore.Mvc;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Ledger;

/// <summary>The proof that an event stands in the log (RFC 9162 section 2.1.3).</summary>
/// <param name="LeafIndex">The event's place in the log, from 0.</param>
/// <param name="TreeSize">The size that the proof is for.</param>
/// <param name="LeafHash">The hash of the entry as a leaf, base64.</param>
/// <param name="Entry">The entry, base64 (docs/ledger-format.md section 3).</param>
/// <param name="RootHash">The root hash of that size, base64.</param>
/// <param name="Proof">The inclusion path, the leaf's sibling first, base64.</param>
public sealed record Inclusion(long LeafIndex, long TreeSize, string LeafHash, string Entry, string RootHash, IReadOnlyList<string> Proof);

/// <summary>The proof that the log of one size continues that of another (RFC 9162 section 2.1.4).</summary>
/// <param name="OldSize">The smaller size.</param>
/// <param name="NewSize">The larger size.</param>
/// <param name="OldRoot">The root hash of the smaller size, base64.</param>
/// <param name="NewRoot">The root hash of the larger size, base64.</param>
/// <param name="Proof">The proof, base64; empty from size 0 and between equal sizes.</param>
public sealed record Consistency(long OldSize, long NewSize, string OldRoot, string NewRoot, IReadOnlyList<string> Proof);

/// <summary><c>GET /v1/{org}/ledger/inclusion</c>.</summary>
public static class GetInclusionProofEndpoint
{
    /// <summary>Proves that an event stands in the log, for the last signed size or an earlier one that contains it.</summary>
    [WolverineGet("/v1/{org}/ledger/inclusion", OperationId = "getInclusionProof"), Answers(200, typeof(Inclusion))]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor, Role.Admin)]
    public static async Task<IResult> Get([FromQuery(Name = "event")] string? eventId, string? size, SignedLogs logs, HttpContext http)
    {
        var faults = new List<Fault>();
        if (!Guid.TryParseExact(eventId, "D", out var id))
            faults.Add(new Fault("event", "must be the id of one event"));
        var asked = Sizes.Read("size", size, faults);
        if (faults.Count > 0)
            return Problems.Malformed(faults);
        if (await logs.FindAsync(http.TenantId(), id, http.RequestAborted) is not { } log || await logs.LeafAsync(log, id, http.RequestAborted) is not { } leaf)
            return Problems.Of(StatusCodes.Status404NotFound, "not-sealed", "There is no such event here, or it is not sealed yet.");
        var treeSize = asked ?? log.Size;
        if (treeSize <= leaf.Index || treeSize > log.Size)
            return Problems.Malformed(new Fault("size", "must be larger than the event's index in the log, and no larger than the last signed size"));
        var (proof, root) = await logs.ProveAsync(log, leaf, treeSize, http.RequestAborted);
        return Showing.Json(new Inclusion(leaf.Index, treeSize, leaf.Hash.ToString(), Convert.ToBase64String(leaf.Entry), root.ToString(), [.. proof.Hashes.Select(h => h.ToString())]));
    }
}

/// <summary>Between which sizes consistency is to be proven. A type of its own, because a parameter named after a word of C# has no adapter.</summary>
public sealed record ConsistencyQuestion
{
    /// <summary>The smaller size.</summary>
    [FromQuery(Name = "old")]
    public string? OldSize { get; set; }

    /// <summary>The larger size; the last signed one when absent.</summary>
    [FromQuery(Name = "new")]
    public string? NewSize { get; set; }
}

/// <summary><c>GET /v1/{org}/ledger/consistency</c>.</summary>
public static class GetConsistencyProofEndpoint
{
    /// <summary>Proves that the log of the size <c>new</c>, by default the last signed one, continues that of the size <c>old</c>.</summary>
    [WolverineGet("/v1/{org}/ledger/consistency", OperationId = "getConsistencyProof"), Answers(200, typeof(Consistency))]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor, Role.Admin)]
    public static async Task<IResult> Get([FromQuery] ConsistencyQuestion question, SignedLogs logs, HttpContext http)
    {
        var faults = new List<Fault>();
        var from = Sizes.Read("old", question.OldSize ?? "", faults);
        var to = Sizes.Read("new", question.NewSize, faults);
        if (faults.Count > 0)
            return Problems.Malformed(faults);
        if (await logs.FindAsync(http.TenantId(), http.RequestAborted) is not { } log)
            return SignedLogs.NoLog();
        to ??= log.Size;
        if (to > log.Size)
            return Problems.Malformed(new Fault("new", "must be no larger than the last signed size"));
        if (from > to)
            return Problems.Malformed(new Fault("old", "must be no larger than the new size"));
        var (proof, oldRoot, newRoot) = await logs.ProveAsync(log, from!.Value, to.Value, http.RequestAborted);
        return Showing.Json(new Consistency(from.Value, to.Value, oldRoot.ToString(), newRoot.ToString(), [.. proof.Hashes.Select(h => h.ToString())]));
    }
}

/// <summary>Tree sizes as clients write them.</summary>
internal static class Sizes
{
    /// <summary>A size, <c>null</c> when none was sent; a fault under the parameter's name where it is none.</summary>
    public static long? Read(string name, string? text, List<Fault> faults)
    {
        if (text is null)
            return null;
        // A parameter that is repeated arrives as one text with a comma, which is no number either.
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            return size;
        faults.Add(new Fault(name, "must be a tree size: a whole number from 0, given once"));
        return null;
    }
}
