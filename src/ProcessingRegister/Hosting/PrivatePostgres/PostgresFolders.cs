namespace ProcessingRegister.Hosting.PrivatePostgres;

/// <summary>Where distributions and installers put the server programs of PostgreSQL.</summary>
public static class PostgresFolders
{
    /// <summary>At most one <c>*</c> in each, which stands for a release's number.</summary>
    private static readonly string[] Unix =
    [
        "/usr/lib/postgresql/*/bin", // Debian, Ubuntu
        "/usr/pgsql-*/bin", // the PostgreSQL project's RPMs
        "/usr/lib/postgresql*/bin", // SUSE
        "/usr/lib64/postgresql*/bin", // Gentoo
        "/usr/libexec/postgresql*", // Alpine
        "/usr/local/pgsql/bin", // built from source
        "/opt/homebrew/opt/postgresql@*/bin", // Homebrew on Apple silicon
        "/usr/local/opt/postgresql@*/bin", // Homebrew on Intel
        "/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin", // Homebrew on Linux
        "/Applications/Postgres.app/Contents/Versions/*/bin",
        "/opt/local/lib/postgresql*/bin", // MacPorts
        "/Library/PostgreSQL/*/bin", // EDB's installer
        "/opt/PostgreSQL/*/bin",
    ];

    /// <summary>All folders of this machine that may hold the programs: those on PATH, then the usual ones.</summary>
    public static IReadOnlyCollection<string> OnThisMachine() =>
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathRooted),
        .. Usual().SelectMany(Matching),
    ];

    /// <summary>The existing folders a pattern means; a <c>*</c> stands within one folder's name.</summary>
    public static IEnumerable<string> Matching(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return Directory.Exists(pattern) ? [pattern] : [];
        var start = pattern.LastIndexOf('/', star);
        var end = pattern.IndexOf('/', star) is var slash && slash < 0 ? pattern.Length : slash;
        var parent = pattern[..start];
        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, pattern[(start + 1)..end]).Select(folder => folder + pattern[end..]).Where(Directory.Exists)
            : [];
    }

    private static string[] Usual() => OperatingSystem.IsWindows()
        ? [Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles).Replace('\\', '/') + "/PostgreSQL/*/bin"]
        : Unix;
}
