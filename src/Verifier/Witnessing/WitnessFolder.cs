using System.Text;
using MerkleLog;

namespace Verifier.Witnessing;

/// <summary>
/// The folder of a witness: its key, and for each log the checkpoint that it cosigned last. One program at a time may use it, since two
/// would not know what the other cosigned.
/// </summary>
public sealed class WitnessFolder : IDisposable
{
    private const UnixFileMode Secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string folder;
    private readonly FileStream inUse;

    private WitnessFolder(string folder, FileStream inUse, SigningKey key) => (this.folder, this.inUse, Key) = (folder, inUse, key);

    /// <summary>The witness's key.</summary>
    public SigningKey Key { get; }

    /// <summary>Opens the folder, and makes it and the key when they are not there.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="name">The name for a new key, or null for the name of this machine.</param>
    /// <exception cref="InvalidOperationException">Another program uses the folder, or the key in it is readable for others, is none, or has another name.</exception>
    public static WitnessFolder Open(string folder, string? name)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, Secret | UnixFileMode.UserExecute);
        FileStream inUse;
        try
        {
            // The system gives this lock up when the program ends, however it ends.
            inUse = new FileStream(Path.Combine(folder, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException("Another program uses the folder of this witness.", e);
        }
        try
        {
            return new WitnessFolder(folder, inUse, ReadOrMakeKey(Path.Combine(folder, "key"), name));
        }
        catch
        {
            inUse.Dispose();
            throw;
        }
    }

    /// <summary>The checkpoint of a log that was cosigned last, or null if none was.</summary>
    /// <exception cref="InvalidOperationException">
    /// There is a file that is not what this witness wrote. To go on as if there were none could cosign a second history, so this is for a person to decide.
    /// </exception>
    public SignedNote? Last(string origin)
    {
        var path = PathOf(origin, "checkpoint");
        if (!File.Exists(path))
            return null;
        if (SignedNote.TryParse(File.ReadAllBytes(path), out var note)
            && note.TryVerify([Key.VerifierKey], out var verified) && verified.Count > 0
            && Checkpoint.TryParse(note.Text, out var checkpoint) && checkpoint.Origin == origin)
            return note;
        throw new InvalidOperationException($"The file {Path.GetFileName(path)} is not a checkpoint that this witness cosigned.");
    }

    /// <summary>Remembers a cosigned checkpoint. When this returns, it is on the disk.</summary>
    public void Remember(string origin, SignedNote cosigned) => DurableFile.Replace(PathOf(origin, "checkpoint"), cosigned.ToBytes());

    /// <summary>
    /// Keeps a checkpoint that the log signed over another root than that of the same size which this witness cosigned: the two notes
    /// together show to anybody that the log has two histories.
    /// </summary>
    public void KeepEvidence(string origin, long size, SignedNote signed)
    {
        var path = PathOf(origin, $"{size}.forked");
        // The first one says it all; a file for each would let a broken log fill the disk.
        if (!File.Exists(path))
            DurableFile.Replace(path, signed.ToBytes());
    }

    /// <inheritdoc/>
    public void Dispose() => inUse.Dispose();

    private string PathOf(string origin, string kind) => Path.Combine(folder, $"{OriginHash(origin)}.{kind}");

    /// <summary>The name of a log in paths, c2sp.org/tlog-witness: SHA-256 of its origin in lower-case hexadecimal.</summary>
    internal static string OriginHash(string origin) => Convert.ToHexStringLower(Hash.Sha256(Encoding.UTF8.GetBytes(origin)).AsSpan());

    private static SigningKey ReadOrMakeKey(string path, string? name)
    {
        if (!File.Exists(path))
        {
            SigningKey made;
            try
            {
                made = SigningKey.Generate(name ?? $"{Environment.MachineName.ToLowerInvariant()}/witness", SignatureType.Cosignature);
            }
            catch (ArgumentException e)
            {
                throw new InvalidOperationException("The name of a witness has neither spaces nor plus signs.", e);
            }
            DurableFile.Replace(path, Encoding.UTF8.GetBytes(made.ExportSkey() + "\n"), isSecret: true);
            return made;
        }
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Secret) != 0)
            throw new InvalidOperationException("The key of the witness can be read by others; its mode must be 0600.");
        if (!SigningKey.TryParse(File.ReadAllText(path).TrimEnd('\n'), out var key) || key.VerifierKey.Type != SignatureType.Cosignature)
            throw new InvalidOperationException("The file key in the folder of the witness is not the key of a witness.");
        if (name is not null && name != key.VerifierKey.Name)
            throw new InvalidOperationException($"The key of this witness is named {key.VerifierKey.Name}; a key's name is never changed.");
        return key;
    }
}
