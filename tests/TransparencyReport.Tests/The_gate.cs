using System.Globalization;
using TransparencyReport.Suppression;

namespace TransparencyReport.Tests;

public class The_gate
{
    /// <summary>GitHub's requests by country for a year and its halves, as they would be with numbers below 5 hidden.</summary>
    [Theory]
    [InlineData(2023)]
    [InlineData(2024)]
    public void Finds_France_leaking_when_only_small_numbers_are_hidden(int year)
    {
        var system = Halves(year);
        var leak = Assert.Single(new Gate().Examine(system).Leaks, leak => system.Cells[leak.Cell].Key.StartsWith("FR", StringComparison.Ordinal));
        // 9 - 7 and 8 - 6 are exactly 2.
        Assert.Equal((2, 2, 3), (leak.Low, leak.High, leak.Impossible));
    }

    [Theory]
    [InlineData(2023)]
    [InlineData(2024)]
    public void Finds_France_no_longer_leaking_when_others_are_withheld(int year)
    {
        var (system, gate) = (Halves(year), new Gate());
        var lost = new ComplementarySearch(system, gate).Protect();
        Assert.DoesNotContain(gate.Examine(system).Leaks, leak => system.Cells[leak.Cell].Key.StartsWith("FR", StringComparison.Ordinal));
        // What cannot be helped but by rolling up are years of which both halves are small, and so at least 2.
        Assert.All(lost, cell => Assert.Equal(2, "12".Count(half => system.Cells.Any(other => other.Key == system.Cells[cell].Key[..2] + half && other.Showing == Showing.Small))));
        Assert.Contains(system.Cells, cell => cell.Showing == Showing.Withheld && cell.Key.StartsWith("FR", StringComparison.Ordinal));
    }

    [Fact]
    public void Refuses_what_simple_bounds_would_let_pass()
    {
        // Three numbers of 1 to 3, of which any two make 4: each sum by itself allows 1, 2 and 3; together they allow 2.
        var system = new PublishedSystem();
        int[] cells = [Hidden(system, "a", 2, 4), Hidden(system, "b", 2, 4), Hidden(system, "c", 2, 4)];
        for (var i = 0; i < 3; i++)
            system.Sum(Shown(system, $"without {i}", 4), [.. cells.Where((_, j) => j != i)]);
        var audit = new Gate().Examine(system);
        Assert.All(audit.Leaks, leak => Assert.Equal((2, 2, 2), (leak.Low, leak.High, leak.Impossible)));
        Assert.Equal(3, audit.Leaks.Count);
    }

    [Fact]
    public void Passes_what_is_alone_in_no_sum()
    {
        var system = new PublishedSystem();
        Hidden(system, "alone", 3);
        Shown(system, "other", 9);
        Assert.True(new Gate().Examine(system).Passed);
    }

    [Fact]
    public void Says_that_it_is_undecided_when_it_met_its_limit_rather_than_pass()
    {
        var (system, random) = (new PublishedSystem(), new Random(7));
        // Forty hidden numbers in thirty random sums: far too much for no time at all.
        int[] cells = [.. Enumerable.Range(0, 40).Select(i => Hidden(system, $"c{i:00}", random.Next(1, 5)))];
        for (var i = 0; i < 30; i++)
        {
            int[] parts = [.. cells.Where(_ => random.Next(2) == 0)];
            system.Sum(Shown(system, $"s{i:00}", parts.Sum(part => system.Cells[part].Value!.Value)), parts);
        }

        var audit = new Gate(limit: 1e-9).Examine(system);
        Assert.False(audit.Passed);
    }

    private static PublishedSystem Halves(int year)
    {
        var rows = Ledger.Data("github-cross-border.csv").Skip(1).Where(row => row[0] == year.ToString(CultureInfo.InvariantCulture)).ToList();
        var system = new PublishedSystem();
        var of = new Dictionary<(string Half, string Country), int>();
        string[] countries = [.. rows.Select(row => row[2]).Distinct().Order(StringComparer.Ordinal)];
        foreach (var half in new[] { "", "1", "2" })
        {
            foreach (var country in countries)
            {
                var value = rows.Where(row => row[1] == half && row[2] == country).Sum(row => long.Parse(row[3], CultureInfo.InvariantCulture));
                of[(half, country)] = system.Add(new PublishedCell { Key = $"{country}{half}", K = 5, Value = value, Showing = value is > 0 and < 5 ? Showing.Small : Showing.Shown, MayBeWithheld = true, Table = half });
            }

            system.Sum(Shown(system, $"all{half}", countries.Sum(country => system.Cells[of[(half, country)]].Value!.Value)), [.. countries.Select(country => of[(half, country)])]);
        }

        foreach (var country in countries)
            system.Sum(of[("", country)], [of[("1", country)], of[("2", country)]]);
        return system;
    }

    private static int Hidden(PublishedSystem system, string key, long value, int k = 5) => system.Add(new PublishedCell { Key = key, K = k, Value = value, Showing = Showing.Small, Table = "t" });

    private static int Shown(PublishedSystem system, string key, long value) => system.Add(new PublishedCell { Key = key, K = 5, Value = value, Table = "t" });
}
