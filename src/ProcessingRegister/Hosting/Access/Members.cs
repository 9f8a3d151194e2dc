using Microsoft.AspNetCore.Http.Features;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Organisations;

namespace ProcessingRegister.Hosting.Access;

/// <summary>Somebody who holds roles in an organisation.</summary>
/// <param name="Actor">The random reference under which events are recorded.</param>
/// <param name="Roles">The roles on record; an identity provider may state more.</param>
/// <param name="Issuer">The identity provider that vouches, for a person who signed in by one.</param>
/// <param name="Subject">The person in the provider's words.</param>
/// <param name="Token">The token's name, for a token.</param>
public sealed record Member(Guid Actor, IReadOnlyList<Role> Roles, string? Issuer, string? Subject, string? Token);

/// <summary>Who holds which role in which organisation.</summary>
public sealed class Members(NpgsqlDataSource database, Standings standings, TimeProvider clock) : IMemberships
{
    /// <summary>A new actor whom no identity provider knows, such as the first on a machine of one's own; a sign-in link lets it in.</summary>
    public async Task<Guid> MeetAsync(CancellationToken ct)
    {
        var actor = Guid.NewGuid();
        await using var command = database.CreateCommand("insert into access.actor (actor_id, created_at) values ($1, $2)");
        command.Parameters.AddWithValue(actor);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(ct);
        return actor;
    }

    /// <summary>The members of an organisation by actor; tokens that no longer hold are left out.</summary>
    public async Task<IReadOnlyList<Member>> ListAsync(string tenantId, Guid? after, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select r.actor_id, r.roles, a.issuer, a.subject, t.name
            from access.role_assignment r join access.actor a on a.actor_id = r.actor_id left join access.token t on t.actor_id = r.actor_id
            where r.tenant_id = $1 and r.actor_id > $2 and (t.token_id is null or (t.revoked_at is null and t.expires_at > $4))
            order by r.actor_id limit $3
            """);
        foreach (var value in new object[] { tenantId, after ?? Guid.Empty, limit, clock.GetUtcNow() })
            command.Parameters.AddWithValue(value);
        var members = new List<Member>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            members.Add(new(reader.GetGuid(0), [.. RoleWords.Read(reader.GetFieldValue<string[]>(1)).Order()],
                Text(reader, 2), Text(reader, 3), Text(reader, 4)));
        }

        return members;
    }

    /// <summary>Gives an actor exactly these roles in an organisation; none at all ends the membership.</summary>
    /// <returns>The problem to answer with, or <c>null</c>.</returns>
    public async Task<IResult?> AssignAsync(string tenantId, Guid actor, IReadOnlyCollection<Role> roles, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Two admins who take the role from each other at once must not both succeed.
        if (await AskAsync(connection, "select 1 from access.organisation where tenant_id = $1 for update", ct, tenantId) is null
            || await AskAsync(connection, "select 1 from access.actor where actor_id = $1", ct, actor) is null)
            return Problems.NotFound();
        if (!roles.Contains(Role.Admin) && await AskAsync(connection,
            """
            select 1 from access.role_assignment r left join access.token t on t.actor_id = r.actor_id
            where r.tenant_id = $1 and r.actor_id <> $2 and 'admin' = any(r.roles) and (t.token_id is null or (t.revoked_at is null and t.expires_at > $3)) limit 1
            """, ct, tenantId, actor, clock.GetUtcNow()) is null)
            return Problems.Refused(AccessRefusals.LastAdmin);
        if (roles.Count == 0)
        {
            await AskAsync(connection, "delete from access.role_assignment where tenant_id = $1 and actor_id = $2", ct, tenantId, actor);
        }
        else
        {
            await AskAsync(connection,
                "insert into access.role_assignment (tenant_id, actor_id, roles) values ($1, $2, $3) on conflict (tenant_id, actor_id) do update set roles = excluded.roles",
                ct, tenantId, actor, RoleWords.Words(roles));
        }

        await transaction.CommitAsync(ct);
        standings.Forget();
        return null;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Membership>> OfCallerAsync(HttpContext http)
    {
        var claimed = (http.Features.GetRequiredFeature<Credential>() as Credential.Identity)?.Claimed;
        await using var command = database.CreateCommand(
            """
            select o.tenant_id, o.slug, coalesce(r.roles, '{}')
            from access.organisation o left join access.role_assignment r on r.tenant_id = o.tenant_id and r.actor_id = $1
            where r.actor_id is not null or o.slug = any($2)
            """);
        command.Parameters.AddWithValue(http.Caller().Actor);
        command.Parameters.AddWithValue(claimed?.Keys.ToArray() ?? []);
        var memberships = new List<Membership>();
        await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
        while (await reader.ReadAsync(http.RequestAborted))
        {
            var roles = RoleWords.Read(reader.GetFieldValue<string[]>(2)).Union(claimed?.GetValueOrDefault(reader.GetString(1)) ?? new HashSet<Role>()).Order().ToArray();
            if (roles.Length > 0)
                memberships.Add(new(Guid.Parse(reader.GetString(0)), reader.GetString(1), roles));
        }

        return [.. memberships.OrderBy(m => m.Organisation)];
    }

    private static string? Text(NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        return await command.ExecuteScalarAsync(ct);
    }
}
