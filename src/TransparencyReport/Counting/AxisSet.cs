using TransparencyReport.Codes;
using TransparencyReport.Facts;

namespace TransparencyReport.Counting;

/// <summary>The axes that a table of requests shows; over the others it sums.</summary>
[Flags]
public enum AxisSet
{
    /// <summary>The whole.</summary>
    None = 0,

    /// <summary>The region of the authority's country.</summary>
    Region = 1,

    /// <summary>The authority's country; always with its region.</summary>
    Country = 2 | Region,

    /// <summary>The instrument.</summary>
    Instrument = 4,

    /// <summary>The urgency.</summary>
    Urgency = 8,

    /// <summary>The data sought.</summary>
    Data = 16,

    /// <summary>Stored or real-time.</summary>
    Mode = 32,

    /// <summary>The outcome.</summary>
    Outcome = 64,

    /// <summary>The notice given.</summary>
    Notice = 128,

    /// <summary>The country by which the request came.</summary>
    Via = 256,
}

/// <summary>Where a request stands on every axis, in one number: an axis has some bits, and 0 in them is the sum over it. To sum over axes is to clear their bits.</summary>
internal readonly record struct Place(ulong Bits)
{
    private static readonly (AxisSet Axis, int Shift, int Width)[] Layout =
    [
        (AxisSet.Country & ~AxisSet.Region, 0, 12), (AxisSet.Region, 12, 4), (AxisSet.Instrument, 16, 5), (AxisSet.Urgency, 21, 3), (AxisSet.Data, 24, 4),
        (AxisSet.Mode, 28, 3), (AxisSet.Outcome, 31, 4), (AxisSet.Notice, 35, 4), (AxisSet.Via, 39, 12),
    ];

    /// <summary>The bits that a set of axes keeps.</summary>
    public static ulong Mask(AxisSet axes) =>
        Layout.Where(axis => axes.HasFlag(axis.Axis)).Aggregate(0UL, (mask, axis) => mask | (((1UL << axis.Width) - 1) << axis.Shift));

    /// <summary>The place of a country and of terms, each by its number in its list; -1 is the sum.</summary>
    public static Place At(int country, int region, int instrument, int urgency, int data, int mode, int outcome, int notice, int via)
    {
        Span<int> values = [country, region, instrument, urgency, data, mode, outcome, notice, via];
        var bits = 0UL;
        for (var i = 0; i < values.Length; i++)
            bits |= (ulong)(values[i] + 1) << Layout[i].Shift;
        return new(bits);
    }

    /// <summary>Its number on an axis; -1 is the sum.</summary>
    public int On(int axis) => (int)((Bits >> Layout[axis].Shift) & ((1UL << Layout[axis].Width) - 1)) - 1;

    /// <summary>Whether it is on one instrument, and not the sum over all.</summary>
    public bool IsOf(Instrument instrument) => On(2) == (int)instrument;

    /// <summary>The sum over all axes but these.</summary>
    public Place Keep(ulong mask) => new(Bits & mask);
}

/// <summary>Writes places in the codes of a code list.</summary>
internal sealed class PlaceNames
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly string[][] names;

    public PlaceNames(CodeLists codes)
    {
        Codes = codes;
        var countries = codes.Countries.Select(country => country.Code).ToArray();
        for (var i = 0; i < countries.Length; i++)
            numbers.Add(countries[i], i);
        names =
        [
            countries, [.. CodeLists.Regions], [.. Code.All<Instrument>()], [.. Code.All<Urgency>()], [.. Code.All<DataSought>()], [.. Code.All<Mode>()],
            [.. Code.All<Outcome>()], [.. Code.All<NoticeKind>()], [.. countries, Code.NotApplicable],
        ];
    }

    public CodeLists Codes { get; }

    /// <summary>The place of a request. One of which no notice is due has none.</summary>
    public Place Of(Classification classification, Outcome outcome)
    {
        var country = Codes.Of(classification.Country);
        var via = classification.Via is { } by ? numbers[Codes.Of(by).Code] : names[8].Length - 1;
        return Place.At(numbers[country.Code], Array.IndexOf(names[1], country.Region), (int)classification.Instrument, (int)classification.Urgency,
            (int)classification.Data, (int)classification.Mode, (int)outcome, -1, via);
    }

    /// <summary>The codes of a place on the axes of a block, joined.</summary>
    public string Write(Place place, Block block)
    {
        var codes = new string[block.Axes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            var axis = block.Places[i];
            codes[i] = axis >= 0 && place.On(axis) is >= 0 and var number ? names[axis][number] : Code.Total;
        }

        return string.Join('|', codes);
    }

    /// <summary>All places that a table shows, also those without requests; of countries those given, of ways those that occur.</summary>
    public IEnumerable<Place> All(AxisSet axes, IReadOnlyCollection<Place> occurring)
    {
        if (axes.HasFlag(AxisSet.Via))
            return occurring;
        IEnumerable<Place> places = axes.HasFlag(AxisSet.Country)
            ? occurring.Select(place => place.Keep(Place.Mask(AxisSet.Country))).Distinct()
            : axes.HasFlag(AxisSet.Region) ? Enumerable.Range(0, names[1].Length).Select(region => Place.At(-1, region, -1, -1, -1, -1, -1, -1, -1)) : [default];
        foreach (var (axis, flag) in new[] { (2, AxisSet.Instrument), (3, AxisSet.Urgency), (4, AxisSet.Data), (5, AxisSet.Mode), (6, AxisSet.Outcome), (7, AxisSet.Notice) })
        {
            if (axes.HasFlag(flag))
                places = places.SelectMany(_ => Enumerable.Range(0, names[axis].Length), (place, number) => new Place(place.Bits | Along(axis, number).Bits));
        }

        return places;
    }

    private static Place Along(int axis, int number)
    {
        Span<int> values = [-1, -1, -1, -1, -1, -1, -1, -1, -1];
        values[axis] = number;
        return Place.At(values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8]);
    }
}
