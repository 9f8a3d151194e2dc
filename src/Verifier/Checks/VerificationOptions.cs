using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using MerkleLog;

namespace Verifier.Checks;

/// <summary>What the verifying party knows and trusts, none of it from the ledger. What is left out leaves its check unmade.</summary>
public sealed record VerificationOptions
{
    /// <summary>The keys of the log, as they were received from elsewhere than the log.</summary>
    public ImmutableArray<VerifierKey> LogKeys { get; init; } = [];

    /// <summary>The witnesses that are trusted.</summary>
    public ImmutableArray<VerifierKey> Witnesses { get; init; } = [];

    /// <summary>How many of the witnesses must have cosigned the latest checkpoint.</summary>
    public int Quorum { get; init; }

    /// <summary>Checkpoints of the log that were kept elsewhere.</summary>
    public ImmutableArray<Checkpoint> Known { get; init; } = [];

    /// <summary>The keys under which the application makes or made its origin codes.</summary>
    public ImmutableArray<byte[]> OriginKeys { get; init; } = [];

    /// <summary>The root certificates of the timestamp authorities that are trusted.</summary>
    public ImmutableArray<X509Certificate2> TimestampRoots { get; init; } = [];

    /// <summary>The keys of the log in which checkpoints are anchored.</summary>
    public ImmutableArray<VerifierKey> AnchorLogKeys { get; init; } = [];

    /// <summary>Whose log it is to be; null takes the tenant that the ledger names.</summary>
    public string? Tenant { get; init; }

    /// <summary>How far the time of an entry may lie outside its timestamps, beside the merge delay.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Where sorted runs are put while they do not fit in memory; nothing stays there.</summary>
    public string TemporaryDirectory { get; init; } = Path.GetTempPath();
}
