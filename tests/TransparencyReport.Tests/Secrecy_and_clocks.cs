using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Periods;

namespace TransparencyReport.Tests;

public class A_restricted_series
{
    private static readonly Quarter Second = new(2026, 2);
    private static readonly CellKey Letters = new(Block.Restricted, new(new(2026, 1, 1), new(2026, 7, 1)), "received", "US|AMER|nsl|_T|_T|_T|_T|_T", Measure.Requests);

    [Theory]
    [InlineData(0, "0-499")]
    [InlineData(499, "0-499")]
    [InlineData(500, "500-999")]
    [InlineData(1200, "1000-1499")]
    public void Shows_nothing_but_its_band(int letters, string band)
    {
        var edition = Secret(letters).Publish(Second);
        Assert.Equal(band, edition[Letters]!.Said);
        Assert.Null(edition[Letters]!.Value);
        Assert.Equal(0, edition[Ledger.Requests(Second.Span)]!.Value);
    }

    [Fact]
    public void Raises_its_floor_to_the_number_of_letters_released()
    {
        // As Google's band of the second half of 2015 went from 0-499 to 1-499 when the secrecy of one letter was lifted.
        var ledger = Secret(40);
        var editions = new List<Edition> { ledger.Publish(Second) };
        foreach (var (released, band) in new[] { (1, "1-499"), (3, "3-499"), (40, "40-499") })
        {
            for (var i = released == 40 ? 3 : released == 3 ? 1 : 0; i < released; i++)
            {
                var id = $"l{i}";
                ledger.Add(position => new SecrecyLifted(id, position, Ledger.At("2026-09-01T00:00Z"), Ledger.At("2026-09-01T00:00Z")));
            }

            var edition = ledger.Publish(Second, editions);
            Assert.Equal(band, edition[Letters]!.Said);
            var revision = edition.Revisions.Single(revision => revision.Cell == Letters);
            Assert.Equal((RevisionKind.GagLift, editions[^1][Letters]!.Said), (Assert.Single(revision.Kinds), revision.PreviousValue));
            editions.Add(edition);
        }

        Assert.Equal("40-499", Report.MakeRestricted(ledger.Order(Second, [], Ledger.Apart(2026, Profile.UsNsl))).Edition![Letters]!.Said);
    }

    [Fact]
    public void Does_not_show_a_customer_a_request_before_its_secrecy_is_lifted()
    {
        var (customer, quarter) = (Guid.NewGuid(), new Quarter(2026, 1));
        var ledger = new Ledger().Receive("open", "2026-02-01T00:00Z", customers: customer).Receive("secret", "2026-02-02T00:00Z", customers: customer).Receive("others", "2026-02-03T00:00Z", customers: Guid.NewGuid());
        ledger.Add(position => new SecrecyOrdered("secret", position, Ledger.At("2026-02-02T00:00Z"), Ledger.At("2026-02-02T00:00Z"), null));
        var before = Report.MakeForCustomer(ledger.Order(quarter, []), customer).Edition!;
        Assert.Equal(1, before[Ledger.Requests(quarter.Span)]!.Value);
        ledger.Add(position => new SecrecyLifted("secret", position, Ledger.At("2026-06-02T00:00Z"), Ledger.At("2026-06-02T00:00Z")));
        var after = Report.MakeForCustomer(ledger.Order(quarter, [before]), customer).Edition!;
        Assert.Equal(2, after[Ledger.Requests(quarter.Span)]!.Value);
        Assert.All(after.Revisions, revision => Assert.Equal(RevisionKind.GagLift, Assert.Single(revision.Kinds)));
        Assert.DoesNotContain(after.Cells, cell => cell.IsHidden || cell.Key.Block == Block.Restricted);
    }

    [Theory]
    [InlineData(Series.Access)]
    [InlineData(Series.Preservation)]
    public void Leaves_out_what_is_under_secrecy_until_it_is_lifted(Series series)
    {
        var quarter = new Quarter(2026, 1);
        var ledger = new Ledger().Receive("open", "2026-02-01T00:00Z").Receive("secret", "2026-02-02T00:00Z", series: series);
        ledger.Add(position => new SecrecyOrdered("secret", position, Ledger.At("2026-02-02T00:00Z"), Ledger.At("2026-02-02T00:00Z"), null));
        var first = ledger.Publish(quarter);
        var without = new Ledger().Receive("open", "2026-02-01T00:00Z").Publish(quarter, position: first.Cutoff.Position);
        Assert.Equal(without.Cells.AsEnumerable(), first.Cells);
        ledger.Add(position => new SecrecyLifted("secret", position, Ledger.At("2026-06-02T00:00Z"), Ledger.At("2026-06-02T00:00Z")));
        var second = ledger.Publish(quarter, [first]);
        Assert.NotEmpty(second.Revisions);
        Assert.All(second.Revisions, revision => Assert.Equal(RevisionKind.GagLift, Assert.Single(revision.Kinds)));
    }

    private static Ledger Secret(int letters)
    {
        var ledger = new Ledger();
        for (var i = 0; i < letters; i++)
        {
            ledger.Receive($"l{i}", "2026-03-01T00:00Z", "US", series: Series.Nsl);
            var id = $"l{i}";
            ledger.Add(position => new SecrecyOrdered(id, position, Ledger.At("2026-03-01T00:00Z"), Ledger.At("2026-03-01T00:00Z"), null));
        }

        return ledger;
    }
}

public class A_quarter
{
    [Theory]
    [InlineData("Europe/Oslo", "2026-03-31T21:59:59.999Z", 1)] // Summer time began on 29 March: midnight is at 22:00 UTC.
    [InlineData("Europe/Oslo", "2026-03-31T22:00:00Z", 2)]
    [InlineData("Europe/Oslo", "2026-06-30T21:59:59Z", 2)]
    [InlineData("Europe/Oslo", "2026-06-30T22:00:00Z", 3)]
    [InlineData("Europe/Oslo", "2026-12-31T22:59:59Z", 4)] // Winter time: at 23:00 UTC.
    [InlineData("Etc/UTC", "2026-03-31T22:00:00Z", 1)]
    [InlineData("America/Los_Angeles", "2026-04-01T06:59:59Z", 1)]
    public void Begins_and_ends_at_midnight_of_its_zone(string zone, string instant, int quarter)
    {
        var ledger = new Ledger().Receive("a", instant);
        var received = Enumerable.Range(1, 4).Select(number => ledger.Publish(new(2026, number), policy: Ledger.Policy(zone: zone)).Balances[0].Received);
        Assert.Equal(Enumerable.Range(1, 4).Select(number => number == quarter ? 1L : 0L), received);
    }

    [Fact]
    public void Has_every_instant_once_whatever_the_clock_does()
    {
        // Clocks are put forward or back at midnight in Havana, Asuncion and Beirut; over the end of a month in Amman.
        foreach (var zone in new[] { "Europe/Oslo", "America/Havana", "America/Asuncion", "Asia/Beirut", "Asia/Amman", "Pacific/Apia" })
        {
            var calendar = new Calendar(zone);
            for (var day = new DateOnly(2010, 1, 1); day < new DateOnly(2012, 2, 1); day = day.AddDays(1))
            {
                // Apia had no 30 December 2011.
                if (zone == "Pacific/Apia" && day is { Year: 2011, Month: 12, Day: 30 })
                    continue;
                Assert.Equal(day, calendar.DayOf(calendar.StartOf(day)));
                Assert.True(calendar.DayOf(calendar.StartOf(day).AddTicks(-1)) < day);
            }
        }
    }
}
