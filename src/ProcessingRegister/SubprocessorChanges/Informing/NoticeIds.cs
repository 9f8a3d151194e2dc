using System.Security.Cryptography;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>Ids that follow from what they name, so that work which is done twice names the same: UUIDs of version 8 (RFC 9562).</summary>
public static class NoticeIds
{
    /// <summary>The id of the record of a change under an agreement; its first half is the change's.</summary>
    public static Guid Of(Guid change, Guid agreement)
    {
        Span<byte> id = stackalloc byte[16];
        HalfOf(change, id);
        SHA256.HashData([.. change.ToByteArray(bigEndian: true), .. agreement.ToByteArray(bigEndian: true)]).AsSpan(0, 8).CopyTo(id[8..]);
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true);
    }

    /// <summary>The range in which the ids of one change lie: after the one, and up to the other.</summary>
    public static (Guid After, Guid UpTo) RangeOf(Guid change)
    {
        Span<byte> id = stackalloc byte[16];
        HalfOf(change, id);
        id[8..].Clear();
        var after = new Guid(id, bigEndian: true);
        id[8..].Fill(0xFF);
        return (after, new Guid(id, bigEndian: true));
    }

    /// <summary>The id of the notice that a record orders by a channel.</summary>
    public static Guid ByChannel(Guid record, NoticeChannel channel) => Within(record, (byte)channel);

    /// <summary>The id of what was sent by other means.</summary>
    public static Guid Elsewhere(Guid record) => Within(record, 0xFF);

    private static Guid Within(Guid record, byte which)
    {
        Span<byte> id = stackalloc byte[16];
        SHA256.HashData([.. record.ToByteArray(bigEndian: true), which]).AsSpan(0, 16).CopyTo(id);
        id[6] = (byte)(0x80 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true);
    }

    private static void HalfOf(Guid change, Span<byte> id)
    {
        SHA256.HashData(change.ToByteArray(bigEndian: true)).AsSpan(0, 8).CopyTo(id);
        id[6] = (byte)(0x80 | (id[6] & 0x0F));
    }
}
