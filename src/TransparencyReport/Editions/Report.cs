using System.Collections.Immutable;
using TransparencyReport.Checks;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Facts;
using TransparencyReport.Periods;
using TransparencyReport.Suppression;

namespace TransparencyReport.Editions;

/// <summary>Makes editions. All of it is a function of the order: no clock, no random, and the same order gives the same bytes.</summary>
public static class Report
{
    /// <summary>The edition for everybody.</summary>
    /// <exception cref="UnfitFactException">A fact does not fit those before it.</exception>
    public static Made Make(ReportOrder order)
    {
        var frame = new Frame(order, Profile.Public);
        var (truth, causes) = frame.Count();
        var all = (IReadOnlyList<Cell>)[.. truth.Tables.SelectMany(TableCells.All), .. PlainCells.OfRequests(frame.Scope, truth), .. PlainCells.OfTheRest(frame.Scope, truth)];
        var findings = HardChecks.Of(all, order.Codes, frame.Widths).Concat(frame.QuartersBehindTheYear()).Concat(frame.FactsInCommon()).ToImmutableArray();
        if (findings.Length > 0)
            return new(null, findings);
        var changes = Restatement.ByTable(causes);
        var suppressed = new Suppressor(frame.Scope, truth, frame.Id, order.Cutoff.Position)
        {
            Published = frame.Related,
            Superseded = frame.Superseded,
            Changes = changes,
        }.Run();
        if (suppressed is not { } draft)
            return new(null, [new Finding("hidden_cell_can_be_narrowed", "Whatever is rolled up, published numbers narrow a hidden one.", [])]);
        var shown = truth.Tables.Where(table => draft.Tables.ContainsKey((table.Table.Span, table.Table.Shape.Axes))).ToList();
        var cells = frame.Frozen([.. shown.SelectMany(table => TableCells.Shown(table, draft, order.Policy.K)),
            .. PlainCells.OfRequests(frame.Scope, truth), .. PlainCells.OfTheRest(frame.Scope, truth)]);
        var edition = frame.Edition(cells) with
        {
            Tables = [.. truth.Tables.Select(table => new TableState(table.Table.Span, table.Table.Shape.Axes, shown.Contains(table)))],
            Balances = [BalanceOf(frame.Scope, truth)],
            Suppression = new(order.Policy.K, cells.Count(cell => cell.Status == CellStatus.Suppressed), cells.Count(cell => cell.Status == CellStatus.Complementary),
                truth.Tables.Count - shown.Count, ExposedElsewhere: 0),
        };
        return new(edition with { Revisions = new Restatement(frame, edition, causes, changes).Revisions() }, []);
    }

    /// <summary>The edition of what concerns one customer, nothing hidden but what is secret. It is for that customer's eyes only.</summary>
    /// <param name="order">The order; of earlier editions those for this customer.</param>
    /// <param name="customer">The customer.</param>
    /// <exception cref="UnfitFactException">A fact does not fit those before it.</exception>
    public static Made MakeForCustomer(ReportOrder order, Guid customer)
    {
        var own = order.Policy with
        {
            Tables = [.. order.Policy.Tables.Where(table => !table.Axes.HasFlag(AxisSet.Via)).Select(table => table with { WithPeople = false })],
        };
        var frame = new Frame(order with { Policy = own }, Profile.Customer, customer);
        var (truth, causes) = frame.Count();
        var made = frame.Unhidden([.. truth.Tables.SelectMany(TableCells.All), .. PlainCells.OfRequests(frame.Scope, truth)], causes, truth.Tables);
        return made.Edition is { } edition ? made with { Edition = edition with { Balances = [BalanceOf(frame.Scope, truth)] } } : made;
    }

    /// <summary>The restricted series alone, in their bands.</summary>
    /// <exception cref="UnfitFactException">A fact does not fit those before it.</exception>
    public static Made MakeRestricted(ReportOrder order)
    {
        var frame = new Frame(order, Profile.UsNsl);
        var (truth, causes) = frame.Count();
        return frame.Unhidden([.. PlainCells.Bands(frame.Scope, truth)], causes, []);
    }

    /// <summary>The figures of Art. 15(1)(a) DSA on orders of Member States to provide information, which may not be hidden.</summary>
    /// <exception cref="UnfitFactException">A fact does not fit those before it.</exception>
    public static Made MakeDsa(ReportOrder order)
    {
        var orders = order.Policy with { Tables = [new(AxisSet.Country | AxisSet.Instrument, WithPeople: true), new(AxisSet.Instrument, WithPeople: true)] };
        var frame = new Frame(order with { Policy = orders }, Profile.Dsa);
        var (truth, causes) = frame.Count();
        var code = Code.Of(Instrument.DsaArt10);
        return frame.Unhidden([.. truth.Tables.SelectMany(TableCells.All).Where(cell => cell.Key.On("instrument") == code
            && cell.Key.Measure is Measure.Requests or Measure.MedianHoursToConfirm or Measure.MedianHoursToEffect)], causes, truth.Tables);
    }

    private static Balance BalanceOf(Scope scope, Truth truth)
    {
        var of = PlainCells.OfFlow.Select(measure => truth.Amounts.GetValueOrDefault(scope.Whole(Block.Flow, measure, basis: "event"))).ToArray();
        return new(of[0], of[1], of[2], of[3], of[4]);
    }
}
