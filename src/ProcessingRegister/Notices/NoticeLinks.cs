using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ProcessingRegister.Notices;

/// <summary>
/// The links by which recipients acknowledge. Each is 32 random bytes, kept as a digest only; a notice that is sent again gets another, and the earlier
/// one stays good.
/// </summary>
internal sealed class NoticeLinks(NpgsqlDataSource database, NoticeOptions options)
{
    /// <summary>New links for notices that are about to be sent, in one statement.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> MakeAsync(IReadOnlyCollection<Outgoing> notices, CancellationToken ct)
    {
        var tokens = notices.Select(_ => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))).ToArray();
        await using var command = database.CreateCommand("insert into notices.token (digest, tenant_id, notice_id) select * from unnest($1::bytea[], $2::text[], $3::uuid[])");
        command.Parameters.AddWithValue(tokens.Select(DigestOf).ToArray());
        command.Parameters.AddWithValue(notices.Select(n => n.TenantId).ToArray());
        command.Parameters.AddWithValue(notices.Select(n => n.Id).ToArray());
        await command.ExecuteNonQueryAsync(ct);
        return notices.Zip(tokens).ToDictionary(pair => pair.First.Id, pair => $"{options.PublicAddress.AbsoluteUri.TrimEnd('/')}/notices/{pair.Second}");
    }

    /// <summary>What is kept of a token.</summary>
    public static byte[] DigestOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));
}
