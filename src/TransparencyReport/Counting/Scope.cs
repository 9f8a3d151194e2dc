using TransparencyReport.Codes;
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
    public Scope(Quarter quarter, Policy policy, CodeLists codes, Guid? customer = null)
    {
        (Quarter, Policy, Customer, Names) = (quarter, policy, customer, new PlaceNames(codes));
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
        !request.Struck && (request.IsPublishable || request.Series >= Series.Nsl)
        && (Customer is not { } customer || (request.Series == Series.Access && request.Customers.Contains(customer)));
}
