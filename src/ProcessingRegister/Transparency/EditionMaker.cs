using System.Collections.Immutable;
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
    /// <summary>Which profiles an organisation publishes.</summary>
    public async Task<ReportProfiles> ProfilesAsync(string tenantId, CancellationToken ct) =>
        await records.FindAsync<ReportProfiles>(tenantId, ReportProfiles.IdOf(tenantId), View.Now, ct) ?? new(ReportProfiles.IdOf(tenantId));

    /// <summary>All reports of an organisation, of all profiles, earlier quarters first.</summary>
    public async Task<IReadOnlyList<QuarterlyReport>> ReportsAsync(string tenantId, CancellationToken ct)
    {
        var reports = new List<QuarterlyReport>();
        await foreach (var report in records.AllAsync<QuarterlyReport>(tenantId, View.Now, null, ct, open: false))
            reports.Add(report);
        return [.. reports.OrderBy(Quarters.Of).ThenBy(report => report.Profile)];
    }

    /// <summary>Every edition of a profile that is published, by quarter and number.</summary>
    public static IReadOnlyList<EditionReference> PublishedIn(IEnumerable<QuarterlyReport> reports, ReportProfile profile) =>
        [.. reports.Where(report => report.Profile == profile).OrderBy(Quarters.Of).SelectMany(report => report.Editions.Where(edition => edition.State == EditionState.Published)
            .Select(edition => new EditionReference(report.Year, report.Quarter, edition.Number)))];

    /// <summary>Whether what an edition was made beside is all that is published of its profile, and the profiles are those that were chosen.</summary>
    public async Task<bool> IsUpToDateAsync(string tenantId, ReportName name, EditionBasis basis, CancellationToken ct) =>
        basis.IsMadeBeside(PublishedIn(await ReportsAsync(tenantId, ct), name.Profile), (await ProfilesAsync(tenantId, ct)).UpTo(name.Quarter.Year));

    /// <summary>Makes an edition of a quarter.</summary>
    /// <exception cref="UnfitFactException">The events contradict each other.</exception>
    public Task<MadeEdition> MakeAsync(string tenantId, ReportName name, EditionBasis basis, CancellationToken ct) => MakeAsync(tenantId, name, basis, false, ct);

    /// <summary>Whether a draft may still say what it says: not where a request that it counts has come under secrecy since, and nothing that is published counted it.</summary>
    public async Task<bool> MayStillSayAsync(string tenantId, ReportName name, ReportEdition draft, CancellationToken ct) =>
        !await facts.IsAnySecretSinceAsync(tenantId, draft.Basis.Position, ct)
        || draft.SaysTheSameAs(EditionArchive.Named((await MakeAsync(tenantId, name, draft.Basis, true, ct)).Files));

    private async Task<MadeEdition> MakeAsync(string tenantId, ReportName name, EditionBasis basis, bool sparesSecrets, CancellationToken ct)
    {
        var (own, others) = await EarlierAsync(tenantId, name, basis, ct);
        // What another profile published is no reason to go on counting what is secret: it did not count it.
        var order = Order(name.Quarter, basis, await facts.ReadAsync(tenantId, name.Quarter, basis, own, sparesSecrets, ct), [.. own, .. others]);
        // The search for what hidden numbers could be takes the processor for a while.
        var made = await Task.Run(() => name.Profile switch
        {
            ReportProfile.Dsa => Report.MakeDsa(order),
            ReportProfile.UsNsl => Report.MakeRestricted(order),
            _ => Report.Make(order),
        }, ct);
        return made.Edition is { } edition ? new(edition, EditionFiles.Of(edition, order.Codes, own), []) : new(null, new Dictionary<string, byte[]>(), made.Findings);
    }

    /// <summary>Makes what concerns one customer, nothing of it hidden but what is secret. It stands by itself: what changed since another would tell why.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="quarter">The quarter.</param>
    /// <param name="number">The number of the edition.</param>
    /// <param name="basis">What it is made from.</param>
    /// <param name="agreement">The customer's agreement.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="UnfitFactException">The events contradict each other.</exception>
    public async Task<MadeEdition> MakeForCustomerAsync(string tenantId, Quarter quarter, int number, EditionBasis basis, Guid agreement, CancellationToken ct)
    {
        var order = Order(quarter, basis, await facts.ReadAsync(tenantId, quarter, basis, [], true, ct), []);
        var of = Report.MakeForCustomer(order, agreement);
        if (of.Edition is not { } made)
            return new(null, new Dictionary<string, byte[]>(), of.Findings);
        var edition = made with { Id = new(quarter, number), Supersedes = number == 1 ? null : new(quarter, number - 1) };
        return new(edition, EditionFiles.Of(edition, order.Codes, []), []);
    }

    private async Task<(IReadOnlyList<Edition> Own, IReadOnlyList<Edition> Others)> EarlierAsync(string tenantId, ReportName name, EditionBasis basis, CancellationToken ct)
    {
        var reports = await ReportsAsync(tenantId, ct);
        var (own, others) = (new List<Edition>(), new List<Edition>());
        foreach (var published in basis.Published)
        {
            var report = reports.First(report => report.Profile == name.Profile && (report.Year, report.Quarter) == (published.Year, published.Quarter));
            own.Add(await archive.ReadAsync(tenantId, report.Find(published.Edition)!, ct));
        }

        foreach (var report in reports.Where(report => report.Profile != name.Profile && report.Year == name.Quarter.Year && report.Current is not null))
            others.Add(await archive.ReadAsync(tenantId, report.Current!, ct));
        return (own, others);
    }

    private static ReportOrder Order(Quarter quarter, EditionBasis basis, IReadOnlyList<Fact> facts, IReadOnlyList<Edition> earlier) => new()
    {
        Facts = facts,
        Cutoff = new(basis.Position, basis.RecordedAt, basis.Checkpoint.ToString()),
        Quarter = quarter,
        Policy = ReportPolicies.Of(basis.Policy.Value, basis.Zone.Value) with
        {
            Apart = (basis.Profiles ?? []).ToImmutableSortedDictionary(choice => choice.Year, choice => choice.Profiles.Select(ReportProfiles.InTheReport).ToImmutableSortedSet()),
        },
        Codes = ReportPolicies.CodesOf(basis.CodeLists.Value),
        Earlier = earlier,
    };
}
