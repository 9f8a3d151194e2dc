using System.Collections.Immutable;
using TransparencyReport.Checks;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Formats;
using TransparencyReport.Periods;

namespace TransparencyReport.Editions;

/// <summary>What an edition stands in: its name, what it supersedes, what it is counted by.</summary>
internal sealed class Frame
{
    private readonly ReportOrder order;
    private readonly Profile profile;

    public Frame(ReportOrder order, Profile profile, Guid? customer = null)
    {
        (this.order, this.profile) = (order, profile);
        var own = order.Earlier.Where(edition => edition.Profile == profile).ToList();
        Superseded = own.Where(edition => edition.Id.Quarter == order.Quarter).MaxBy(edition => edition.Id.Number);
        if (own.Exists(edition => edition.Cutoff.Position > order.Cutoff.Position))
            throw new ArgumentException("An edition is made at or behind the cut-off of those before it.", nameof(order));
        // Editions hang together by the sums of a year; quarters of different years have no number in common that is hidden.
        Related = [.. own.Where(edition => edition.Id.Quarter.Year == order.Quarter.Year)];
        Id = new(order.Quarter, (Superseded?.Id.Number ?? 0) + 1);
        Scope = new Scope(order.Quarter, order.Policy, order.Codes, profile, customer);
    }

    public EditionId Id { get; }

    public Edition? Superseded { get; }

    public IReadOnlyList<Edition> Related { get; }

    public Scope Scope { get; }

    public ReportOrder Order => order;

    /// <summary>The declared widths of bands.</summary>
    public IReadOnlyDictionary<string, int> Widths => order.Policy.Bands.ToDictionary(pair => Code.Of(pair.Key), pair => pair.Value);

    /// <summary>What the facts say at the cut-off, and what changed since the edition that is superseded.</summary>
    public (Truth Truth, Causes Causes) Count()
    {
        var (truth, causes) = Replay.Of(order.Facts, order.Cutoff.Position, Scope, Superseded?.Cutoff.Position);
        return (Superseded is null ? truth : truth with { Tables = [.. truth.Tables.Select(WithRowsOfBefore)] }, causes);
    }

    /// <summary>A year is published when its quarters say what it sums to: each that was published must be so as of the same cut-off, or nothing have changed since.</summary>
    public IEnumerable<Finding> QuartersBehindTheYear()
    {
        if (order.Quarter.Number != 4)
            yield break;
        for (var number = 1; number <= 3; number++)
        {
            var quarter = new Quarter(order.Quarter.Year, number);
            if (Related.Where(edition => edition.Id.Quarter == quarter).MaxBy(edition => edition.Id.Number) is not { } newest || newest.Cutoff.Position == order.Cutoff.Position)
                continue;
            var causes = Replay.Changes(order.Facts, order.Cutoff.Position, new Scope(quarter, order.Policy, order.Codes), newest.Cutoff.Position);
            if (causes.All.Select(pair => pair.Key).Where(cell => cell.Block == Block.Access).Order().ToImmutableArray() is { Length: > 0 } changed)
                yield return new Finding("quarters_do_not_sum_to_year", $"Since {newest.Id} was published, facts about {quarter} were recorded; it is superseded first.", changed);
        }
    }

    /// <summary>
    /// Profiles for everybody have no request in common: what one hides cannot be computed from another. So all editions of a year divide the facts in the same
    /// way, and a profile that was not set apart from the beginning of the year is not published beside those that were made without it.
    /// </summary>
    public IEnumerable<Finding> FactsInCommon()
    {
        var apart = order.Policy.ApartIn(order.Quarter.Year);
        if (profile != Profile.Public && !apart.Contains(profile))
            yield return new Finding("facts_in_common", $"What {Terms.Of(profile)} shows does not stand apart in {order.Quarter.Year}.", []);
        foreach (var other in order.Earlier.Where(other => other.Profile != Profile.Customer && other.Id.Quarter.Year == order.Quarter.Year && !apart.SetEquals(other.Apart)))
            yield return new Finding("facts_in_common", $"{other.Id} ({Terms.Of(other.Profile)}) is published and divides the requests of the year otherwise.", []);
    }

    /// <summary>Cells in their order, each with the edition in which it stood first.</summary>
    public ImmutableArray<Cell> Frozen(IReadOnlyList<Cell> cells) =>
        [.. cells.Select(cell => cell with { FirstEdition = Superseded?[cell.Key]?.FirstEdition ?? Id.ToString() }).OrderBy(cell => cell.Key)];

    /// <summary>An edition of a profile that hides nothing, if the hard checks let it pass.</summary>
    public Made Unhidden(IReadOnlyList<Cell> cells, Causes causes, IReadOnlyList<CountedTable> tables)
    {
        var findings = HardChecks.Of(cells, order.Codes, Widths).Concat(profile == Profile.Customer ? [] : FactsInCommon()).ToImmutableArray();
        if (findings.Length > 0)
            return new(null, findings);
        var edition = Edition(Frozen(cells)) with { Tables = [.. tables.Select(table => new TableState(table.Table.Span, table.Table.Shape.Axes, true))] };
        return new(edition with { Revisions = new Restatement(this, edition, causes, Restatement.ByTable(causes)).Revisions() }, []);
    }

    /// <summary>An edition with these cells and nothing else.</summary>
    public Edition Edition(ImmutableArray<Cell> cells) => new()
    {
        Id = Id,
        Supersedes = Superseded?.Id,
        Profile = profile,
        Zone = order.Policy.Zone,
        Cutoff = order.Cutoff,
        PolicyVersion = order.Policy.NameIn(order.Quarter.Year),
        CodeListVersion = order.Codes.Version,
        CountryNames = cells.SelectMany(cell => new[] { cell.Key.On("country"), cell.Key.On("via_country") }).Distinct().Where(order.Codes.Knows)
            .ToImmutableSortedDictionary(code => code, code => (order.Codes.Of(code).English, order.Codes.Of(code).Norwegian), StringComparer.Ordinal),
        Tables = [],
        Cells = cells,
        Balances = [],
        Revisions = [],
        Suppression = null,
    };

    // A country that had a row keeps it, with 0 if need be: else its going would not show.
    private CountedTable WithRowsOfBefore(CountedTable table)
    {
        var had = Superseded!.Cells.Where(cell => cell.Key.Block == table.Table.Block && cell.Key.Span == table.Table.Span && cell.Key.Measure == Measure.Requests
            && Suppression.ViewedTable.AxesOf(cell.Key) == table.Table.Shape.Axes).Select(cell => Renamed.Of(cell.Key, order.Codes).Axes);
        var gone = had.Except(table.Rows.Select(row => row.Axes)).ToList();
        return gone.Count == 0 ? table : table with { Rows = [.. table.Rows.Concat(gone.Select(axes => new CountedRow(axes, 0))).OrderBy(row => row.Axes, StringComparer.Ordinal)] };
    }
}

/// <summary>Reads keys of an edition by a later code list.</summary>
internal static class Renamed
{
    public static CellKey Of(CellKey key, CodeLists codes)
    {
        if (key.On("country") is var country && country != Code.Total && !codes.Knows(country))
            key = key.With("country", codes.Of(country).Code).With("region", codes.Of(country).Region);
        if (key.On("via_country") is var via && via != Code.Total && via != Code.NotApplicable && !codes.Knows(via))
            key = key.With("via_country", codes.Of(via).Code);
        return key;
    }
}
