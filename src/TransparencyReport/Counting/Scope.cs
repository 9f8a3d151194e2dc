using TransparencyReport.Codes;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Periods;

namespace TransparencyReport.Counting;

/// <summary>A table of one range of days.</summary>
/// <param name="Span">The days.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record Table(Span Span, TableShape Shape)
{
    public Block Block => Shape.Axes.HasFlag(AxisSet.Via) ? Block.CrossBorder : Block.Access;

    public ulong Mask { get; } = Place.Mask(Shape.Axes);
}

/// <summary>Of which days, for whom, and by which policy and codes something is counted.</summary>
internal sealed class Scope
{
    private readonly Profile profile;

    public Scope(Quarter quarter, Policy policy, CodeLists codes, Profile profile = Profile.Public, Guid? customer = null)
    {
        (Quarter, Policy, Customer, Names, this.profile) = (quarter, policy, customer, new PlaceNames(codes), profile);
        Calendar = new Calendar(policy.Zone);
        Days = Calendar.Of(quarter.Span);
        HalfYear = quarter.Span.LastHalfYear();
        DaysOfHalfYear = Calendar.Of(HalfYear);
        // The last quarter's edition also shows the year.
        Span[] spans = quarter.Number == 4 ? [quarter.Span, Span.OfYear(quarter.Year)] : [quarter.Span];
        Cohorts = [.. spans.Select(span => (span, Calendar.Of(span)))];
        Tables = [.. spans.SelectMany(span => policy.Tables.Select(shape => new Table(span, shape)))];
    }

    public Quarter Quarter { get; }

    public Policy Policy { get; }

    public PlaceNames Names { get; }

    /// <summary>The customer for whom it is counted; <c>null</c> for the public.</summary>
    public Guid? Customer { get; }

    public Calendar Calendar { get; }

    /// <summary>Whether this edition leaves to another one what that profile shows.</summary>
    public bool LeavesTo(Profile other) => profile == Profile.Public && Policy.ApartIn(Quarter.Year).Contains(other);

    public Instants Days { get; }

    public Span HalfYear { get; }

    public Instants DaysOfHalfYear { get; }

    public IReadOnlyList<(Span Span, Instants Days)> Cohorts { get; }

    public IReadOnlyList<Table> Tables { get; }

    /// <summary>The cell of the whole of a block.</summary>
    public CellKey Whole(Block block, Measure measure, Span? span = null, string basis = "received") => new(block, span ?? Quarter.Span, basis, block.Whole, measure);

    /// <summary>
    /// Whether a request is counted at all. One under secrecy is counted in the band of its series, if it has one, and else from the day on which its secrecy
    /// was lifted: a number that is shown exactly would tell that it exists.
    /// </summary>
    public bool Counts(RequestState request) =>
        !request.Struck && (request.IsPublishable || request.Series >= Series.Nsl) && profile switch
        {
            Profile.Customer => request.Series == Series.Access && request.Customers.Contains(Customer!.Value),
            Profile.Dsa => IsApart(request),
            _ => !IsApart(request),
        };

    // By what was recorded first, which nothing changes: else a request that moved would stand in both, in the earlier editions of the one and the later ones
    // of the other.
    private bool IsApart(RequestState request) => request is { Series: Series.Access, First: var first } && first.Classification.Instrument == Instrument.DsaArt10
        && Policy.ApartIn(Calendar.DayOf(first.Received).Year).Contains(Profile.Dsa) && CodeLists.MemberStates.Contains(Names.Codes.Of(first.Classification.Country).Code);
}
