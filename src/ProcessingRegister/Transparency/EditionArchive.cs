using System.Security.Cryptography;
using Marten;
using Npgsql;
using ProcessingRegister.Vault;
using TransparencyReport.Editions;
using TransparencyReport.Formats;

namespace ProcessingRegister.Transparency;

/// <summary>The frozen files of editions: added once, addressed by digest, and compared with the digest in the event whenever they are read.</summary>
public sealed class EditionArchive(NpgsqlDataSource database)
{
    /// <summary>The file that holds the edition itself.</summary>
    public const string Json = "edition.json";

    /// <summary>Names files as the event that freezes them does.</summary>
    public static IReadOnlyList<FrozenFile> Named(IReadOnlyDictionary<string, byte[]> files) =>
        [.. files.Select(file => new FrozenFile(new ImpersonalText(file.Key), SHA256.HashData(file.Value), file.Value.Length))];

    /// <summary>Adds files in the session's transaction, that of the event which names them.</summary>
    public static void Freeze(IDocumentSession session, IReadOnlyDictionary<string, byte[]> files)
    {
        foreach (var content in files.Values)
        {
            session.QueueSqlCommand("insert into transparency.file (tenant_id, sha256, content) values (?, ?, ?) on conflict do nothing",
                session.TenantId, SHA256.HashData(content), content);
        }
    }

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="InvalidDataException">They are not those that were frozen: nothing else is shown in their place.</exception>
    public async Task<byte[]> ReadAsync(string tenantId, FrozenFile file, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select content from transparency.file where tenant_id = $1 and sha256 = $2");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(file.Sha256);
        return await command.ExecuteScalarAsync(ct) is byte[] content && SHA256.HashData(content).AsSpan().SequenceEqual(file.Sha256)
            ? content : throw new InvalidDataException("A frozen file of a transparency report is not what its event says.");
    }

    /// <summary>An edition, read from the JSON that was frozen.</summary>
    /// <exception cref="InvalidDataException">It is not what was frozen.</exception>
    public Task<Edition> ReadAsync(string tenantId, ReportEdition edition, CancellationToken ct) => ReadAsync(tenantId, edition.Files, ct);

    /// <summary>An edition, read from the JSON among its files.</summary>
    /// <exception cref="InvalidDataException">It is not what was frozen.</exception>
    public async Task<Edition> ReadAsync(string tenantId, IReadOnlyList<FrozenFile> files, CancellationToken ct) =>
        EditionReader.Read(await ReadAsync(tenantId, files.First(file => file.Name.Value == Json), ct));
}
