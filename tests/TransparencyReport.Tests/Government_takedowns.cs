using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Periods;

namespace TransparencyReport.Tests;

/// <summary>The 122 events of github/gov-takedowns, replayed as requests: a notice is a request, received on its date, recorded when it was published.</summary>
public class Government_takedowns
{
    private static readonly Ledger Events = Replayed();

    [Theory]
    [InlineData(2019, 16, "RU 8, CN 6, ES 2")]
    [InlineData(2020, 44, "RU 44")]
    public void Are_as_many_as_were_published(int year, int published, string byCountry)
    {
        var edition = Events.Publish(new(year, 4));
        Assert.Equal(published, edition[Ledger.Requests(Span.OfYear(year))]!.Value);

        var scope = new Scope(new(year, 4), Ledger.Policy(), CodeLists.Iso3166);
        var table = Counting.Replay.Of(Events.Facts, Events.Position, scope, null).Truth.Tables.Single(table => table.Table is { Shape.Axes: AxisSet.Country } && table.Table.Span == Span.OfYear(year));
        Assert.Equal(byCountry, string.Join(", ", table.Rows.OrderByDescending(row => row.Requests).Select(row => $"{row.Axes[..2]} {row.Requests}")));
    }

    [Fact]
    public void Of_October_2021_that_were_recorded_in_January_2022_are_late_registrations()
    {
        var (quarter, newYear) = (new Quarter(2021, 4), Ledger.At("2022-01-01T00:00Z"));
        var first = Events.Publish(quarter, position: Events.Facts.Last(fact => fact.RecordedAt < newYear).Position);
        var second = Events.Publish(quarter, [first]);

        var whole = Ledger.Requests(quarter.Span);
        Assert.Equal(first[whole]!.Value + 2, second[whole]!.Value);
        var revision = Assert.Single(second.Revisions, revision => revision.Cell == whole);
        Assert.Equal(RevisionKind.LateRegistration, Assert.Single(revision.Kinds));
        Assert.Equal("2021Q4.2", second.Id.ToString());
        Assert.All(second.Revisions, revision => Assert.Equal(RevisionKind.LateRegistration, Assert.Single(revision.Kinds)));
        // Both editions together do not tell of either.
        Attack.FindsNothing([first, second]);
    }

    [Fact]
    public void Are_one_notice_when_published_withdrawn_and_published_again()
    {
        var file = "Russia/2021/2021-07-22-Roskomnadzor-4.md";
        Assert.Equal(3, Events.Facts.Count(fact => fact is RequestFact { Request: var id } && id == file));
        Assert.Single(Events.Facts, fact => fact is RequestReceived { Request: var id } && id == file);
    }

    private static Ledger Replayed()
    {
        var (ledger, names, known) = (new Ledger(), new Dictionary<string, string>(), new HashSet<string>());
        foreach (var row in Ledger.Data("gov-takedowns.csv").Skip(1))
        {
            var (recorded, change, country, file, before) = (Ledger.At(row[1]), row[2], row[3], row[5], row[6]);
            // Attachments are no notices.
            if (!file.EndsWith(".md", StringComparison.Ordinal))
                continue;
            if (change == "renamed")
                names[file] = names.GetValueOrDefault(before, before);
            var id = names.GetValueOrDefault(file, file);
            if (change == "withdrawn" || (change == "published" && known.Contains(id)))
                ledger.Add(position => new RequestCorrected(id, position, recorded) { Struck = change == "withdrawn" });
            else if (known.Add(id))
                ledger.Add(position => new RequestReceived(id, position, recorded, Ledger.At(row[4] + "T12:00Z"), new Classification(country, Instrument.AdministrativeDemand)));
        }

        return ledger;
    }
}
