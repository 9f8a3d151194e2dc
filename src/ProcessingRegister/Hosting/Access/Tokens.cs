using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Hosting.Access;

/// <summary>An API token as it is shown afterwards: everything but the secret.</summary>
/// <param name="Id">Names the token, for its revocation.</param>
/// <param name="Actor">The token's own random reference, under which its events are recorded.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Roles">Its roles in this organisation.</param>
/// <param name="CreatedBy">The actor who made it.</param>
/// <param name="CreatedAt">When (UTC).</param>
/// <param name="ExpiresAt">Until when it holds (UTC).</param>
/// <param name="LastUsedAt">When it was last used (UTC, to the minute or so); <c>null</c> when never.</param>
/// <param name="RevokedAt">Since when it holds no longer (UTC).</param>
public sealed record TokenListed(
    Guid Id, Guid Actor, string Name, IReadOnlyList<Role> Roles, Guid CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

/// <summary>A new API token, the only time that its secret is shown.</summary>
/// <param name="Id">Names the token, for its revocation.</param>
/// <param name="Token">The secret.</param>
/// <param name="Actor">The token's own random reference.</param>
/// <param name="ExpiresAt">Until when it holds (UTC).</param>
public sealed record TokenIssued(Guid Id, string Token, Guid Actor, DateTimeOffset ExpiresAt);

/// <summary>API tokens. Each is an actor of its own with roles of its own, so that its events are told from those of whoever made it.</summary>
public sealed class Tokens(NpgsqlDataSource database, Standings standings, TimeProvider clock)
{
    /// <summary>How long a token holds when nothing else is said.</summary>
    public static readonly TimeSpan UsualLife = TimeSpan.FromDays(90);

    /// <summary>The longest that a token may hold.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(366);

    /// <summary>Issues a token with roles in one organisation; a role in another is assigned as to any member.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would have expired already, or hold for longer than <see cref="LongestLife"/>.</exception>
    public async Task<TokenIssued> IssueAsync(
        Guid createdBy, string tenantId, ImpersonalText name, IEnumerable<Role> roles, DateTimeOffset? expiresAt, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var until = expiresAt?.ToUniversalTime() ?? now + UsualLife;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, now, nameof(expiresAt));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(until, now + LongestLife, nameof(expiresAt));
        var secret = Secret.NewToken();
        var issued = new TokenIssued(Guid.CreateVersion7(now), secret.Text, Guid.NewGuid(), until);
        await using var command = database.CreateCommand(
            """
            with actor as (insert into access.actor (actor_id, created_at) values ($2, $8)),
                 role as (insert into access.role_assignment (tenant_id, actor_id, roles) values ($5, $2, $6))
            insert into access.token (token_id, actor_id, digest, name, created_by, created_at, expires_at) values ($1, $2, $3, $4, $7, $8, $9)
            """);
        foreach (var value in new object[] { issued.Id, issued.Actor, secret.Digest, name.Value, tenantId, RoleWords.Words(roles), createdBy, now, until })
            command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(ct);
        return issued;
    }

    /// <summary>Issues a short-lived token to an actor who is here already but holds no role yet, so that a first organisation can be established.</summary>
    public async Task<TokenIssued> IssueFirstAsync(Guid actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var secret = Secret.NewToken();
        var issued = new TokenIssued(Guid.CreateVersion7(now), secret.Text, actor, now + TimeSpan.FromDays(1));
        await using var command = database.CreateCommand(
            "insert into access.token (token_id, actor_id, digest, name, created_by, created_at, expires_at) values ($1, $2, $3, 'first start', $2, $4, $5)");
        foreach (var value in new object[] { issued.Id, actor, secret.Digest, now, issued.ExpiresAt })
            command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(ct);
        return issued;
    }

    /// <summary>Revokes a token, at once: its own bearer may, and an admin of an organisation in which it has roles. Again is as good as once.</summary>
    /// <returns>Whether there is such a token for this actor to revoke.</returns>
    public async Task<bool> RevokeAsync(Guid id, Guid actor, IReadOnlyCollection<string> administered, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            update access.token t set revoked_at = coalesce(t.revoked_at, $4)
            where t.token_id = $1 and (t.actor_id = $2
              or exists (select from access.role_assignment r where r.actor_id = t.actor_id and r.tenant_id = any($3)))
            """);
        foreach (var value in new object[] { id, actor, administered.ToArray(), clock.GetUtcNow() })
            command.Parameters.AddWithValue(value);
        var revoked = await command.ExecuteNonQueryAsync(ct) > 0;
        standings.Forget();
        return revoked;
    }

    /// <summary>The tokens that have, or had when they were revoked, roles in an organisation, by id.</summary>
    public async Task<IReadOnlyList<TokenListed>> ListAsync(string tenantId, Guid? after, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select t.token_id, t.actor_id, t.name, r.roles, t.created_by, t.created_at, t.expires_at, t.last_used_at, t.revoked_at
            from access.token t join access.role_assignment r on r.actor_id = t.actor_id
            where r.tenant_id = $1 and t.token_id > $2 order by t.token_id limit $3
            """);
        foreach (var value in new object[] { tenantId, after ?? Guid.Empty, limit })
            command.Parameters.AddWithValue(value);
        var tokens = new List<TokenListed>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            tokens.Add(new(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), [.. RoleWords.Read(reader.GetFieldValue<string[]>(3)).Order()],
                reader.GetGuid(4), reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<DateTimeOffset>(6),
                reader.IsDBNull(7) ? null : reader.GetFieldValue<DateTimeOffset>(7), reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8)));
        }

        return tokens;
    }
}
