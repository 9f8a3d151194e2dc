using System.Text;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Formats;
using TransparencyReport.Periods;

namespace TransparencyReport.Tests;

public class An_edition
{
    private static readonly Quarter First = new(2026, 1);
    private static readonly Quarter Second = new(2026, 2);

    [Fact]
    public void Balances_what_was_open_came_was_reopened_and_was_closed()
    {
        var ledger = new Ledger().Receive("a", "2025-12-31T12:00Z").Receive("b", "2026-01-10T12:00Z").Receive("c", "2026-02-10T12:00Z")
            .Close("a", "2026-01-05T12:00Z").Close("b", "2026-01-20T12:00Z", Outcome.Rejected);
        ledger.Add(position => new RequestReopened("b", position, Ledger.At("2026-03-01T12:00Z"), Ledger.At("2026-03-01T12:00Z")));
        ledger.Close("b", "2026-04-02T12:00Z", Outcome.DisclosedPartial);
        var (one, two) = (ledger.Publish(First), ledger.Publish(Second));
        Assert.Equal(new Balance(1, 2, 1, 2, 2), Assert.Single(one.Balances));
        Assert.Equal(new Balance(2, 0, 0, 1, 1), Assert.Single(two.Balances));
        // The later closure wins in the cohort.
        Assert.Equal(1, one[Ledger.Requests(First.Span, outcome: "disclosed_partial")]!.Value);
        Assert.Equal(1, one[Ledger.Requests(First.Span, outcome: "pending")]!.Value);
    }

    [Fact]
    public void Names_for_every_changed_cell_the_facts_that_changed_it()
    {
        var ledger = Many();
        var first = ledger.Publish(First);
        ledger.Close("FR1", "2026-04-10T12:00Z", Outcome.NoDataHeld);
        ledger.Receive("late", "2026-03-30T12:00Z", "DE", recorded: "2026-05-01T12:00Z");
        ledger.Add(position => new RequestReclassified("BR2", position, Ledger.At("2026-05-02T12:00Z"), new Classification("FR", Instrument.CourtOrder)));
        ledger.Add(position => new RequestCorrected("BR3", position, Ledger.At("2026-05-03T12:00Z")) { AccountsSpecified = 7 });
        var second = ledger.Publish(First, [first]);

        Assert.Equal(RevisionKind.LateRegistration, Kind(second, Ledger.Requests(First.Span)));
        Assert.Equal(RevisionKind.LateRegistration, Kind(second, Ledger.Requests(First.Span, "DE", "EU")));
        Assert.Equal(RevisionKind.Reclassification, Kind(second, Ledger.Requests(First.Span, "FR", "EU")));
        Assert.Equal(RevisionKind.Reclassification, Kind(second, Ledger.Requests(First.Span, "BR", "AMER")));
        Assert.Equal(RevisionKind.Maturation, Kind(second, Ledger.Requests(First.Span, outcome: "no_data_held")));
        Assert.Equal([RevisionKind.LateRegistration, RevisionKind.Correction], second.Revisions.Single(revision => revision.Cell == Ledger.Requests(First.Span, measure: Measure.AccountsSpecified)).Kinds.AsEnumerable());
        Assert.Equal("30", second.Revisions.Single(revision => revision.Cell == Ledger.Requests(First.Span)).PreviousValue);
        // Moved from one country to another, the total stays.
        Assert.Equal(first[Ledger.Requests(First.Span)]!.Value + 1, second[Ledger.Requests(First.Span)]!.Value);
        Attack.FindsNothing([first, second]);
    }

