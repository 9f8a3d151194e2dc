using System.Collections.Immutable;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Periods;

namespace TransparencyReport.Tests;

/// <summary>An event store in memory: what is added gets the next position.</summary>
internal sealed class Ledger
{
    private readonly List<Fact> facts = [];

    public IReadOnlyList<Fact> Facts => facts;

    public long Position => facts.Count;

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    public static Policy Policy(int k = 5, string zone = "Etc/UTC", double share = 0.34) => new() { Version = "2026-1", Zone = zone, K = k, LargestShareSmall = share };

    /// <summary>A policy by which profiles stand apart from a year on.</summary>
    public static Policy Apart(int year, params Profile[] profiles) => Policy() with { Apart = ImmutableSortedDictionary<int, ImmutableSortedSet<Profile>>.Empty.Add(year, [.. profiles]) };

    public Ledger Add(Func<long, Fact> fact)
    {
        facts.Add(fact(facts.Count + 1));
        return this;
    }

    public Ledger Receive(string id, string at, string country = "FR", Instrument instrument = Instrument.ProductionOrder, Series series = Series.Access, int accounts = 1, string? recorded = null, params Guid[] customers) =>
        Add(position => new RequestReceived(id, position, At(recorded ?? at), At(at), new Classification(country, instrument))
        {
            Series = series,
            AccountsSpecified = accounts,
            Customers = [.. customers],
        });

    public Ledger Close(string id, string at, Outcome outcome = Outcome.DisclosedFull, params Guid[] accounts) =>
        Add(position => new RequestClosed(id, position, At(at), At(at), outcome) { AccountsAffected = [.. accounts], Ground = outcome == Outcome.Rejected ? RefusalGround.Incomplete : null });

    public ReportOrder Order(Quarter quarter, IReadOnlyList<Edition> earlier, Policy? policy = null, long? position = null) => new()
    {
        Facts = facts,
        Cutoff = new(position ?? Position, At("2027-01-31T00:00Z"), "00"),
        Quarter = quarter,
        Policy = policy ?? Policy(),
        Codes = CodeLists.Iso3166,
        Earlier = earlier,
    };

    public Edition Publish(Quarter quarter, IReadOnlyList<Edition>? earlier = null, Policy? policy = null, long? position = null)
    {
        var made = Report.Make(Order(quarter, earlier ?? [], policy, position));
        Assert.Empty(made.Findings);
        return made.Edition!;
    }

    /// <summary>A cell of requests of a quarter.</summary>
    public static CellKey Requests(Span span, string country = "_T", string region = "_T", string instrument = "_T", string outcome = "_T", Measure measure = Measure.Requests) =>
        new(Block.Access, span, "received", $"{country}|{region}|{instrument}|_T|_T|_T|{outcome}|_T", measure);

    public static IReadOnlyList<IReadOnlyList<string>> Data(string file) => Formats.Csv.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", file)));
}
