using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MerkleLog;

/// <summary>
/// Small files that must survive the loss of power, since something was promised by them: a head that was signed, a checkpoint that
/// was cosigned. When a call returns, the content and its name are on the disk.
/// </summary>
public static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Puts a file in the place of another; who reads meanwhile, or after a crash, finds the one or the other, whole. The file is
    /// readable for others unless it is a secret (mode 0600).
    /// </summary>
    /// <exception cref="IOException">It cannot be written; what was there before still is.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content, bool isSecret = false)
    {
        var full = Path.GetFullPath(path);
        // A name of its own for each writer, so that two at once do not write into one another's file.
        var temporary = $"{full}.{Guid.NewGuid():n}.new";
        try
        {
            Write(temporary, content, isSecret ? OwnerOnly : OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        FlushFolder(Path.GetDirectoryName(full)!);
    }

    /// <summary>Writes a file that is not there yet, with these rights from its first moment on.</summary>
    /// <exception cref="IOException">There is one already, or it cannot be written.</exception>
    public static void Create(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var full = Path.GetFullPath(path);
        Write(full, content, mode);
        FlushFolder(Path.GetDirectoryName(full)!);
    }

    private static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        using var stream = new FileStream(path, options);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>A name is part of its folder, and lasts when that is on the disk. NTFS keeps a journal of names and has no such call.</summary>
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = Open(Unicode.Utf8.GetBytes(folder + "\0"), flags: 0);
        // File systems without this for folders say so (EINVAL), and then the name is as durable there as it can be.
        if (!handle.IsInvalid && FSync(handle) != 0 && Marshal.GetLastPInvokeError() is var error and not InvalidArgument)
            throw new IOException($"The folder of a file could not be written to the disk (errno {error}).");
    }

    private const int InvalidArgument = 22;

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FSync(SafeFileHandle handle);
}
