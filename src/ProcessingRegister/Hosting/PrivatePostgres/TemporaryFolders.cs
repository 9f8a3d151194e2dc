namespace ProcessingRegister.Hosting.PrivatePostgres;

/// <summary>The folders of temporary clusters, and what becomes of those whose program was killed before it could delete them.</summary>
internal static class TemporaryFolders
{
    private const string Prefix = "processing-register-test-";

    /// <summary>A folder this young may be one whose program is just about to lock it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    public static string New(string? parent) => Path.Combine(parent ?? Path.GetTempPath(), $"{Prefix}{Guid.NewGuid():N}");

    /// <summary>Stops and deletes the abandoned clusters beside a new one: those that nobody holds locked.</summary>
    public static async Task SweepAsync(ClusterFolder beside, Func<ClusterFolder, Task> stopAsync)
    {
        foreach (var path in Directory.EnumerateDirectories(Path.GetDirectoryName(beside.Path)!, Prefix + "*").Where(IsOld))
        {
            try
            {
                using var abandoned = ClusterFolder.Open(path);
                await stopAsync(abandoned);
                abandoned.Delete();
            }
            catch (Exception e) when (e is PostgresUnavailableException or IOException or UnauthorizedAccessException)
            {
                // In use, another user's, or being swept by somebody else at this moment: not ours to delete.
            }
        }
    }

    /// <summary>Judged by the lock file, which is written once; the folder itself changes whenever something in it does.</summary>
    private static bool IsOld(string path) =>
        new FileInfo(Path.Combine(path, "lock")) is { Exists: true } held && DateTime.UtcNow - held.LastWriteTimeUtc > Grace;
}
