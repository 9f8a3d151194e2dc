using System.Collections.Immutable;
using TransparencyReport.Counting;
using TransparencyReport.Formats;
using TransparencyReport.Periods;

namespace TransparencyReport.Editions;

/// <summary>For whom an edition is.</summary>
public enum Profile
{
    /// <summary>For everybody: small numbers are hidden.</summary>
    Public,

    /// <summary>The figures of Annex I to Implementing Regulation (EU) 2024/2835, which hides nothing.</summary>
    Dsa,

    /// <summary>The restricted series alone, in statutory bands.</summary>
    UsNsl,

    /// <summary>For one customer: what concerns it, nothing hidden.</summary>
    Customer,
}

/// <summary>Up to where the event store was read.</summary>
/// <param name="Position">The last position that counts.</param>
/// <param name="RecordedAt">When that was recorded.</param>
/// <param name="StreamHash">What binds the events up to there: the root hash of the ledger, say.</param>
public sealed record Cutoff(long Position, DateTimeOffset RecordedAt, string StreamHash);

/// <summary>A table, and whether it is shown. Every table is named in every edition, shown or not.</summary>
/// <param name="Span">The days it is about.</param>
/// <param name="Axes">Its axes.</param>
/// <param name="IsPublished">Whether it is shown; if not, its numbers stand in the coarser tables only.</param>
public sealed record TableState(Span Span, AxisSet Axes, bool IsPublished);

/// <summary>The flow of a quarter: what was open, and came, less what was closed, is open.</summary>
/// <param name="OpenStart">Open when it began.</param>
/// <param name="Received">Received in it.</param>
/// <param name="Reopened">Reopened in it.</param>
/// <param name="Closed">Closures in it.</param>
/// <param name="OpenEnd">Open when it ended.</param>
public sealed record Balance(long OpenStart, long Received, long Reopened, long Closed, long OpenEnd);

/// <summary>A cell that says something else than in the edition before.</summary>
/// <param name="Cell">Which.</param>
/// <param name="Kinds">Why, from what was recorded since; of hidden cells the kinds of their whole table, since their own would tell in which direction they went.</param>
/// <param name="PreviousValue">What it said, empty where that was not public.</param>
/// <param name="Reason">A sentence.</param>
/// <param name="Date">The day of the edition's cut-off.</param>
public sealed record Revision(CellKey Cell, ImmutableArray<RevisionKind> Kinds, string PreviousValue, string Reason, DateOnly Date)
{
    /// <summary>Whether two are about the same and say the same.</summary>
    public bool Equals(Revision? other) => other is not null && Cell == other.Cell && Kinds.SequenceEqual(other.Kinds)
        && PreviousValue == other.PreviousValue && Reason == other.Reason && Date == other.Date;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Cell, PreviousValue, Date);
}

/// <summary>What was hidden, and that it stays hidden.</summary>
/// <param name="K">The smallest number shown.</param>
/// <param name="Primary">How many cells are hidden since they are small.</param>
/// <param name="Complementary">How many are hidden since others could be computed from them.</param>
/// <param name="RolledUp">How many tables were given up.</param>
/// <param name="ExposedElsewhere">How many hidden cells another profile for everybody narrows: 0, since such profiles have no request in common, or none is made.</param>
public sealed record SuppressionSummary(int K, int Primary, int Complementary, int RolledUp, int ExposedElsewhere);

/// <summary>An edition of the report. It is never changed; a later one supersedes it.</summary>
public sealed record Edition
{
    private (ImmutableArray<Cell> Of, Dictionary<CellKey, Cell> Cells) index;

    /// <summary>Its name.</summary>
    public required EditionId Id { get; init; }

    /// <summary>The edition that it supersedes.</summary>
    public required EditionId? Supersedes { get; init; }

    /// <summary>For whom it is.</summary>
    public required Profile Profile { get; init; }

    /// <summary>The zone whose days its quarter is made of.</summary>
    public required string Zone { get; init; }

    /// <summary>Up to where the event store was read.</summary>
    public required Cutoff Cutoff { get; init; }

    /// <summary>The version of the policy; after a plus sign each profile that stands apart, whose facts are in no number here.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>The profiles that stand apart.</summary>
    public IEnumerable<Profile> Apart => PolicyVersion.Split('+').Skip(1).Select(Terms.ProfileOf);

    /// <summary>The version of the code lists.</summary>
    public required string CodeListVersion { get; init; }

    /// <summary>The codes of countries that occur, with their English and Norwegian names in that version.</summary>
    public required ImmutableSortedDictionary<string, (string English, string Norwegian)> CountryNames { get; init; }

    /// <summary>Every table of requests.</summary>
    public required ImmutableArray<TableState> Tables { get; init; }

    /// <summary>Every cell, in the order of its key.</summary>
    public required ImmutableArray<Cell> Cells { get; init; }

    /// <summary>The flow of the quarter; none in a profile without it.</summary>
    public required ImmutableArray<Balance> Balances { get; init; }

    /// <summary>What changed since the edition that it supersedes.</summary>
    public required ImmutableArray<Revision> Revisions { get; init; }

    /// <summary>What was hidden; <c>null</c> in a profile that hides nothing.</summary>
    public required SuppressionSummary? Suppression { get; init; }

    /// <summary>The cell of a key; <c>null</c> if there is none.</summary>
    public Cell? this[CellKey key] => ByKey.GetValueOrDefault(key);

    /// <summary>Cells by their keys, made when first asked for; a copy with other cells makes its own.</summary>
    internal Dictionary<CellKey, Cell> ByKey
    {
        get
        {
            if (index.Of != Cells)
                index = (Cells, Cells.ToDictionary(cell => cell.Key));
            return index.Cells;
        }
    }
}
