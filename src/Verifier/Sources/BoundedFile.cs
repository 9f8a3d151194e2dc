using System.Runtime.CompilerServices;

namespace Verifier.Sources;

/// <summary>Reads files that somebody else made: never more of them at once than a limit, so that no size can exhaust the memory.</summary>
internal static class BoundedFile
{
    /// <summary>The longest line of JSON, in bytes. PostgreSQL can hold more in one value; no event of ours comes near.</summary>
    public const int MaximumLine = 16 * 1024 * 1024;

    /// <summary>
    /// The bytes of a file; null where there is none. The read is not asynchronous: the files are short and local, and starting an asynchronous read
    /// costs more than the read.
    /// </summary>
    /// <exception cref="LedgerUnreadableException">It is longer than the limit.</exception>
    public static byte[]? Read(string path, long limit)
    {
        if (!File.Exists(path))
            return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var length = file.Length;
        if (length > limit)
            throw new LedgerUnreadableException($"{Path.GetFileName(path)} has {length} bytes; {limit} is the most that is read.");
        var bytes = new byte[length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The lines of a file without their ends, none where there is no file. Each is valid until the next is asked for.</summary>
    /// <exception cref="LedgerUnreadableException">A line is longer than <see cref="MaximumLine"/>.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            yield break;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var buffer = new byte[64 * 1024];
        var (start, end) = (0, 0);
        while (true)
        {
            // Invariant: what lies from start to end was read and not yet answered.
            var newline = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                yield return buffer.AsMemory(start, newline);
                start += newline + 1;
                continue;
            }
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                if (end >= MaximumLine)
                    throw new LedgerUnreadableException($"{Path.GetFileName(path)} has a line of more than {MaximumLine} bytes.");
                Array.Resize(ref buffer, end * 2);
            }
            var read = await file.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read == 0)
                break;
            end += read;
        }
        if (end > 0)
            yield return buffer.AsMemory(0, end);
    }
}
