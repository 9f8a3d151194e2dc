using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Obligations;

/// <summary>
/// Addresses that give the calendar to whoever has them, since calendar programs send no bearer token. Each holds a secret of 32 random bytes, kept as a
/// digest only, and shows what its maker may see, for as long as the maker may: whoever loses the roles that it was made with, or the token, loses it too.
/// </summary>
public sealed class CalendarSubscriptions(NpgsqlDataSource database, TimeProvider clock)
{
    // The roles that may read obligations.
    private static readonly string[] Readers = [.. new[] { Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor }.Select(Word)];

    /// <summary>Makes one with the roles that are on record for the maker.</summary>
    /// <returns>Its id and its secret, this once; <c>null</c> when no role of the maker is on record.</returns>
    public async Task<(Guid Id, string Secret)?> AddAsync(string tenantId, Guid maker, ImpersonalText name, CancellationToken ct)
    {
        var (id, secret) = (Guid.CreateVersion7(clock.GetUtcNow()), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        await using var command = database.CreateCommand(
            """
            insert into access.calendar_subscription (tenant_id, id, digest, name, roles, created_by, created_at)
            select tenant_id, $3, $4, $5, array(select unnest(roles) intersect select unnest($6::text[])), actor_id, $7
            from access.role_assignment where tenant_id = $1 and actor_id = $2 and roles && $6::text[]
            """);
        foreach (var value in new object[] { tenantId, maker, id, DigestOf(secret), name.Value, Readers, clock.GetUtcNow() })
            command.Parameters.AddWithValue(value);
        return await command.ExecuteNonQueryAsync(ct) == 1 ? (id, secret) : null;
    }

    /// <summary>For whom a secret opens an organisation's calendar; <c>null</c> when it opens nothing there, or no longer.</summary>
    public async Task<(Guid Maker, IReadOnlySet<Role> Roles)?> OpenAsync(string tenantId, string secret, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select s.created_by, array(select unnest(s.roles) intersect select unnest(r.roles))
            from access.calendar_subscription s join access.role_assignment r on r.tenant_id = s.tenant_id and r.actor_id = s.created_by and r.roles && s.roles
            where s.digest = $2 and s.tenant_id = $1 and s.revoked_at is null
              and not exists (select from access.token t where t.actor_id = s.created_by and t.revoked_at is not null)
            """);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(DigestOf(secret));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetGuid(0), RolesAt(reader, 1).ToHashSet()) : null;
    }

    /// <summary>Revokes one, at once; again is as good as once.</summary>
    /// <returns>Whether there is such a one.</returns>
    public async Task<bool> RevokeAsync(string tenantId, Guid id, CancellationToken ct)
    {
        await using var command = database.CreateCommand("update access.calendar_subscription set revoked_at = coalesce(revoked_at, $3) where tenant_id = $1 and id = $2");
        foreach (var value in new object[] { tenantId, id, clock.GetUtcNow() })
            command.Parameters.AddWithValue(value);
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>All of an organisation, in the order in which they were made, without their secrets.</summary>
    public async Task<IReadOnlyList<CalendarSubscriptionListed>> AllAsync(string tenantId, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select id, name, roles, created_by, created_at, revoked_at from access.calendar_subscription where tenant_id = $1 order by id");
        command.Parameters.AddWithValue(tenantId);
        var found = new List<CalendarSubscriptionListed>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add(new(reader.GetGuid(0), reader.GetString(1), [.. RolesAt(reader, 2).Order()], reader.GetGuid(3), reader.GetFieldValue<DateTimeOffset>(4),
                reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5)));
        }

        return found;
    }

    private static string Word(Role role) => role.ToString().ToLowerInvariant();

    private static IEnumerable<Role> RolesAt(NpgsqlDataReader reader, int column) => Enum.GetValues<Role>().IntersectBy(reader.GetFieldValue<string[]>(column), Word);

    private static byte[] DigestOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
