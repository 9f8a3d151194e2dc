using System.Buffers.Binary;
using MerkleLog;

namespace Verifier.Checks;

/// <summary>That something was met at a leaf.</summary>
/// <param name="Key">What: an id, or a number.</param>
/// <param name="Detail">What is to be known of it; equal keys are sorted by this after the leaf.</param>
/// <param name="LeafIndex">Where.</param>
internal readonly record struct Sighting(UInt128 Key, long LeafIndex, long Detail) : IComparable<Sighting>
{
    public int CompareTo(Sighting other)
    {
        var byKey = Key.CompareTo(other.Key);
        return byKey != 0 ? byKey : LeafIndex != other.LeafIndex ? LeafIndex.CompareTo(other.LeafIndex) : Detail.CompareTo(other.Detail);
    }

    /// <summary>An id as a key, in the order of its text.</summary>
    public static UInt128 KeyOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>The id that a key was made of.</summary>
    public static Guid IdOf(UInt128 key)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key);
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>What was met of a personal value or of a redacted event, in the order in which it is judged.</summary>
internal enum Side : byte
{
    /// <summary>A sealed event says that it was erased.</summary>
    Erasure,

    /// <summary>It is there.</summary>
    Value,

    /// <summary>An event refers to it, or is the one that opens nothing.</summary>
    Reference,
}

/// <summary>One side of a personal value or of a redacted event.</summary>
/// <param name="Key">The value's id, or the event's.</param>
/// <param name="Side">Which side.</param>
/// <param name="LeafIndex">The event that refers to it or erases it.</param>
/// <param name="Digest">Place and commitment in one hash: equal where the value opens the commitment at this very place.</param>
internal readonly record struct ErasureSighting(UInt128 Key, Side Side, long LeafIndex, Hash Digest) : IComparable<ErasureSighting>
{
    public int CompareTo(ErasureSighting other)
    {
        var byKey = Key.CompareTo(other.Key);
        return byKey != 0 ? byKey : Side != other.Side ? Side.CompareTo(other.Side) : LeafIndex.CompareTo(other.LeafIndex);
    }
}
