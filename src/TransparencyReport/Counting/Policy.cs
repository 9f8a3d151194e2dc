using System.Collections.Immutable;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Formats;

namespace TransparencyReport.Counting;

/// <summary>A table of requests that the report shows while its numbers allow it.</summary>
/// <param name="Axes">Its axes.</param>
/// <param name="WithPeople">Whether it also counts accounts and customers, and tells how long requests took.</param>
public readonly record struct TableShape(AxisSet Axes, bool WithPeople = false)
{
    /// <summary>Whether it concerns the whole only, with outcomes at most: such a table is always shown exactly.</summary>
    public bool IsOfTheWhole => (Axes & ~(AxisSet.Outcome | AxisSet.Notice)) == AxisSet.None;
}

/// <summary>How the report is made; every version has a name, which editions bear.</summary>
public sealed record Policy
{
    private static readonly ImmutableArray<TableShape> Default =
    [
        new(AxisSet.Country | AxisSet.Via),
        new(AxisSet.Country | AxisSet.Outcome),
        new(AxisSet.Country | AxisSet.Instrument),
        new(AxisSet.Region | AxisSet.Outcome),
        new(AxisSet.Instrument | AxisSet.Outcome),
        new(AxisSet.Region | AxisSet.Instrument),
        new(AxisSet.Country, WithPeople: true),
        new(AxisSet.Region, WithPeople: true),
        new(AxisSet.Instrument, WithPeople: true),
        new(AxisSet.Data),
        new(AxisSet.Mode),
        new(AxisSet.Urgency),
        new(AxisSet.Outcome),
        new(AxisSet.None, WithPeople: true),
    ];

    private readonly int k = 5;

    /// <summary>The version's name.</summary>
    public required string Version { get; init; }

    /// <summary>The IANA zone whose days quarters are made of.</summary>
    public required string Zone { get; init; }

    /// <summary>The smallest number that is shown, other than 0: 3 to 20.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between these.</exception>
    public int K
    {
        get => k;
        init => k = value is >= 3 and <= 20 ? value : throw new ArgumentOutOfRangeException(nameof(value), "The threshold is 3 to 20.");
    }

    /// <summary>The largest share of small numbers, of those that are not 0, with which a table is still shown; else its place is taken by the coarser tables.</summary>
    public double LargestShareSmall { get; init; } = 0.34;

    /// <summary>The blocks of which nothing is recorded: they say so, which is something else than 0.</summary>
    public ImmutableArray<Block> NotCollected { get; init; } = [];

    /// <summary>The tables, in the order in which they are given up when hidden numbers could be found out.</summary>
    public ImmutableArray<TableShape> Tables { get; init; } = Default;

    /// <summary>The width of the band of each restricted series: 50 U.S.C. § 1874 allows 1000, 500, 250 and 100.</summary>
    public ImmutableSortedDictionary<Series, int> Bands { get; init; } =
        new Dictionary<Series, int> { [Series.Nsl] = 500, [Series.FisaContent] = 500, [Series.FisaNonContent] = 500 }.ToImmutableSortedDictionary();

    /// <summary>
    /// Which profiles are published beside the one for everybody, from the first quarter of a year on until the next entry. What such a profile shows stands in
    /// it alone: two editions that show the same request, one of them exactly, would give away what the other hides.
    /// </summary>
    public ImmutableSortedDictionary<int, ImmutableSortedSet<Profile>> Apart { get; init; } = ImmutableSortedDictionary<int, ImmutableSortedSet<Profile>>.Empty;

    /// <summary>The profiles that stand apart in a year.</summary>
    public ImmutableSortedSet<Profile> ApartIn(int year) => Apart.LastOrDefault(entry => entry.Key <= year).Value ?? [];

    /// <summary>What an edition about a year says of the policy: its version, and after a plus sign each profile that stands apart.</summary>
    internal string NameIn(int year) => string.Concat(ApartIn(year).Select(profile => $"+{Terms.Of(profile)}").Prepend(Version));
}
