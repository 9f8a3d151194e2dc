using System.Security.Cryptography;
using System.Text;
using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Organisations;

/// <summary>
/// Establishes organisations. The tenant of a new one does not exist before the call, so the session is opened here; the address, the first event and
/// the roles of whoever establishes it are written in one transaction.
/// </summary>
public sealed class Establishing(IDocumentStore store, NpgsqlDataSource database, SealedValues values, IMemberships memberships, TimeProvider clock)
{
    /// <summary>Establishes an organisation for a request.</summary>
    public async Task<IResult> EstablishAsync(EstablishOrganisation command, HttpContext http)
    {
        var ct = http.RequestAborted;
        var id = IdFor(http);
        await using var session = store.LightweightSession(id.ToString());
        if (await Retries.AnswerAgain(session, http) is { } earlier)
            return earlier;
        if (!await MayEstablishAsync(http))
            return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "You may not do this.", "A further organisation is established by an admin of one that is here already.");

        var recorded = await RecordAsync(session, id, command, http.Caller().Actor, ct);
        http.Response.Headers.Location = $"/v1/{command.Slug}";
        http.Response.Tag(recorded.Version);
        Retries.Remember(session, http, StatusCodes.Status201Created, recorded);
        if (await SaveAsync(session, ct))
            return Results.Json(recorded, RegisterJson.Edge, statusCode: StatusCodes.Status201Created);
        http.Response.Headers.Remove("ETag");
        http.Response.Headers.Remove("Location");
        return Problems.Refused(OrganisationRefusals.SlugTaken);
    }

    /// <summary>Establishes an organisation without a request, on behalf of an actor.</summary>
    /// <exception cref="ArgumentException">The command breaks a rule of form.</exception>
    /// <exception cref="InvalidOperationException">The slug is taken.</exception>
    public async Task<Recorded> EstablishAsync(EstablishOrganisation command, Guid actor, CancellationToken ct)
    {
        if (command.Faults().FirstOrDefault() is { } fault)
            throw new ArgumentException($"{fault.Pointer} {fault.Rule}", nameof(command));
        var id = Guid.CreateVersion7();
        await using var session = store.LightweightSession(id.ToString());
        var recorded = await RecordAsync(session, id, command, actor, ct);
        return await SaveAsync(session, ct) ? recorded : throw new InvalidOperationException(OrganisationRefusals.SlugTaken.Sentence);
    }

    private async Task<Recorded> RecordAsync(IDocumentSession session, Guid id, EstablishOrganisation command, Guid actor, CancellationToken ct)
    {
        var zone = command.Profile.Zone;
        var now = Moment.Of(clock, TimeZoneInfo.FindSystemTimeZoneById(zone));
        await values.RecogniseSubjectsAsync(session.TenantId, command, ct);
        var facts = (Decision.Appended)command.Decide(now);
        session.LastModifiedBy = actor.ToString();
        var events = Deciding.Wrap(session, facts.Events, now.Instant);
        session.Events.StartStream<Organisation>(id, events);
        // A token is an actor of its own and expires; whoever issued it holds the roles as well, so that the organisation is never left without an admin.
        session.QueueSqlCommand(
            """
            with organisation as (insert into access.organisation (tenant_id, slug, zone, created_at) values (?, ?, ?, ?))
            insert into access.role_assignment (tenant_id, actor_id, roles)
            select ?, holder, ? from (select ?::uuid as holder union select created_by from access.token where actor_id = ?) holders
            """,
            session.TenantId, command.Slug.Value, zone, now.Instant, session.TenantId, Enum.GetValues<Role>().Select(role => role.ToString().ToLowerInvariant()).ToArray(), actor, actor);
        return new Recorded(id, events.Length, [.. events.Select(e => e.Id)]);
    }

    // The slug's unique index decides, also between two who choose it at once.
    private static async Task<bool> SaveAsync(IDocumentSession session, CancellationToken ct)
    {
        try
        {
            await session.SaveChangesAsync(ct);
            return true;
        }
        catch (Exception e) when ((e as PostgresException ?? e.InnerException as PostgresException)
            is { SqlState: PostgresErrorCodes.UniqueViolation, SchemaName: "access", TableName: "organisation" })
        {
            return false;
        }
    }

    // Who is the first here may begin; after that only those who administer an organisation may add another.
    private async Task<bool> MayEstablishAsync(HttpContext http)
    {
        if ((await memberships.OfCallerAsync(http)).Any(m => m.Roles.Contains(Role.Admin)))
            return true;
        await using var command = database.CreateCommand("select not exists (select from access.organisation)");
        return (bool)(await command.ExecuteScalarAsync(http.RequestAborted))!;
    }

    // A retry must meet the transaction that kept the first answer, and that is in the new tenant: so its id comes from the Idempotency-Key.
    private static Guid IdFor(HttpContext http)
    {
        var key = http.Request.Headers["Idempotency-Key"];
        if (key.Count == 0)
            return Guid.CreateVersion7();
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"organisation/1\n{http.Caller().Actor}\n{key}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80); // version 8, RFC 9562 section 5.8
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80); // variant, RFC 9562 section 4.1
        return new Guid(bytes, bigEndian: true);
    }
}
