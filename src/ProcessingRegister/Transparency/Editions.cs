using System.Globalization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Web;
using TransparencyReport.Formats;
using TransparencyReport.Periods;

namespace ProcessingRegister.Transparency;

/// <summary>A published edition, and where its files are.</summary>
/// <param name="Edition">Its name, such as <c>2026Q3.2</c>.</param>
/// <param name="PublishedAt">When it was published (UTC).</param>
/// <param name="IsCurrent">Whether no later one supersedes it.</param>
/// <param name="Revisions">How many cells say something else than in the edition that it supersedes; the edition lists each with its kind.</param>
/// <param name="Position">The last position of the event store that counts.</param>
/// <param name="Checkpoint">The ledger's checkpoint that covers all events up to there.</param>
/// <param name="Files">Its files.</param>
/// <param name="Profile">The profile.</param>
public sealed record PublishedEdition(
    string Edition, DateTimeOffset PublishedAt, bool IsCurrent, int Revisions, long Position, NamedCheckpoint Checkpoint, IReadOnlyList<PublishedFile> Files, ReportProfile Profile);

/// <summary>A file of a published edition.</summary>
/// <param name="Address">Where it stands, for ever.</param>
/// <param name="Sha256">Its digest, in hexadecimal.</param>
/// <param name="Length">Its length in bytes.</param>
public sealed record PublishedFile(string Address, string Sha256, long Length);

/// <summary>An edition made again from the events, file by file.</summary>
/// <param name="IsSame">Whether every file has the bytes that were frozen.</param>
/// <param name="Files">The files.</param>
public sealed record Recomputation(bool IsSame, IReadOnlyList<RecomputedFile> Files);

/// <summary>A file made again.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Frozen">The digest in the event, in hexadecimal; absent if there was no such file.</param>
/// <param name="Recomputed">The digest now; absent if there is no such file now.</param>
public sealed record RecomputedFile(string Name, string? Frozen, string? Recomputed);

/// <summary>Shows reports and editions.</summary>
public sealed class Editions(RecordQueries records, EditionMaker maker, EditionArchive archive, IKeeperName keeper)
{
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";
    private const string ForTheCaller = "private, no-cache";

    /// <summary>A report, with what is not as it should be.</summary>
    public async Task<IResult> ShowAsync(string quarter, string? profile, HttpContext http)
    {
        if (ReportName.Misses(quarter, profile, out var name, out var problem))
            return problem;
        if (View.Of(http, out var view) is { } malformed)
            return malformed;
        if (await FindAsync(name, view, http) is not { } report)
            return Problems.NotFound();
        http.Response.Tag(report.Version);
        var now = http.Now();
        return Showing.Json(report with { Findings = ReportFinding.Of(report, now.DayOf, view.Day(now)) });
    }

    /// <summary>An edition, a draft too, in the form that is asked for.</summary>
    public async Task<IResult> EditionAsync(string quarter, string? profile, string n, string? block, HttpContext http) =>
        EditionForm.Asked(ref n, block, profile, http, out var file) ?? await FileAsync(quarter, profile, n, file, isPublic: false, http);

    /// <summary>A published edition in the form that is asked for.</summary>
    public async Task<IResult> PublicEditionAsync(string quarter, string? profile, string n, string? block, HttpContext http) =>
        EditionForm.Asked(ref n, block, profile, http, out var file) ?? await FileAsync(quarter, profile, n, file, isPublic: true, http);

    /// <summary>The edition of a quarter that counts, in the form that is asked for.</summary>
    public async Task<IResult> CurrentAsync(string quarter, string? profile, string? block, HttpContext http)
    {
        // The form is a suffix of the address's last part.
        var last = profile ?? quarter;
        if (EditionForm.Asked(ref last, block, profile, http, out var file) is { } notAcceptable)
            return notAcceptable;
        if (ReportName.Misses(profile is null ? last : quarter, profile is null ? null : last, out var name, out var problem))
            return problem;
        if (await FindAsync(name, View.Now, http) is not { Current: { } edition })
            return Problems.NotFound();
        http.Response.Headers.ContentLocation = AddressOf(http, name, edition.Number, file);
        return await FileAsync(edition, file, AskAgain, http);
    }

    /// <summary>A file of an edition.</summary>
    public async Task<IResult> FileAsync(string quarter, string? profile, string n, string file, bool isPublic, HttpContext http)
    {
        if (ReportName.Misses(quarter, profile, out var name, out var problem))
            return problem;
        if (!int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || await FindAsync(name, View.Now, http) is not { } report
            || report.Find(number) is not { } edition || (isPublic && edition.State != EditionState.Published) || edition.State == EditionState.Withdrawn)
            return Problems.NotFound();
        return await FileAsync(edition, file, isPublic ? ForEver : ForTheCaller, http);
    }

