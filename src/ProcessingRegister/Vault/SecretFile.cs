using System.Security.Cryptography;
using System.Text;

namespace ProcessingRegister.Vault;

/// <summary>
/// Secrets of 32 bytes or more in Base64, one in a line, from the environment or from a file that only this program's user can read; never from the
/// database.
/// </summary>
public static class SecretFile
{
    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The secrets of the environment variable, else of the file, which is created with a new one (mode 0600) when absent.</summary>
    /// <param name="base64">The value of the environment variable, or <c>null</c>.</param>
    /// <param name="file">Where the secrets lie when the environment has none.</param>
    /// <param name="what">What they are called in a message.</param>
    /// <param name="length">The length of each in bytes.</param>
    /// <exception cref="InvalidOperationException">The file can be read by others, or what was given holds no secret.</exception>
    public static IReadOnlyList<byte[]> Read(string? base64, string file, string what, int length)
    {
        if (!string.IsNullOrEmpty(base64))
            return Parse(base64, $"The variable of the {what}", length);
        if (!File.Exists(file))
            Create(file, RandomNumberGenerator.GetBytes(length));
        else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~OwnersAlone) != 0)
            throw new InvalidOperationException($"The file of the {what} can be read by others; its mode must be 0600.");
        return Parse(File.ReadAllText(file), $"The file of the {what}", length);
    }

    /// <summary>Puts the secrets of a file in the place of those that it had, all or none of them.</summary>
    public static void Replace(string file, IEnumerable<byte[]> secrets)
    {
        var next = file + ".next";
        File.Delete(next);
        Create(next, [.. secrets]);
        File.Move(next, file, overwrite: true);
    }

    private static void Create(string file, params byte[][] secrets)
    {
        CreateFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersAlone;
        using var stream = new FileStream(file, options);
        stream.Write(Encoding.ASCII.GetBytes(string.Join('\n', secrets.Select(Convert.ToBase64String))));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>A folder that only this program's user can enter.</summary>
    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnersAlone | UnixFileMode.UserExecute);
    }

    private static IReadOnlyList<byte[]> Parse(string text, string source, int length)
    {
        var lines = text.Split(['\n', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 0 && lines.All(line => IsSecret(line, length))
            ? [.. lines.Select(Convert.FromBase64String)]
            : throw new InvalidOperationException($"{source} holds none: it must be {length} bytes in Base64.");
    }

    private static bool IsSecret(string line, int length)
    {
        var bytes = new byte[line.Length];
        return Convert.TryFromBase64String(line, bytes, out var read) && read == length;
    }
}
