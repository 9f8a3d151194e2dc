using Npgsql;

namespace ProcessingRegister.Hosting.Access;

/// <summary>
/// Sign-in without an identity provider, for a register that runs on one's own machine: a link that works once starts a session. A session is a row in
/// the database that the cookie's secret finds, so that it survives a restart, is known to every node, can be ended at once, and needs no key ring.
/// </summary>
public sealed class SignInLinks(NpgsqlDataSource database, Standings standings, TimeProvider clock)
{
    /// <summary>How long a link can be used.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts.</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromHours(12);

    /// <summary>Makes a link that lets an actor in once.</summary>
    /// <returns>Path and query, to be put behind the address of the register.</returns>
    public async Task<string> CreateAsync(Guid actorId, CancellationToken ct = default)
    {
        var secret = Secret.NewCode();
        await using var command = database.CreateCommand(
            """
            with old as (delete from access.sign_in_link where expires_at < $4)
            insert into access.sign_in_link (digest, actor_id, expires_at) values ($1, $2, $3)
            """);
        foreach (var value in new object[] { secret.Digest, actorId, clock.GetUtcNow() + LinkLife, clock.GetUtcNow() - SessionLife })
            command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(ct);
        return $"/sign-in?code={secret.Text}";
    }

    /// <summary>Uses a link up and starts a session, in one statement: of two who use it at once, one gets in.</summary>
    /// <returns>The session's secret and end, or <c>null</c> when the link is unknown, used or expired.</returns>
    internal async Task<(Secret Secret, DateTimeOffset ExpiresAt)?> UseAsync(string code, CancellationToken ct)
    {
        var (secret, now) = (Secret.NewCode(), clock.GetUtcNow());
        await using var command = database.CreateCommand(
            """
            with link as (update access.sign_in_link set used_at = $2 where digest = $1 and used_at is null and expires_at > $2 returning actor_id),
                 old as (delete from access.session where expires_at < $2)
            insert into access.session (digest, actor_id, created_at, expires_at) select $3, actor_id, $2, $4 from link
            """);
        foreach (var value in new object[] { Secret.Of(code).Digest, now, secret.Digest, now + SessionLife })
            command.Parameters.AddWithValue(value);
        return await command.ExecuteNonQueryAsync(ct) == 1 ? (secret, now + SessionLife) : null;
    }

    /// <summary>Ends a session.</summary>
    internal async Task EndAsync(string code, CancellationToken ct)
    {
        await using var command = database.CreateCommand("delete from access.session where digest = $1");
        command.Parameters.AddWithValue(Secret.Of(code).Digest);
        await command.ExecuteNonQueryAsync(ct);
        standings.Forget();
    }
}
