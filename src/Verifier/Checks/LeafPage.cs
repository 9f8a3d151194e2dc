using MerkleLog;

namespace Verifier.Checks;

/// <summary>Up to 256 leaves with what could be read of them.</summary>
/// <param name="Page">The number of the tile of level 0.</param>
/// <param name="Width">How many leaves there are.</param>
/// <param name="Entries">The entries, null where the bytes are not one; null altogether where the bundle cannot be read.</param>
/// <param name="Doubtful">Which entries are not the leaves that the tile of level 0 has; null where all are.</param>
/// <param name="Withheld">Which entries are withheld, so that only their hashes are there; null where none is.</param>
internal sealed record LeafPage(long Page, int Width, Entry?[]? Entries, bool[]? Doubtful, bool[]? Withheld)
{
    /// <summary>The first leaf index.</summary>
    public long First => Page * Tile.FullWidth;

    /// <summary>Whether an entry is not the leaf that its tile has.</summary>
    public bool IsDoubtful(int place) => Doubtful?[place] ?? false;

    /// <summary>Whether an entry is withheld.</summary>
    public bool IsWithheld(int place) => Withheld?[place] ?? false;
}
