using System.Globalization;
using MerkleLog;

namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>
/// A folder to which checkpoints are added as files and in which nothing is changed: on a disk that refuses changes, or that somebody else copies away,
/// it holds what the database must contain. Files lie under the hash of the log's origin and are named by the size.
/// </summary>
public sealed class WriteOnceFolder(string folder)
{
    private const UnixFileMode ForReading = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const string Ending = ".checkpoint";

    /// <summary>The most files of one size: the first, and others where a crash left one that cannot be read.</summary>
    private const int Attempts = 4;

    /// <summary>Adds a checkpoint; one that is there already is left as it is.</summary>
    /// <returns>The name of its file, or <c>null</c> when there is another checkpoint of the same size: the log has two histories.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public string? Add(SignedNote note)
    {
        if (!Checkpoint.TryParse(note.Text, out var checkpoint))
            throw new ArgumentException("Only checkpoints are added.", nameof(note));
        Directory.CreateDirectory(FolderOf(checkpoint.Origin));
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var file = Path.Combine(FolderOf(checkpoint.Origin), NameOf(checkpoint.TreeSize, attempt));
            if (!File.Exists(file))
            {
                // Of two writers at once the second fails here, and finds the first one's file when it tries again.
                DurableFile.Create(file, note.ToBytes(), ForReading);
                return Path.GetFileName(file);
            }

            if (SignedNote.TryParse(File.ReadAllBytes(file), out var there))
                return there.Text == note.Text ? Path.GetFileName(file) : null;
        }

        throw new IOException("The files of this size cannot be read.");
    }

    /// <summary>Adds a time stamp beside its checkpoint.</summary>
    /// <exception cref="IOException">It cannot be written, or is there already.</exception>
    public void AddStamp(Checkpoint checkpoint, byte[] token) =>
        DurableFile.Create(Path.Combine(FolderOf(checkpoint.Origin), $"{Size(checkpoint.TreeSize)}-{Guid.NewGuid():n}.tsr"), token, ForReading);

    /// <summary>The checkpoints of a log, the largest first; files that cannot be read as notes are passed over.</summary>
    public IEnumerable<SignedNote> NewestFirst(string origin)
    {
        if (!Directory.Exists(FolderOf(origin)))
            yield break;
        // All sizes have as many digits, so that the order of names is the order of sizes.
        foreach (var file in Directory.GetFiles(FolderOf(origin), $"*{Ending}").OrderDescending(StringComparer.Ordinal))
        {
            if (SignedNote.TryParse(File.ReadAllBytes(file), out var note))
                yield return note;
        }
    }

    private string FolderOf(string origin) => Path.Combine(folder, WitnessClient.OriginHash(origin));

    private static string NameOf(long size, int attempt) =>
        attempt == 0 ? Size(size) + Ending : string.Create(CultureInfo.InvariantCulture, $"{Size(size)}-{attempt}{Ending}");

    private static string Size(long size) => size.ToString("D19", CultureInfo.InvariantCulture);
}
