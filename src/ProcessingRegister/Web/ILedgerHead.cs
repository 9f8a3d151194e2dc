using ProcessingRegister.Decisions;

namespace ProcessingRegister.Web;

/// <summary>A checkpoint as a recipient of a document holds it.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">The tree size.</param>
/// <param name="Root">The root hash, base64.</param>
/// <param name="SignedAt">When it was signed (UTC).</param>
public sealed record HeldCheckpoint(string Origin, long Size, string Root, DateTimeOffset SignedAt);

/// <summary>
/// Tells the newest checkpoint of an organisation's log. What is given out of a register bears it, so that whoever has a copy can later show which
/// history it was taken from.
/// </summary>
public interface ILedgerHead
{
    /// <summary>The newest checkpoint; <c>null</c> while nothing is signed.</summary>
    Task<HeldCheckpoint?> OfAsync(string tenantId, CancellationToken ct);
}

/// <summary>The checkpoint on what is answered over HTTP.</summary>
public static class CheckpointHeader
{
    /// <summary>The header: origin, size and root, parted by spaces.</summary>
    public const string Name = "Ledger-Checkpoint";

    /// <summary>Says in the response which history it was taken from.</summary>
    public static async Task NameCheckpointAsync(this HttpContext http)
    {
        var head = await http.RequestServices.GetRequiredService<ILedgerHead>().OfAsync(http.TenantId(), http.RequestAborted);
        // A header holds ASCII only (RFC 9110 section 5.5); an origin in other letters stands in the checkpoint itself.
        if (head is not null && head.Origin.All(char.IsAscii))
            http.Response.Headers[Name] = $"{head.Origin} {head.Size} {head.Root}";
    }
}