    [Fact]
    public void Lists_the_changes_that_its_files_show()
    {
        var ledger = Many();
        var first = ledger.Publish(First);
        for (var i = 0; i < 6; i++)
            ledger.Receive($"late{i}", "2026-03-30T12:00Z", i < 4 ? "DE" : "IN").Close($"FR{i + 4}", "2026-04-10T12:00Z");
        var second = ledger.Publish(First, [first]);
        var (before, after) = (Rows(first), Rows(second));
        var changed = after.Where(pair => before.TryGetValue(pair.Key, out var was) ? was != pair.Value : pair.Value != "exact 0" && !pair.Key.Contains("_hours_", StringComparison.Ordinal) && !pair.Key.Contains("share_", StringComparison.Ordinal)).Select(pair => pair.Key)
            .Order(StringComparer.Ordinal).ToList();
        // Of cells hidden before and after, the list alone tells.
        var listed = second.Revisions.Where(revision => !(second[revision.Cell]!.IsHidden && first[revision.Cell]?.IsHidden == true)).Select(revision => Name(revision.Cell)).Order(StringComparer.Ordinal);
        Assert.Equal(changed.Where(key => !IsNewTable(first, key)), listed);
        Assert.NotEmpty(changed);
    }

    [Fact]
    public void Announces_hidden_cells_together_and_without_their_numbers()
    {
        var ledger = Many().Receive("es1", "2026-02-01T12:00Z", "ES").Receive("es2", "2026-02-01T12:00Z", "ES").Receive("it1", "2026-02-01T12:00Z", "IT");
        var policy = Ledger.Policy(share: 1) with { Tables = [new(AxisSet.Country), new(AxisSet.None)] };
        var first = ledger.Publish(First, policy: policy);
        var hidden = first.Cells.Where(cell => cell.IsHidden).Select(cell => cell.Key).ToList();
        Assert.NotEmpty(hidden);
        ledger.Receive("es3", "2026-02-02T12:00Z", "ES", recorded: "2026-05-02T12:00Z");
        var second = ledger.Publish(First, [first], policy);
        Assert.All(hidden.Where(key => second[key]!.IsHidden), key =>
        {
            var revision = second.Revisions.Single(revision => revision.Cell == key);
            Assert.Equal(("hidden cell revised", ""), (revision.Reason, revision.PreviousValue));
        });
        Attack.FindsNothing([first, second]);
    }

    [Fact]
    public void Does_not_change_a_number_for_a_new_name()
    {
        var ledger = new Ledger();
        for (var i = 0; i < 8; i++)
            ledger.Receive($"t{i}", "2026-02-01T12:00Z", "TR").Receive($"u{i}", "2026-02-01T12:00Z", "GB");
        var first = ledger.Publish(First);
        var renamed = CodeLists.Iso3166.Countries.Select(country => country.Code == "TR" ? country with { English = "Turkey" } : country);
        var made = Report.Make(ledger.Order(First, [first]) with { Codes = new CodeLists("iso3166-1-2027", renamed, [new("UK", "GB")]) });
        var revisions = made.Edition!.Revisions;
        Assert.NotEmpty(revisions);
        Assert.All(revisions, revision => Assert.Equal((RevisionKind.Relabel, "TR"), (Assert.Single(revision.Kinds), revision.Cell.On("country"))));
        Assert.All(revisions.Where(revision => revision.PreviousValue.Length > 0), revision => Assert.Equal(revision.PreviousValue, made.Edition[revision.Cell]!.Said));
    }

    [Fact]
    public void Says_method_where_only_the_policy_changed()
    {
        var ledger = Many();
        var first = ledger.Publish(First);
        var second = ledger.Publish(First, [first], Ledger.Policy(10) with { Version = "2026-2" });
        Assert.NotEmpty(second.Revisions);
        Assert.All(second.Revisions, revision => Assert.Equal(RevisionKind.Method, Assert.Single(revision.Kinds)));
        Attack.FindsNothing([first, second]);
    }

