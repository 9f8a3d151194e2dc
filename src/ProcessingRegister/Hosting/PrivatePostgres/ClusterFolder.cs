using System.Globalization;
using System.Security.Cryptography;

namespace ProcessingRegister.Hosting.PrivatePostgres;

/// <summary>
/// The folder of one private cluster: <c>data</c>, <c>password</c> (only its owner may read it), <c>port</c>, <c>postgres.log</c>, and
/// <c>lock</c>, which this object holds open so that no second program uses the cluster; the lock ends with the process, however it ends.
/// </summary>
internal sealed class ClusterFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;

    private static readonly string[] OwnEntries = ["lock", "data", "password", "port", "postgres.log", "postgres.log.1", "lost+found"];

    private readonly FileStream _lock;

    private ClusterFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The register's folder in the user's data folder.</summary>
    public static string UserData { get; } = System.IO.Path.Combine(
        Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
            ? "/var/lib"
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "processing-register");

    public string Path { get; }

    public string Data => System.IO.Path.Combine(Path, "data");

    public string PasswordFile => System.IO.Path.Combine(Path, "password");

    public string Log => System.IO.Path.Combine(Path, "postgres.log");

    private string PortFile => System.IO.Path.Combine(Path, "port");

    /// <summary>A server writes <c>postmaster.opts</c> at its first start, <c>initdb</c> does not: without it there are no data of anyone.</summary>
    public bool HasData => File.Exists(System.IO.Path.Combine(Data, "postmaster.opts"));

    /// <summary>The major release that wrote the data; null when there are none.</summary>
    public int? Major => HasData ? int.Parse(File.ReadAllText(System.IO.Path.Combine(Data, "PG_VERSION")), CultureInfo.InvariantCulture) : null;

    public int? Port
    {
        get => File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile), CultureInfo.InvariantCulture, out var port) ? port : null;
        set => File.WriteAllText(PortFile, value?.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Creates the folder if need be, and takes its lock.</summary>
    /// <exception cref="PostgresUnavailableException">Another program holds the lock, or the folder is something else or out of reach.</exception>
    public static ClusterFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            if (System.IO.Path.GetDirectoryName(path) is { } parent)
                Directory.CreateDirectory(parent); // not for the owner only: root's cluster belongs to an account that must pass through
            CreateFolder(path);
            if (Directory.EnumerateFileSystemEntries(path).Select(entry => System.IO.Path.GetFileName(entry)).Except(OwnEntries).Any(name => name[0] != '.'))
                throw new PostgresUnavailableException($"The folder {path} holds other things than a private database.", "Name an empty or a new folder.");
            return new(path, new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            throw new PostgresUnavailableException($"The folder {path} cannot be written to.", "Name another one, or set ConnectionStrings__Register.");
        }
        catch (IOException) when (Directory.Exists(path))
        {
            throw new PostgresUnavailableException(
                $"Another program is using the private database in {path}.", "Stop it first, name another folder, or set ConnectionStrings__Register.");
        }
    }

    /// <summary>The password of the superuser; generated when the folder is new.</summary>
    public string Password()
    {
        if (!File.Exists(PasswordFile))
        {
            if (HasData)
            {
                throw new PostgresUnavailableException(
                    $"The password file of the private database in {Path} is missing.", "Restore it from a backup of the folder.");
            }
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerOnly;
            using var writer = new StreamWriter(PasswordFile, options);
            writer.Write(RandomNumberGenerator.GetHexString(48, lowercase: true));
        }
        return File.ReadAllText(PasswordFile);
    }

    /// <summary>
    /// Puts aside what an interrupted initialisation left. It is not deleted: it costs some megabytes once, and a mistake here would
    /// cost data.
    /// </summary>
    public void PutUnusedDataAside()
    {
        if (Directory.Exists(Data) && !HasData)
            Directory.Move(Data, $"{Path}-unused-{Guid.CreateVersion7():N}");
    }

    /// <summary>Keeps the server's log of this run and of the one before.</summary>
    public void TurnLogOver()
    {
        if (File.Exists(Log))
            File.Move(Log, Log + ".1", overwrite: true);
    }

    /// <summary>The last error the server wrote into its log, or null.</summary>
    public string? LastError() => File.Exists(Log)
        ? File.ReadLines(Log).LastOrDefault(line => line.Contains("FATAL: ", StringComparison.Ordinal) || line.Contains("PANIC: ", StringComparison.Ordinal))
        : null;

    public void Delete()
    {
        Dispose();
        Directory.Delete(Path, recursive: true);
    }

    public void Dispose() => _lock.Dispose();

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnlyFolder);
    }
}
