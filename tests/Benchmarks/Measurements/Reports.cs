using Benchmarks.Measuring;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using Report = TransparencyReport.Editions.Report;

namespace Benchmarks.Measurements;

/// <summary>How long an edition of the transparency report takes, and how long the search whether hidden numbers stay hidden.</summary>
internal sealed class Reports : IMeasurement
{
    private static readonly string[] Countries = "AT BE BR CA CH CZ DE DK ES FI FR GB GR HU IE IN IT KR NL NO PL PT SE US".Split(' ');
    private static readonly Policy Policy = new() { Version = "benchmark", Zone = "Europe/Oslo" };

    /// <inheritdoc />
    public string Name => "reports";

    /// <inheritdoc />
    public async Task<Section> MeasureAsync(TestBed bed)
    {
        var requests = bed.Quick ? 2_000 : 100_000;
        var facts = Facts(requests);
        var most = 0.0;
        var editions = await Rounds.InterleavedAsync(bed.Quick ? 1 : 5, () => Rounds.MillisecondsAsync(() => Task.Run(() => Make(facts))), () => Rounds.MillisecondsAsync(() => Task.Run(() => Count(facts))));
        // Facts are on the heap in both; what an edition adds is what is asked.
        for (var round = 0; round < (bed.Quick ? 1 : 3); round++)
            most = Math.Max(most, await PeakMegabytesAsync(() => Make(facts)));
        var gates = new List<double>();
        for (var round = 0; round < (bed.Quick ? 1 : 3); round++)
            gates.Add(await LastQuarterAsync(bed.Quick, round));
        return new Section("The transparency report",
            $"An edition of a quarter from {requests:#,0} requests of {Countries.Length} countries, {facts.Count:#,0} facts: replayed, counted, checked, hidden, and passed by the gate, in the measuring process; the baseline only "
            + "groups the same requests by country, instrument and outcome and counts them (LINQ). Memory is the managed heap's peak while an edition is made, the facts included, sampled every 5 ms. "
            + "The gate: the edition of a last quarter, with its year, after those of the three quarters before, by countries (24), instruments (8), both, and regions; two cells in three empty, most of the rest below 5, nothing rolled up "
            + "beforehand. What must be is withheld or given up, and the search made again over all four quarters and the year, until it passes.",
            [
                Figure.Compared("An edition", "s", [.. editions[0].Select(ms => ms / 1000)], "the requests grouped and counted", [.. editions[1].Select(ms => ms / 1000)], bed.Quick ? null : Target.MedianAtMost(3, "s")),
                new Figure("Memory while it is made", "MB", Spread.Of([most])) { Target = bed.Quick ? null : Target.NeverAbove(400, "MB") },
                new Figure("The last quarter of 24 countries and 8 instruments", "s", Spread.Of(gates.Select(ms => ms / 1000))) { Target = bed.Quick ? null : Target.NeverAbove(10, "s") },
            ]);
    }

    private static void Make(List<Fact> facts)
    {
        var made = Report.Make(new ReportOrder { Facts = facts, Cutoff = new(facts.Count, facts[^1].RecordedAt, ""), Quarter = new(2026, 2), Policy = Policy, Codes = CodeLists.Iso3166 });
        if (made.Edition is null)
            throw new InvalidOperationException(string.Join(' ', made.Findings.Select(finding => finding.Sentence)));
    }

    private static int Count(List<Fact> facts)
    {
        var outcomes = facts.OfType<RequestClosed>().GroupBy(fact => fact.Request).ToDictionary(group => group.Key, group => group.Last().Outcome);
        return facts.OfType<RequestReceived>().GroupBy(fact => (fact.Classification.Country, fact.Classification.Instrument, outcomes.GetValueOrDefault(fact.Request, Outcome.Pending)))
            .ToDictionary(group => group.Key, group => group.Count()).Count;
    }

    private static List<Fact> Facts(int requests)
    {
        var (facts, random, start) = (new List<Fact>(), new Random(1), new DateTimeOffset(2026, 3, 31, 22, 0, 0, TimeSpan.Zero));
        Guid[] customers = [.. Enumerable.Range(0, 5000).Select(_ => NewGuid(random))];
        for (var i = 0; i < requests; i++)
        {
            var (id, received) = ($"request-{i}", start.AddMinutes(random.Next(91 * 24 * 60)));
            // Few countries ask often.
            var country = Countries[(int)(Countries.Length * Math.Pow(random.NextDouble(), 3))];
            facts.Add(new RequestReceived(id, facts.Count + 1, received, received, new Classification(country, (Instrument)random.Next(10), Data: (DataSought)random.Next(4))) { AccountsSpecified = 2, Customers = [customers[random.Next(customers.Length)]] });
            facts.Add(new ReceiptConfirmed(id, facts.Count + 1, received, received.AddHours(random.Next(1, 48))));
            if (random.Next(10) > 0)
                facts.Add(new RequestClosed(id, facts.Count + 1, received, received.AddHours(random.Next(50, 900)), (Outcome)random.Next(6)) { AccountsAffected = [NewGuid(random)] });
        }

        return facts;
    }

    private static Guid NewGuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    // Two cells in three are empty, most of the rest below 5; a few countries ask often.
    private static List<Fact> Sparse(int countries, int instruments, int seed)
    {
        var (facts, random) = (new List<Fact>(), new Random(seed));
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            var received = new DateTimeOffset(2026, quarter * 3, 1, 12, 0, 0, TimeSpan.Zero);
            for (var country = 0; country < countries; country++)
            {
                for (var instrument = 0; instrument < instruments; instrument++)
                {
                    var some = random.Next(3) > 0 ? 0 : (int)Math.Pow(2, random.NextDouble() * (country < 5 ? 7 : 4));
                    for (var i = 0; i < some; i++)
                        facts.Add(new RequestReceived($"{quarter}-{country}-{instrument}-{i}", facts.Count + 1, received, received, new Classification(Countries[country], (Instrument)instrument)));
                }
            }
        }

        return facts;
    }

    private static async Task<double> LastQuarterAsync(bool quick, int seed)
    {
        var facts = Sparse(quick ? 6 : 24, quick ? 4 : 8, seed);
        var policy = Policy with
        {
            LargestShareSmall = 1,
            Tables = [new(AxisSet.Country | AxisSet.Instrument), new(AxisSet.Region | AxisSet.Instrument), new(AxisSet.Country), new(AxisSet.Region), new(AxisSet.Instrument), new(AxisSet.None)],
        };
        var editions = new List<Edition>();
        for (var quarter = 1; quarter <= 3; quarter++)
            editions.Add(Publish(quarter));
        return await Rounds.MillisecondsAsync(() => Task.Run(() => Publish(4)));

        Edition Publish(int quarter)
        {
            var order = new ReportOrder { Facts = facts, Cutoff = new(facts.Count, facts[^1].RecordedAt, ""), Quarter = new(2026, quarter), Policy = policy, Codes = CodeLists.Iso3166, Earlier = [.. editions] };
            return Report.Make(order).Edition ?? throw new InvalidOperationException("The edition was refused.");
        }
    }

    private static async Task<double> PeakMegabytesAsync(Action make)
    {
        GC.Collect();
        var (most, making) = (0L, Task.Run(make));
        while (!making.IsCompleted)
        {
            most = Math.Max(most, GC.GetTotalMemory(false));
            await Task.WhenAny(making, Task.Delay(5));
        }

        await making;
        return most / 1048576.0;
    }
}
