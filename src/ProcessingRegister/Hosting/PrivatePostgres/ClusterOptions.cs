using Microsoft.Extensions.Logging.Abstractions;

namespace ProcessingRegister.Hosting.PrivatePostgres;

/// <summary>Where a private PostgreSQL lies, how long it lives, and where its binaries may come from.</summary>
public sealed record ClusterOptions
{
    /// <summary>
    /// The folder of the cluster; created when absent. By default <c>processing-register/postgres</c> in the user's data folder:
    /// <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c> on Linux, the local application data elsewhere, and <c>/var/lib</c> for root,
    /// because the account that root must hand PostgreSQL to cannot enter root's home.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>
    /// A cluster for tests and benchmarks: in a new folder of its own (under <see cref="Folder"/>, by default the system's temporary
    /// folder), without durability, and deleted when it is stopped. Everything else is as in a kept one.
    /// </summary>
    public bool Temporary { get; init; }

    /// <summary>The folders in which binaries are looked for; by default <see cref="PostgresFolders.OnThisMachine"/>.</summary>
    public IReadOnlyCollection<string>? BinaryFolders { get; init; }

    /// <summary>How binaries are fetched when none are found; null forbids it.</summary>
    public PostgresDownload? Download { get; init; } = new();

    /// <summary>Receives what is done, without passwords and without the home folder's name.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
