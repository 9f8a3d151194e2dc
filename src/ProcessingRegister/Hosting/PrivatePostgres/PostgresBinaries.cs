using System.Globalization;
using System.Text.RegularExpressions;

namespace ProcessingRegister.Hosting.PrivatePostgres;

/// <summary>The server programs of one PostgreSQL release.</summary>
/// <param name="Folder">The folder in which <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> lie together.</param>
/// <param name="Version">Major and minor release, as <c>postgres --version</c> states them.</param>
public sealed partial record PostgresBinaries(string Folder, Version Version)
{
    /// <summary>The oldest major release the register runs on.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl"];

    internal string InitDb => Tool(Folder, "initdb");

    internal string PgCtl => Tool(Folder, "pg_ctl");

    /// <summary>
    /// The highest suitable release in the given folders. A folder counts if the server programs lie in it, if links in it lead to
    /// where they lie, or, when there is no such folder, if a <c>pg_config</c> in it names one.
    /// </summary>
    /// <param name="folders">Candidates; those that do not exist are passed over.</param>
    /// <param name="major">The major release that existing data demand; null for any from <see cref="OldestMajor"/> on.</param>
    /// <param name="ct">Ends the search.</param>
    /// <returns>Null if there is none. Previews (beta, rc, devel) are not suitable: no release reads their data.</returns>
    public static async Task<PostgresBinaries?> FindAsync(IReadOnlyCollection<string> folders, int? major = null, CancellationToken ct = default) =>
        await NewestAsync(folders.SelectMany(WhereLinksLead), major, ct)
        ?? await NewestAsync(await NamedByPgConfigAsync(folders, ct), major, ct);

    private static async Task<PostgresBinaries?> NewestAsync(IEnumerable<string> folders, int? major, CancellationToken ct)
    {
        PostgresBinaries? newest = null;
        foreach (var folder in folders.Where(HoldsAServer).Distinct())
        {
            var version = await VersionAsync(folder, ct);
            var suitable = version is not null && (major is null ? version.Major >= OldestMajor : version.Major == major);
            if (suitable && (newest is null || version! > newest.Version))
                newest = new(folder, version!);
        }
        return newest;
    }

    private static bool HoldsAServer(string folder) => Needed.All(name => File.Exists(Tool(folder, name)));

    private static async Task<Version?> VersionAsync(string folder, CancellationToken ct)
    {
        var run = await ToolRun.OfAsync([Tool(folder, "postgres"), "--version"], null, ct);
        var match = ReleaseNumber().Match(run.Output);
        return run.Succeeded && match.Success
            ? new(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>Where the links lead comes first: pg_ctl looks for its fellows beside itself.</summary>
    private static IEnumerable<string> WhereLinksLead(string folder) =>
        Needed.Select(name => new FileInfo(Tool(folder, name)))
            .Where(file => file.Exists && file.LinkTarget is not null)
            .Select(link => link.ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target ? Path.GetDirectoryName(target)! : folder)
            .Where(HoldsAServer)
            .DefaultIfEmpty(folder);

    private static async Task<List<string>> NamedByPgConfigAsync(IEnumerable<string> folders, CancellationToken ct)
    {
        List<string> named = [];
        foreach (var tool in folders.Select(folder => Tool(folder, "pg_config")).Where(File.Exists))
        {
            if (await ToolRun.OfAsync([tool, "--bindir"], null, ct) is { Succeeded: true } run)
                named.Add(run.Output.Trim());
        }
        return named;
    }

    private static string Tool(string folder, string name) => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name);

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)\.(\d+)\b")]
    private static partial Regex ReleaseNumber();
}
