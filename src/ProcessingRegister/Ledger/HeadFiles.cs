using System.Text;
using MerkleLog;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Ledger;

/// <summary>
/// The last signed head of each organisation's log, in a file outside the database: what the database must still contain the next time, whoever
/// restored or rewrote it meanwhile.
/// </summary>
public sealed class HeadFiles(string folder)
{
    /// <summary>The head, or <c>null</c> when none was signed from here.</summary>
    /// <exception cref="InvalidDataException">The file is no note.</exception>
    public SignedNote? Read(string tenantId)
    {
        var file = FileOf(tenantId);
        if (!File.Exists(file))
            return null;
        return SignedNote.TryParse(File.ReadAllBytes(file), out var note) ? note : throw new InvalidDataException("The file of the last signed head is damaged.");
    }

    /// <summary>Puts a head in the place of the one before; afterwards one of the two is there, whatever happens.</summary>
    public void Write(string tenantId, SignedNote note)
    {
        SecretFile.CreateFolder(folder);
        var file = FileOf(tenantId);
        var next = $"{file}.next";
        using (var stream = new FileStream(next, FileMode.Create, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(note.ToString()));
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, file, overwrite: true);
    }

    // A tenant's id is a UUID, so it is a name for a file as it is.
    private string FileOf(string tenantId) => Path.Combine(folder, $"{tenantId}.checkpoint");
}
