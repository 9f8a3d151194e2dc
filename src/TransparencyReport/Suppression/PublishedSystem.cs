namespace TransparencyReport.Suppression;

/// <summary>How a cell is shown, and so what a reader knows of it before any arithmetic.</summary>
public enum Showing
{
    /// <summary>Its number is shown.</summary>
    Shown,

    /// <summary>It is hidden since it is small: a reader knows that it is 1 to k - 1, and may learn no more.</summary>
    Small,

    /// <summary>It is hidden to protect others: a reader knows that it is 0, or k and more.</summary>
    Withheld,

    /// <summary>It is hidden with the small number of requests in its row: a reader knows that it is not negative, and may not learn it to within k - 1 (or the whole, if that is less).</summary>
    Accompanying,

    /// <summary>It is hidden with a withheld number of requests in its row.</summary>
    AccompanyingWithheld,
}

/// <summary>A number that is published, shown or hidden.</summary>
public sealed class PublishedCell
{
    /// <summary>Its name: ties are broken by it.</summary>
    public required string Key { get; init; }

    /// <summary>How it is shown.</summary>
    public Showing Showing { get; set; }

    /// <summary>The number; <c>null</c> where it is hidden in an edition of which only the public part is at hand.</summary>
    public long? Value { get; init; }

    /// <summary>The threshold by which it was hidden or not.</summary>
    public required int K { get; init; }

    /// <summary>Whether it may still be withheld to protect others.</summary>
    public bool MayBeWithheld { get; init; }

    /// <summary>Whether it was withheld in the edition before: patterns that flip leak.</summary>
    public bool WasWithheld { get; init; }

    /// <summary>The table that it is given up with; <c>null</c> where it cannot be given up any more.</summary>
    public string? Table { get; init; }

    /// <summary>The whole that it is a part of, where that is shown: no part of a small whole can be uncertain by more.</summary>
    public long? Whole { get; init; }

    /// <summary>Of a number hidden with its row, by how much the most that it can be must exceed the least.</summary>
    public long Width => Math.Min(K - 1, Whole ?? long.MaxValue);

    /// <summary>The other numbers of its row, which are hidden with it.</summary>
    public List<int> Companions { get; } = [];

    /// <summary>Whether it is hidden.</summary>
    public bool IsHidden => Showing != Showing.Shown;

    /// <summary>Whether the gate has something to protect in it.</summary>
    public bool IsProtected => Showing is Showing.Small or Showing.Accompanying;
}

/// <summary>Something that a reader knows: the sum of cells with their signs, and a constant, is 0, or is not negative.</summary>
/// <param name="Cells">The cells.</param>
/// <param name="Signs">1 or -1 for each.</param>
/// <param name="Constant">What is added.</param>
/// <param name="IsEquation">Whether it is 0.</param>
public sealed record Relation(int[] Cells, int[] Signs, long Constant, bool IsEquation);

/// <summary>Everything that a reader of all published tables knows of them.</summary>
public sealed class PublishedSystem
{
    private readonly List<PublishedCell> cells = [];
    private readonly List<Relation> relations = [];
    private readonly List<List<int>> relationsOf = [];

    /// <summary>The cells.</summary>
    public IReadOnlyList<PublishedCell> Cells => cells;

    /// <summary>The relations among them.</summary>
    public IReadOnlyList<Relation> Relations => relations;

    /// <summary>A number that no hidden cell can exceed in any reading that matters: a search needs one.</summary>
    public long Ceiling => (2 * cells.Where(cell => !cell.IsHidden).Max(cell => cell.Value ?? 0)) + 100;

    /// <summary>Adds a cell.</summary>
    /// <returns>Its index.</returns>
    public int Add(PublishedCell cell)
    {
        if (!cell.IsHidden && cell.Value is null)
            throw new ArgumentException("A cell that is shown has a number.", nameof(cell));
        cells.Add(cell);
        relationsOf.Add([]);
        return cells.Count - 1;
    }

    /// <summary>A whole is the sum of its parts.</summary>
    public void Sum(int whole, IReadOnlyCollection<int> parts) => Relate([whole, .. parts], [1, .. parts.Select(_ => -1)], 0, true);

    /// <summary>A whole is at most the sum of its parts, and at least each: those counted may stand in several parts.</summary>
    public void Union(int whole, IReadOnlyCollection<int> parts)
    {
        Relate([whole, .. parts], [-1, .. parts.Select(_ => 1)], 0, false);
        foreach (var part in parts)
            AtLeast(whole, part);
    }

    /// <summary>A whole is at least the sum of some of its parts.</summary>
    public void AtLeastSum(int whole, IReadOnlyCollection<int> parts) => Relate([whole, .. parts], [1, .. parts.Select(_ => -1)], 0, false);

    /// <summary>One cell is at least another.</summary>
    public void AtLeast(int greater, int lesser) => Relate([greater, lesser], [1, -1], 0, false);

    /// <summary>Two cells have the same number.</summary>
    public void Same(int one, int other) => Relate([one, other], [1, -1], 0, true);

    /// <summary>The relations that a cell stands in.</summary>
    public IReadOnlyList<int> Of(int cell) => relationsOf[cell];

    /// <summary>Withholds a cell to protect others, and with it the rest of its row.</summary>
    /// <returns>All that is hidden now and was not.</returns>
    public IReadOnlyList<int> Withhold(int cell)
    {
        List<int> hidden = [cell];
        cells[cell].Showing = Showing.Withheld;
        foreach (var companion in cells[cell].Companions.Where(companion => !cells[companion].IsHidden))
        {
            cells[companion].Showing = Showing.AccompanyingWithheld;
            hidden.Add(companion);
        }

        return hidden;
    }

    private void Relate(int[] of, int[] signs, long constant, bool isEquation)
    {
        foreach (var cell in of)
            relationsOf[cell].Add(relations.Count);
        relations.Add(new(of, signs, constant, isEquation));
    }
}
