using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MerkleLog;
using Verifier.Checks;
using Verifier.Sources;

namespace Verifier.Command;

/// <summary>Reads what the auditor knows and trusts: keys, checkpoints, certificates.</summary>
internal static class TrustArguments
{
    private const int MaximumFile = 1024 * 1024;

    /// <summary>Keys given as vkeys, or as files of vkeys with one on each line.</summary>
    public static ImmutableArray<VerifierKey> Keys(Arguments arguments, string option) =>
        [.. arguments.All(option).SelectMany(text => VerifierKey.TryParse(text, out var key) ? [key] : KeysIn(option, text)).Distinct()];

    /// <summary>Everything that the checks are told.</summary>
    public static VerificationOptions Options(Arguments arguments)
    {
        var keys = Keys(arguments, "--key");
        var witnesses = Keys(arguments, "--witness");
        var quorum = arguments.Number("--quorum", witnesses.Length);
        // The policy knows best what fits together; a log key of any kind is only there to be able to ask.
        Policy(keys.IsEmpty ? [SigningKey.Generate("none", SignatureType.Ed25519).VerifierKey] : keys, witnesses, quorum);
        return new VerificationOptions
        {
            LogKeys = keys,
            Witnesses = witnesses,
            Quorum = quorum,
            Known = [.. arguments.All("--known").Select(file => Known(file, keys))],
            OriginKeys = arguments.Last("--origin-key") is { } file ? OriginKeys(file) : [],
            TimestampRoots = [.. arguments.All("--tsa-certificate").SelectMany(Certificates)],
            AnchorLogKeys = Keys(arguments, "--anchor-key"),
            Tenant = arguments.Last("--tenant"),
            Tolerance = TimeSpan.FromMinutes(arguments.Number("--tolerance", 10)),
        };
    }

    /// <summary>Whom to trust for a checkpoint.</summary>
    /// <exception cref="UsageException">The keys do not fit together.</exception>
    public static CheckpointPolicy Policy(ImmutableArray<VerifierKey> keys, ImmutableArray<VerifierKey> witnesses, int quorum)
    {
        try
        {
            return new CheckpointPolicy(keys, witnesses, quorum);
        }
        catch (ArgumentException mismatch)
        {
            throw new UsageException(mismatch.Message);
        }
    }

    /// <summary>The bytes of a file that the auditor named.</summary>
    /// <exception cref="UsageException">It is not there, or too long to be what it should be.</exception>
    public static byte[] Bytes(string option, string file)
    {
        try
        {
            return BoundedFile.Read(file, MaximumFile) ?? throw new UsageException($"{option}: there is no file {file}.");
        }
        catch (LedgerUnreadableException tooLong)
        {
            throw new UsageException($"{option}: {tooLong.Message}");
        }
    }

    private static IEnumerable<VerifierKey> KeysIn(string option, string file)
    {
        var lines = System.Text.Encoding.UTF8.GetString(Bytes(option, file)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0
            ? throw new UsageException($"{option}: {file} is empty.")
            : lines.Select(line => VerifierKey.TryParse(line, out var key) ? key : throw new UsageException($"{option}: {file} holds a line that is not a vkey."));
    }

    private static Checkpoint Known(string file, ImmutableArray<VerifierKey> keys)
    {
        if (!SignedNote.TryParse(Bytes("--known", file), out var note) || !Checkpoint.TryParse(note.Text, out var checkpoint))
            throw new UsageException($"--known: {file} is not a checkpoint.");
        if (!keys.IsEmpty && new CheckpointPolicy(keys).Verify(note) is { IsAccepted: false } verdict)
            throw new UsageException($"--known: {file}: {CheckpointCheck.Sentence(verdict.Fault)}.");
        return checkpoint;
    }

    // One in a line, as the service keeps them.
    private static ImmutableArray<byte[]> OriginKeys(string file) =>
        [.. System.Text.Encoding.UTF8.GetString(Bytes("--origin-key", file)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => OriginKey(file, line))];

    private static byte[] OriginKey(string file, string line)
    {
        var key = new byte[line.Length];
        return Convert.TryFromBase64String(line, key, out var length) && length >= Commitment.MinimumKeyLength
            ? key[..length]
            : throw new UsageException($"--origin-key: {file} does not hold at least {Commitment.MinimumKeyLength} bytes in Base64.");
    }

    private static X509Certificate2Collection Certificates(string file)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(System.Text.Encoding.UTF8.GetString(Bytes("--tsa-certificate", file)));
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }
        return certificates.Count > 0 ? certificates : throw new UsageException($"--tsa-certificate: {file} holds no certificate in PEM.");
    }
}
