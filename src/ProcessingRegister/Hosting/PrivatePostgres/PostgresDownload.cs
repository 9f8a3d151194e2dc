using System.Globalization;
using MysticMind.PostgresEmbed;

namespace ProcessingRegister.Hosting.PrivatePostgres;

/// <summary>Fetches the server programs when the machine has none. Only the programs: the cluster is set up as any other.</summary>
public sealed record PostgresDownload
{
    /// <summary>The release to fetch for a new cluster: a major number (its newest published minor) or an exact version.</summary>
    public string Version { get; init; } = "17";

    /// <summary>A repository laid out as Maven Central is, from which to fetch; null for the library's own default.</summary>
    public Uri? Repository { get; init; }

    /// <summary>Where the programs are kept; by default <c>postgres-binaries</c> beside the default cluster. To fetch a newer minor, delete it.</summary>
    public string Folder { get; init; } = Path.Combine(ClusterFolder.UserData, "postgres-binaries");

    /// <summary>The folders of what was fetched before.</summary>
    internal IEnumerable<string> Kept => PostgresFolders.Matching(Folder.Replace('\\', '/') + "/postgres-*/bin");

    /// <summary>Null if nothing could be fetched; the reason is logged.</summary>
    internal async Task<PostgresBinaries?> FetchAsync(int? major, ILogger logger, CancellationToken ct)
    {
        var release = major?.ToString(CultureInfo.InvariantCulture) ?? Version;
        try
        {
            logger.LogInformation("No suitable PostgreSQL on this machine; fetching release {Version}", release);
            await using var server = new PgServer(new PgServerOptions
            {
                PgVersion = release,
                DbDir = Folder,
                BinariesDir = Folder,
                MavenRepo = Repository?.ToString().TrimEnd('/') ?? PgServerOptions.DefaultMavenRepo,
                DownloadRetryCount = 1,
            });
            await server.InstallAsync(ct);
            return await PostgresBinaries.FindAsync([server.PgBinDir], major, ct);
        }
        catch (Exception e) when (e is PostgresEmbedException or HttpRequestException or IOException or UnauthorizedAccessException
            || (e is OperationCanceledException && !ct.IsCancellationRequested)) // the library's way of saying that the network is too slow
        {
            logger.LogWarning("PostgreSQL could not be fetched: {Reason}", PostgresUnavailableException.WithoutHome(e.Message));
            return null;
        }
    }
}
