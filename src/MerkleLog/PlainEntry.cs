using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MerkleLog;

/// <summary>
/// Reads the bytes of an entry whose tenant and type are plain ASCII, by holding them against the one spelling there is. Any other entry, and all that
/// is none, is left to the parser of JSON.
/// </summary>
internal ref struct PlainEntry
{
    private const int InstantLength = 27;
    private const int HashLength = 44;
    private const int UuidLength = 36;

    private ReadOnlySpan<byte> rest;
    private bool isPlain;

    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Entry? entry)
    {
        var plain = new PlainEntry { rest = bytes, isPlain = true };
        var at = plain.Instant("{\"at\":\""u8);
        var commit = plain.Digest("\",\"commit\":\""u8);
        var head = plain.Digest("\",\"head\":\""u8);
        var id = plain.Uuid("\",\"id\":\""u8);
        var mac = plain.Digest("\",\"mac\":\""u8);
        var sequence = plain.Count("\",\"seq\":\""u8);
        var stream = plain.Uuid("\",\"stream\":\""u8);
        var tenant = plain.Text("\",\"tenant\":\""u8);
        var type = plain.Text("\",\"type\":\""u8);
        plain.Take("\",\"v\":\"ledger-entry/1"u8, 0);
        var version = plain.Count("\",\"ver\":\""u8);
        plain.isPlain &= plain.rest.SequenceEqual("\"}"u8);
        entry = plain.isPlain ? new Entry(tenant, stream, version, sequence, id, type, at, commit, head, mac) : null;
        return entry is not null;
    }

    /// <summary>Takes what must stand here, and so many bytes after it.</summary>
    private ReadOnlySpan<byte> Take(ReadOnlySpan<byte> expected, int length)
    {
        isPlain &= rest.StartsWith(expected) && rest.Length - expected.Length >= length;
        if (!isPlain)
            return default;
        var taken = rest.Slice(expected.Length, length);
        rest = rest[(expected.Length + length)..];
        return taken;
    }

    /// <summary>Takes what must stand here, and what follows up to the next quotation mark.</summary>
    private ReadOnlySpan<byte> TakeValue(ReadOnlySpan<byte> expected)
    {
        Take(expected, 0);
        var end = rest.IndexOf((byte)'"');
        isPlain &= end >= 0;
        return isPlain ? Take(default, end) : default;
    }

    private DateTimeOffset Instant(ReadOnlySpan<byte> expected)
    {
        isPlain &= CanonicalInstant.TryParse(Take(expected, InstantLength), out var instant);
        return instant;
    }

    private Hash Digest(ReadOnlySpan<byte> expected)
    {
        isPlain &= Hash.TryParse(Take(expected, HashLength), out var hash);
        return hash;
    }

    private Guid Uuid(ReadOnlySpan<byte> expected)
    {
        var text = Take(expected, UuidLength);
        isPlain &= !text.ContainsAnyInRange((byte)'A', (byte)'Z') & Utf8Parser.TryParse(text, out Guid id, out var length, 'D') & length == UuidLength;
        return id;
    }

    private long Count(ReadOnlySpan<byte> expected)
    {
        var text = TakeValue(expected);
        isPlain &= Utf8Parser.TryParse(text, out long count, out var length) && length == text.Length && char.IsAsciiDigit((char)text[0])
            && (text[0] != (byte)'0' || text.Length == 1);
        return count;
    }

    private string Text(ReadOnlySpan<byte> expected)
    {
        var text = TakeValue(expected);
        isPlain &= !text.ContainsAnyExceptInRange((byte)' ', (byte)'~') && !text.Contains((byte)'\\');
        return isPlain ? Encoding.ASCII.GetString(text) : "";
    }
}