    /// <summary>All published editions, the newest quarter first.</summary>
    public async Task<IResult> PublishedAsync(HttpContext http)
    {
        var reports = await maker.ReportsAsync(http.TenantId(), http.RequestAborted);
        http.Response.Headers.CacheControl = AskAgain;
        return Showing.Json(new Page<PublishedEdition>([.. reports.Reverse().SelectMany(report => PublishedOf(report).Reverse().Select(edition => Shown(http, report, edition)))], null));
    }

    /// <summary>The feed of published editions, RFC 4287.</summary>
    public async Task<IResult> FeedAsync(HttpContext http)
    {
        var (tenant, ct) = (http.TenantId(), http.RequestAborted);
        var places = new Dictionary<global::TransparencyReport.Editions.Edition, string>(ReferenceEqualityComparer.Instance);
        foreach (var report in await maker.ReportsAsync(tenant, ct))
        {
            foreach (var edition in PublishedOf(report))
                places.Add(await archive.ReadAsync(tenant, edition, ct), FormattableString.Invariant($"{Quarters.NameOf(report)}/editions/{edition.Number}"));
        }

        // A feed without an entry has no date that it was updated.
        if (places.Count == 0)
            return Problems.NotFound();
        http.Response.Headers.CacheControl = AskAgain;
        var at = new Uri($"{http.Request.Scheme}://{http.Request.Host}{Root(http)}");
        return Results.Text(Feed.Write([.. places.Keys], at, await keeper.OfAsync(tenant, ct) ?? http.Caller().Slug!, edition => places[edition]), "application/atom+xml; charset=utf-8");
    }

    /// <summary>Makes an edition again from the events, and compares.</summary>
    public async Task<IResult> RecomputeAsync(string quarter, string? profile, int n, HttpContext http)
    {
        if (ReportName.Misses(quarter, profile, out var name, out var problem))
            return problem;
        if (await FindAsync(name, View.Now, http) is not { } report || report.Find(n) is not { } edition)
            return Problems.NotFound();
        var again = EditionArchive.Named((await maker.MakeAsync(http.TenantId(), name, edition.Basis, http.RequestAborted)).Files).ToDictionary(file => file.Name.Value, Hex);
        var frozen = edition.Files.ToDictionary(file => file.Name.Value, Hex);
        var files = frozen.Keys.Union(again.Keys).Order(StringComparer.Ordinal).Select(file => new RecomputedFile(file, frozen.GetValueOrDefault(file), again.GetValueOrDefault(file))).ToList();
        return Showing.Json(new Recomputation(files.TrueForAll(file => file.Frozen == file.Recomputed), files));
    }

    private async Task<IResult> FileAsync(ReportEdition edition, string name, string caching, HttpContext http) =>
        edition.AllFiles.FirstOrDefault(file => file.Name.Value == name) is { } file
            ? EditionForm.Answer(http, file, await archive.ReadAsync(http.TenantId(), file, http.RequestAborted), edition.Basis.Checkpoint, caching) : Problems.NotFound();

    private Task<QuarterlyReport?> FindAsync(ReportName name, View view, HttpContext http) =>
        records.FindAsync<QuarterlyReport>(http.TenantId(), name.IdIn(http.TenantId()), view, http.RequestAborted);

    private static IEnumerable<ReportEdition> PublishedOf(QuarterlyReport report) => report.Editions.Where(edition => edition.State == EditionState.Published);

    private static PublishedEdition Shown(HttpContext http, QuarterlyReport report, ReportEdition edition) => new(
        FormattableString.Invariant($"{Quarters.Of(report)}.{edition.Number}"), edition.PublishedAt!.Value, edition == report.Current, edition.Revisions, edition.Basis.Position,
        edition.Basis.Checkpoint, [.. edition.AllFiles.Select(file => new PublishedFile(AddressOf(http, Quarters.NameOf(report), edition.Number, file.Name.Value), Hex(file), file.Length))],
        report.Profile);

    private static string AddressOf(HttpContext http, ReportName name, int number, string file) =>
        FormattableString.Invariant($"{Root(http)}/{name}/editions/{number}/{file}");

    private static string Root(HttpContext http) => $"/public/{http.Caller().Slug}/transparency-reports";

    private static string Hex(FrozenFile file) => Convert.ToHexStringLower(file.Sha256);
}