    [Fact]
    public void Of_a_year_is_refused_while_a_quarter_says_something_else()
    {
        var ledger = Many();
        var first = ledger.Publish(First);
        ledger.Receive("late", "2026-03-30T12:00Z", "DE", recorded: "2026-11-01T12:00Z");
        var refused = Report.Make(ledger.Order(new(2026, 4), [first]));
        Assert.Null(refused.Edition);
        Assert.Equal("quarters_do_not_sum_to_year", Assert.Single(refused.Findings).Code);
        var again = ledger.Publish(First, [first]);
        Assert.Equal(31, ledger.Publish(new(2026, 4), [first, again])[Ledger.Requests(Span.OfYear(2026))]!.Value);
    }

    [Fact]
    public void Is_the_same_bytes_for_the_same_order_and_after_it_was_read_back()
    {
        var ledger = Many();
        var bytes = EditionJson.Write(ledger.Publish(First));
        Assert.Equal(bytes, EditionJson.Write(ledger.Publish(First)));
        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(EditionJson.Write(EditionReader.Read(bytes))));
    }

    [Fact]
    public void Ignores_what_lies_behind_its_cut_off()
    {
        var ledger = Many();
        var (position, before) = (ledger.Position, EditionJson.Write(ledger.Publish(First)));
        ledger.Receive("late", "2026-03-30T12:00Z", "DE");
        Assert.Equal(before, EditionJson.Write(ledger.Publish(First, position: position)));
    }

    [Fact]
    public void Is_not_made_of_facts_that_contradict_each_other() =>
        Assert.Equal(2, Assert.Throws<UnfitFactException>(() => new Ledger().Receive("a", "2026-01-01T00:00Z").Close("b", "2026-01-02T00:00Z").Publish(First)).Position);

    internal static Ledger Many()
    {
        var ledger = new Ledger();
        for (var i = 0; i < 10; i++)
        {
            foreach (var (country, instrument) in new[] { ("FR", Instrument.CourtOrder), ("DE", Instrument.ProductionOrder), ("BR", Instrument.CourtOrder) })
                ledger.Receive($"{country}{i}", $"2026-02-{i + 1:00}T08:00Z", country, instrument);
        }

        for (var i = 0; i < 10; i++)
            ledger.Close($"DE{i}", $"2026-03-{i + 1:00}T12:00Z", i % 2 == 0 ? Outcome.DisclosedFull : Outcome.Rejected, Guid.Parse($"00000000-0000-0000-0000-0000000000{i:00}"));
        return ledger;
    }

    private static RevisionKind Kind(Edition edition, CellKey cell) => Assert.Single(edition.Revisions.Single(revision => revision.Cell == cell).Kinds);

    private static string Name(CellKey key) => $"{key.Block} {key.Span} {key.Basis} {key.Axes} {Code.Of(key.Measure)}";

    private static bool IsNewTable(Edition first, string key)
    {
        var parts = key.Split(' ');
        static string Shape(string axes) => string.Concat(axes.Split('|').Select(code => code == "_T" ? '.' : '#'));
        return !first.Cells.Any(cell => cell.Key.Block.Name == parts[0] && Shape(cell.Key.Axes) == Shape(parts[3]));
    }

    // By reading the CSV, not the edition.
    private static Dictionary<string, string> Rows(Edition edition)
    {
        var rows = new Dictionary<string, string>();
        foreach (var table in Block.All.Select(block => BlockTable.Write(edition, block)).OfType<string>().Select(Csv.Read))
        {
            var head = table[0].ToList();
            foreach (var row in table.Skip(1))
            {
                var axes = string.Join('|', row.Skip(6).Take(head.IndexOf("measure") - 6));
                var said = row[head.IndexOf("status")] == "band" ? $"{row[head.IndexOf("low")]}-{row[head.IndexOf("high")]}" : row[head.IndexOf("value")];
                rows.Add($"{row[2]} {row[3]}/{row[4]} {row[5]} {axes} {row[head.IndexOf("measure")]}", $"{row[head.IndexOf("status")]} {said}");
            }
        }

        return rows;
    }
}
