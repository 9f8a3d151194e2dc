using MerkleLog;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Ledger;

/// <summary>
/// The last signed head of each organisation's log, in a file outside the database: what the database must still contain the next time, whoever
/// restored or rewrote it meanwhile.
/// </summary>
public sealed class HeadFiles(string folder)
{
    private const int LockAttempts = 500;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(10);

    /// <summary>The head, or <c>null</c> when none was signed from here.</summary>
    /// <exception cref="InvalidDataException">The file is no note.</exception>
    public SignedNote? Read(string tenantId)
    {
        var file = FileOf(tenantId);
        if (!File.Exists(file))
            return null;
        return SignedNote.TryParse(File.ReadAllBytes(file), out var note) ? note : throw new InvalidDataException("The file of the last signed head is damaged.");
    }

    /// <summary>
    /// Puts a head in the place of the one before; afterwards one of the two is there, whatever happens. A larger head stays: a sealer whose connection
    /// was cut may come to this after another has gone on from there.
    /// </summary>
    /// <exception cref="SealingRefusedException">The file has the head of another log, or another head of this size.</exception>
    /// <exception cref="IOException">Another sealer has held the file for longer than any does.</exception>
    public async Task WriteAsync(string tenantId, SignedNote note, Checkpoint head, CancellationToken ct)
    {
        await using var alone = await LockAsync(tenantId, ct);
        if (Read(tenantId) is { } present)
        {
            if (!Checkpoint.TryParse(present.Text, out var known) || known.Origin != head.Origin || (known.TreeSize == head.TreeSize && known.RootHash != head.RootHash))
                throw new SealingRefusedException(SealingRefusal.Fork);
            if (known.TreeSize > head.TreeSize)
                return;
        }

        DurableFile.Replace(FileOf(tenantId), note.ToBytes());
    }

    /// <summary>Puts the head of a log that another succeeds aside, under a name of its own, where it stays.</summary>
    public async Task SetAsideAsync(string tenantId, Guid lostLog, CancellationToken ct)
    {
        await using var alone = await LockAsync(tenantId, ct);
        if (File.Exists(FileOf(tenantId)))
            File.Move(FileOf(tenantId), Path.Combine(folder, $"{tenantId}.succeeded-{lostLog}.checkpoint"), overwrite: true);
    }

    // Between processes; the system lets go of it when one dies.
    private async Task<FileStream> LockAsync(string tenantId, CancellationToken ct)
    {
        SecretFile.CreateFolder(folder);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream($"{FileOf(tenantId)}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < LockAttempts)
            {
                await Task.Delay(LockPause, ct);
            }
        }
    }

    // A tenant's id is a UUID, so it is a name for a file as it is; the anchor log's is a star, which is none everywhere.
    private string FileOf(string tenantId) => Path.Combine(folder, tenantId == "*" ? "anchor-log.checkpoint" : $"{tenantId}.checkpoint");
}
