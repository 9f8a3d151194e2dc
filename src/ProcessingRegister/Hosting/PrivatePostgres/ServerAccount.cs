namespace ProcessingRegister.Hosting.PrivatePostgres;

/// <summary>
/// The account under which PostgreSQL runs: our own, or, because PostgreSQL refuses root, one without privileges if we are root.
/// On Windows nothing is needed: there pg_ctl gives up an administrator's rights by itself.
/// </summary>
/// <param name="Owner">The user and group, in chown's notation, to whom the cluster's files must belong; null if that is ourselves.</param>
/// <param name="Prefix">The command that runs another one under the account.</param>
internal sealed record ServerAccount(string? Owner, IReadOnlyList<string> Prefix)
{
    private static readonly string[] Users = ["postgres", "nobody"];

    /// <exception cref="PostgresUnavailableException">We are root, and no other account can run the programs and reach the folder.</exception>
    public static async Task<ServerAccount> ChooseAsync(PostgresBinaries binaries, ClusterFolder folder, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows())
            return new(null, []);
        // Existing data may only be entered by their owner, which tells us who was chosen when they were made.
        var mustEnter = folder.HasData ? folder.Data : Path.GetDirectoryName(folder.Path)!;
        foreach (var user in Users)
        {
            if (await ToolRun.OfAsync(["id", "-g", user], "/", ct) is not { Succeeded: true } group)
                continue;
            foreach (var prefix in WaysToBecome(user, group.Output.Trim()))
            {
                if ((await ToolRun.OfAsync([.. prefix, "/bin/sh", "-c", "\"$0\" --version && cd \"$1\"", binaries.InitDb, mustEnter], "/", ct)).Succeeded)
                    return new($"{user}:{group.Output.Trim()}", prefix);
            }
        }
        throw new PostgresUnavailableException(
            $"PostgreSQL refuses to run as root, and no account 'postgres' or 'nobody' can both run {binaries.Folder} and enter {mustEnter}.",
            "Start the program as an ordinary user, or name a folder that such an account can reach.");
    }

    /// <summary>Runs a PostgreSQL tool under the account.</summary>
    public Task<ToolRun> RunAsync(IEnumerable<string> command, string workingFolder, CancellationToken ct) =>
        ToolRun.OfAsync([.. Prefix, .. command], workingFolder, ct);

    /// <summary>Hands files to the account.</summary>
    public async Task OwnAsync(IEnumerable<string> paths, CancellationToken ct)
    {
        if (Owner is not null && !(await ToolRun.OfAsync(["chown", "-h", Owner, .. paths], "/", ct)).Succeeded)
            throw new PostgresUnavailableException("The folder of the private database could not be handed to the account PostgreSQL runs under.");
    }

    private static IEnumerable<IReadOnlyList<string>> WaysToBecome(string user, string group) =>
    [
        ["setpriv", $"--reuid={user}", $"--regid={group}", "--clear-groups", "--"],
        ["runuser", "-u", user, "--"],
        ["su", "-s", "/bin/sh", user, "-c", "exec \"$0\" \"$@\"", "--"],
    ];
}
