using System.Buffers.Binary;
using System.Globalization;

namespace MerkleLog;

/// <summary>
/// A witness's statement, c2sp.org/tlog-cosignature (<c>cosignature/v1</c>): at this time, this was the largest tree of this log it had
/// seen, and consistent with all it had seen before.
/// </summary>
/// <param name="Witness">The key that signed.</param>
/// <param name="At">When, to the second.</param>
public sealed record Cosignature(VerifierKey Witness, DateTimeOffset At)
{
    /// <summary>The length of the time before the signature, in bytes.</summary>
    internal const int TimeLength = sizeof(ulong);

    /// <summary>The last second of the year 9999, the last that .NET can name.</summary>
    private static readonly long LatestTime = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>What is signed: two lines of its own and then the text of the checkpoint.</summary>
    internal static byte[] Message(string text, long time) =>
        Unicode.Utf8.GetBytes($"cosignature/v1\ntime {time.ToString(CultureInfo.InvariantCulture)}\n{text}");

    /// <summary>Reads the time from the front of a signature, in seconds since 1970.</summary>
    internal static bool TryReadTime(ReadOnlySpan<byte> signature, out long time)
    {
        time = 0;
        if (!BinaryPrimitives.TryReadUInt64BigEndian(signature, out var read) || read > (ulong)LatestTime)
            return false;
        time = (long)read;
        return true;
    }
}
