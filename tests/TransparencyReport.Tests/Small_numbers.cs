using CsCheck;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Periods;

namespace TransparencyReport.Tests;

public class Small_numbers
{
    private static readonly string[] Countries = ["FR", "DE", "BR", "IN"];
    private static readonly Instrument[] Instruments = [Instrument.CourtOrder, Instrument.ProductionOrder, Instrument.Civil];

    // Few tables, so that a search without a solver can try every reading; and no rolling up at first, so that much is hidden.
    private static Policy Policy(int k) => Ledger.Policy(k, share: 1) with
    {
        Tables = [new(AxisSet.Country | AxisSet.Instrument), new(AxisSet.Country), new(AxisSet.Region), new(AxisSet.Instrument), new(AxisSet.Outcome), new(AxisSet.None)],
    };

    private static Gen<int> Of(params int[] numbers) => Gen.Int[0, numbers.Length - 1].Select(i => numbers[i]);

    private static readonly Gen<int[]> Counts = Of(0, 0, 0, 1, 1, 2, 3, 4, 6, 9, 14).Array[12];

    [Fact]
    public void Cannot_be_narrowed_in_one_edition()
    {
        var withHidden = 0;
        Gen.Select(Counts, Gen.Int[3, 5]).Sample((counts, k) =>
        {
            var ledger = new Ledger();
            Receive(ledger, counts, "2026-01-15T12:00Z", "a");
            var edition = ledger.Publish(new(2026, 1), policy: Policy(k));
            Attack.FindsNothing([edition]);
            withHidden += edition.Suppression is { Primary: > 0, Complementary: > 0 } ? 1 : 0;
        }, iter: 120, threads: 1);
        // Else the attack had nothing to attack.
        Assert.True(withHidden > 60, $"Only {withHidden} editions had hidden and withheld cells.");
    }

    [Fact]
    public void Cannot_be_narrowed_by_an_edition_with_late_registrations() => Gen.Select(Counts, Of(0, 0, 0, 1, 2, 5).Array[12]).Sample((counts, late) =>
    {
        var ledger = new Ledger();
        Receive(ledger, counts, "2026-01-15T12:00Z", "a");
        var first = ledger.Publish(new(2026, 1), policy: Policy(3));
        Receive(ledger, late, "2026-02-15T12:00Z", "b");
        var second = ledger.Publish(new(2026, 1), [first], Policy(3));
        Attack.FindsNothing([first, second]);
    }, iter: 60, threads: 1);

    [Fact]
    public void Cannot_be_narrowed_by_the_year() => Of(0, 0, 1, 2, 4, 7).Array[12].Array[4].Sample(quarters =>
    {
        var ledger = new Ledger();
        for (var i = 0; i < 4; i++)
            Receive(ledger, quarters[i], $"2026-{(i * 3) + 2:00}-15T12:00Z", $"q{i}");
        var editions = new List<Edition>();
        foreach (var number in Enumerable.Range(1, 4))
            editions.Add(ledger.Publish(new(2026, number), [.. editions], Policy(3) with { Tables = [new(AxisSet.Country), new(AxisSet.Region), new(AxisSet.Instrument), new(AxisSet.None)] }));
        Attack.FindsNothing(editions);
    }, iter: 40, threads: 1);

    [Fact]
    public void Are_hidden_and_zero_is_shown()
    {
        var ledger = new Ledger();
        Receive(ledger, [9, 2, 0, 8, 9, 7, 12, 0, 11, 8, 9, 10], "2026-01-15T12:00Z", "a");
        var edition = ledger.Publish(new(2026, 1), policy: Policy(5));
        var span = edition.Id.Quarter.Span;
        var hidden = edition[Ledger.Requests(span, "FR", "EU", "production_order")]!;
        Assert.Equal(CellStatus.Suppressed, hidden.Status);
        Assert.Null(hidden.Value);
        Assert.Equal(0, edition[Ledger.Requests(span, "FR", "EU", "civil")]!.Value);
        Assert.Contains(edition.Cells, cell => cell.Status == CellStatus.Complementary);
        Assert.Equal(85, edition[Ledger.Requests(span)]!.Value);
    }

    [Fact]
    public void Hide_the_accounts_of_their_row_even_when_these_are_many()
    {
        var ledger = new Ledger();
        for (var i = 0; i < 40; i++)
            ledger.Receive($"d{i}", "2026-01-15T12:00Z", i % 2 == 0 ? "DE" : "IT", accounts: 3);
        for (var i = 0; i < 2; i++)
            ledger.Receive($"f{i}", "2026-01-15T12:00Z", "FR", accounts: 11);
        var edition = ledger.Publish(new(2026, 1), policy: Ledger.Policy(share: 1) with { Tables = [new(AxisSet.Country, true), new(AxisSet.None, true)] });
        Assert.Equal(CellStatus.Suppressed, edition[Ledger.Requests(edition.Id.Quarter.Span, "FR", "EU", measure: Measure.AccountsSpecified)]!.Status);
        Assert.Equal(142, edition[Ledger.Requests(edition.Id.Quarter.Span, measure: Measure.AccountsSpecified)]!.Value);
    }

    [Fact]
    public void Are_rolled_up_when_most_of_a_table_is_small()
    {
        var ledger = new Ledger();
        foreach (var row in Ledger.Data("github-cross-border.csv").Skip(1).Where(row => row[0] == "2025" && row[1] == ""))
        {
            for (var i = 0; i < int.Parse(row[3], System.Globalization.CultureInfo.InvariantCulture); i++)
                ledger.Receive($"{row[2]}{i}", "2025-08-15T12:00Z", row[2]);
        }

        var edition = ledger.Publish(new(2025, 3));
        Assert.False(edition.Tables.Single(table => table.Axes == AxisSet.Country).IsPublished);
        Assert.Equal(90, edition[Ledger.Requests(edition.Id.Quarter.Span)]!.Value);
        Attack.FindsNothing([edition]);
    }

    [Fact]
    public void Are_hidden_in_the_same_pattern_every_time() => Counts.Sample(counts =>
    {
        var ledger = new Ledger();
        Receive(ledger, counts, "2026-01-15T12:00Z", "a");
        Assert.Equal(Formats.EditionJson.Write(ledger.Publish(new(2026, 1), policy: Policy(4))), Formats.EditionJson.Write(ledger.Publish(new(2026, 1), policy: Policy(4))));
    }, iter: 10, threads: 1);

    private static void Receive(Ledger ledger, int[] counts, string at, string prefix)
    {
        for (var cell = 0; cell < counts.Length; cell++)
        {
            for (var i = 0; i < counts[cell]; i++)
                ledger.Receive($"{prefix}{cell}-{i}", at, Countries[cell / 3], Instruments[cell % 3]);
        }
    }
}
