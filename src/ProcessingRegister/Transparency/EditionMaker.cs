using ProcessingRegister.Reading;
using ProcessingRegister.Transparency.Counting;
using TransparencyReport.Checks;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Formats;
using TransparencyReport.Periods;

namespace ProcessingRegister.Transparency;

/// <summary>An edition that was made, with its files; or why there is none.</summary>
/// <param name="Edition">The edition.</param>
/// <param name="Files">Its files, by name.</param>
/// <param name="Findings">The hard checks, or the gate, that it does not pass.</param>
public sealed record MadeEdition(Edition? Edition, IReadOnlyDictionary<string, byte[]> Files, IReadOnlyList<Finding> Findings);

/// <summary>Makes editions. What it makes follows from the events up to the cut-off and the basis alone, whatever was recorded since.</summary>
public sealed class EditionMaker(ReportFacts facts, RecordQueries records, EditionArchive archive)
{
    /// <summary>All reports of an organisation, earlier quarters first.</summary>
    public async Task<IReadOnlyList<QuarterlyReport>> ReportsAsync(string tenantId, CancellationToken ct)
    {
        var reports = new List<QuarterlyReport>();
        await foreach (var report in records.AllAsync<QuarterlyReport>(tenantId, View.Now, null, ct, open: false))
            reports.Add(report);
        return [.. reports.OrderBy(Quarters.Of)];
    }

    /// <summary>Every edition that is published, by quarter and number.</summary>
    public static IReadOnlyList<EditionReference> PublishedIn(IEnumerable<QuarterlyReport> reports) =>
        [.. reports.OrderBy(Quarters.Of).SelectMany(report => report.Editions.Where(edition => edition.State == EditionState.Published)
            .Select(edition => new EditionReference(report.Year, report.Quarter, edition.Number)))];

    /// <summary>Makes the public edition of a quarter.</summary>
    /// <exception cref="UnfitFactException">The events contradict each other.</exception>
    public async Task<MadeEdition> MakeAsync(string tenantId, Quarter quarter, EditionBasis basis, CancellationToken ct)
    {
        var earlier = await EarlierAsync(tenantId, basis, ct);
        var order = Order(quarter, basis, await facts.ReadAsync(tenantId, quarter, basis, earlier, ct), earlier);
        // The search for what hidden numbers could be takes the processor for a while.
        var made = await Task.Run(() => Report.Make(order), ct);
        return made.Edition is { } edition ? new(edition, EditionFiles.Of(edition, order.Codes, earlier), []) : new(null, new Dictionary<string, byte[]>(), made.Findings);
    }

    /// <summary>Makes what concerns one customer, nothing of it hidden but what is secret.</summary>
    /// <exception cref="UnfitFactException">The events contradict each other.</exception>
    public async Task<Made> MakeForCustomerAsync(string tenantId, Quarter quarter, EditionBasis basis, Guid agreement, CancellationToken ct) =>
        Report.MakeForCustomer(Order(quarter, basis, await facts.ReadAsync(tenantId, quarter, basis, [], ct), []), agreement);

    private async Task<IReadOnlyList<Edition>> EarlierAsync(string tenantId, EditionBasis basis, CancellationToken ct)
    {
        var reports = (await ReportsAsync(tenantId, ct)).ToDictionary(report => (report.Year, report.Quarter));
        var earlier = new List<Edition>();
        foreach (var published in basis.Published)
            earlier.Add(await archive.ReadAsync(tenantId, reports[(published.Year, published.Quarter)].Find(published.Edition)!, ct));
        return earlier;
    }

    private static ReportOrder Order(Quarter quarter, EditionBasis basis, IReadOnlyList<Fact> facts, IReadOnlyList<Edition> earlier) => new()
    {
        Facts = facts,
        Cutoff = new(basis.Position, basis.RecordedAt, basis.Checkpoint.ToString()),
        Quarter = quarter,
        Policy = ReportPolicies.Of(basis.Policy.Value, basis.Zone.Value),
        Codes = ReportPolicies.CodesOf(basis.CodeLists.Value),
        Earlier = earlier,
    };
}
