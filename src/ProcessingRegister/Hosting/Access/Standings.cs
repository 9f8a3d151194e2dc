using System.Data;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Hosting.Access;

/// <summary>What a caller is: who, and for the organisation in the address, with which roles.</summary>
/// <param name="Actor">The caller's random reference.</param>
/// <param name="Token">The API token used, if one was.</param>
/// <param name="ExpiresAt">Until when the credential holds (UTC).</param>
/// <param name="Organisation">The organisation in the address, if there is one by that slug.</param>
/// <param name="Roles">The caller's roles there.</param>
public sealed record Standing(Guid Actor, Guid? Token, DateTimeOffset ExpiresAt, OrganisationAddress? Organisation, IReadOnlySet<Role> Roles);

/// <summary>An organisation as addresses name it.</summary>
/// <param name="TenantId">Its id.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Zone">The zone in which its days begin.</param>
public sealed record OrganisationAddress(string TenantId, string Slug, TimeZoneInfo Zone);

/// <summary>
/// Finds out what a caller is, with one small query, and remembers it for some seconds. A change made on this node is seen at once
/// (<see cref="Forget"/>); one made on another node, within those seconds.
/// </summary>
public sealed class Standings(NpgsqlDataSource database, TimeProvider clock) : IDisposable
{
    /// <summary>How long an answer is remembered.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private readonly MemoryCache memory = new(new MemoryCacheOptions { SizeLimit = 20_000 });
    private int changes;

    /// <summary>Forgets everything remembered, after roles, tokens, sessions or organisations have changed.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref changes);
        memory.Clear();
    }

    /// <summary>What the caller of this request is in another organisation than that of the address, by its slug.</summary>
    public Task<Standing?> OfCallerAsync(HttpContext http, string slug) =>
        OfAsync(http.Features.GetRequiredFeature<Credential>(), slug, http.RequestAborted);

    /// <summary>The organisation by its slug, whoever calls; <c>null</c> when there is none.</summary>
    public async Task<OrganisationAddress?> OrganisationAsync(string slug, CancellationToken ct) => await RememberAsync("organisation", slug, async () =>
    {
        await using var command = database.CreateCommand("select tenant_id, slug, zone from access.organisation where slug = $1");
        command.Parameters.AddWithValue(slug);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, ct);
        return await reader.ReadAsync(ct) ? Address(reader, 0) : null;
    }, found => found is not null);

    /// <summary>What the bearer of a credential is; <c>null</c> when it is none, or no longer.</summary>
    internal async Task<Standing?> OfAsync(Credential credential, string? slug, CancellationToken ct)
    {
        // What is not there may be created in the next moment, on any node, so only what was found is remembered.
        var standing = await RememberAsync(credential.Key, slug, () => ReadAsync(credential, slug, ct), s => s is not null && (slug is null || s.Organisation is not null));
        if (standing is null && credential is Credential.Identity identity)
        {
            await MeetAsync(identity, ct);
            standing = await ReadAsync(credential, slug, ct);
        }

        if (standing is null || standing.ExpiresAt <= clock.GetUtcNow())
            return null;
        return standing.Organisation is { } there && (credential as Credential.Identity)?.Claimed.GetValueOrDefault(there.Slug) is { } claimed
            ? standing with { Roles = standing.Roles.Union(claimed).ToHashSet() } : standing;
    }

    /// <inheritdoc />
    public void Dispose() => memory.Dispose();

    private async Task<Standing?> ReadAsync(Credential credential, string? slug, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
             select c.actor_id, c.token_id, c.expires_at, r.roles, o.tenant_id, o.slug, o.zone
             from ({credential.Caller}) c
             left join access.organisation o on o.slug = $1
             left join access.role_assignment r on r.tenant_id = o.tenant_id and r.actor_id = c.actor_id
             """);
        command.Parameters.Add(new() { Value = (object?)slug ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.AddWithValue(clock.GetUtcNow());
        credential.AddTo(command.Parameters);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, ct);
        return !await reader.ReadAsync(ct) ? null : new Standing(
            reader.GetGuid(0),
            reader.IsDBNull(1) ? null : reader.GetGuid(1),
            reader.IsDBNull(2) ? DateTimeOffset.MaxValue : reader.GetFieldValue<DateTimeOffset>(2),
            reader.IsDBNull(4) ? null : Address(reader, 4),
            reader.IsDBNull(3) ? new HashSet<Role>() : RoleWords.Read(reader.GetFieldValue<string[]>(3)));
    }

    // On first sight somebody becomes a random reference; only this row says whose it is.
    private async Task MeetAsync(Credential.Identity identity, CancellationToken ct)
    {
        await using var command = database.CreateCommand("insert into access.actor (actor_id, issuer, subject) values ($1, $2, $3) on conflict do nothing");
        command.Parameters.AddWithValue(Guid.NewGuid());
        identity.AddTo(command.Parameters);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<T?> RememberAsync<T>(string who, string? slug, Func<Task<T?>> read, Func<T?, bool> worthIt) where T : class
    {
        if (memory.TryGetValue((who, slug), out T? remembered))
            return remembered;
        var before = Volatile.Read(ref changes);
        var found = await read();
        // An answer that was read before a change must not be remembered after it.
        if (worthIt(found) && before == Volatile.Read(ref changes))
            memory.Set((who, slug), found, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Remembered, Size = 1 });
        return found;
    }

    private static OrganisationAddress Address(NpgsqlDataReader reader, int at) =>
        new(reader.GetString(at), reader.GetString(at + 1), TimeZoneInfo.FindSystemTimeZoneById(reader.GetString(at + 2)));
}

/// <summary>Roles as the words by which tables, claims and JSON name them.</summary>
public static class RoleWords
{
    /// <summary>The word of a role.</summary>
    public static string Word(this Role role) => role.ToString().ToLowerInvariant();

    /// <summary>The words of roles, each once, in a fixed order.</summary>
    public static string[] Words(IEnumerable<Role> roles) => [.. roles.Distinct().Order().Select(Word)];

    /// <summary>The roles that words name. A word that names none gives nothing.</summary>
    public static IReadOnlySet<Role> Read(IEnumerable<string> words)
    {
        var known = words.ToHashSet(StringComparer.Ordinal);
        return Enum.GetValues<Role>().Where(role => known.Contains(role.Word())).ToHashSet();
    }
}
