using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ProcessingRegister.Reading;
using Verifier.Reports;

namespace ProcessingRegister.Ledger.Auditing;

/// <summary>An audit of one ledger: the checks of docs/ledger-format.md section 8, made by the service itself over its database.</summary>
/// <param name="Id">The audit; also the operation's id.</param>
/// <param name="State">Whether it goes on, was made, or could not be made.</param>
/// <param name="RequestedAt">When it was asked for, or fell due (UTC).</param>
/// <param name="FinishedAt">When it ended (UTC).</param>
/// <param name="Succeeded">Whether nothing failed and nothing that the service can check was left out; <c>null</c> while it goes on.</param>
/// <param name="Report">What each check proved, as the verifier's own report (<c>ledger-verification/1</c>).</param>
public sealed record Audit(Guid Id, OperationState State, DateTimeOffset RequestedAt, DateTimeOffset? FinishedAt, bool? Succeeded, JsonElement? Report);

/// <summary>The audits that were asked for, and what they found.</summary>
public sealed class Audits(NpgsqlDataSource database, TimeProvider clock) : IOperations
{
    private const string Columns = "audit_id, state, requested_at, finished_at, succeeded, report";

    /// <summary>What an audit by the service must not leave unchecked.</summary>
    public static IReadOnlyCollection<string> Required { get; } =
    [
        CheckId.Checkpoint, CheckId.Entries, CheckId.Tiles, CheckId.Rows, CheckId.Part.OriginCodes, CheckId.Values, CheckId.Completeness, CheckId.Part.Unsealed,
        CheckId.Sequence, CheckId.Erasures,
    ];

    /// <summary>Asks for an audit; one that is waiting already serves as well.</summary>
    /// <returns>The audit that will be made.</returns>
    public async Task<Guid> RequestAsync(string tenantId, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            with waiting as (select audit_id from ledger.audit where tenant_id = $2 and state = 'running' and began_at is null limit 1),
            added as (insert into ledger.audit (audit_id, tenant_id, requested_at) select $1, $2, $3 where not exists (select from waiting) returning audit_id)
            select audit_id from added union all select audit_id from waiting limit 1
            """);
        command.Parameters.AddWithValue(Guid.CreateVersion7());
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        return (Guid)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Asks for an audit of every organisation that had none for so long.</summary>
    public async Task RequestDueAsync(TimeSpan every, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            insert into ledger.audit (audit_id, tenant_id, requested_at)
            select gen_random_uuid(), o.tenant_id, $1 from access.organisation o
            where exists (select from ledger.log l where l.tenant_id = o.tenant_id and l.closed_at is null and l.signed_size > 0)
              and not exists (select from ledger.audit a where a.tenant_id = o.tenant_id and a.requested_at > $2)
            """);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        command.Parameters.AddWithValue(clock.GetUtcNow() - every);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The next audit to be made, the one that has waited longest; also one that a process began and did not end.</summary>
    internal async Task<(Guid Id, string TenantId)?> NextAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            update ledger.audit set began_at = $1 where audit_id = (select audit_id from ledger.audit where state = 'running' order by requested_at limit 1) returning audit_id, tenant_id
            """, connection);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetGuid(0), reader.GetString(1)) : null;
    }

    /// <summary>Records what an audit found; without a report, that it could not be made.</summary>
    internal async Task FinishAsync(Guid id, VerificationReport? report, CancellationToken ct)
    {
        await using var command = database.CreateCommand("update ledger.audit set state = $2, finished_at = $3, succeeded = $4, report = $5 where audit_id = $1");
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(report is null ? "failed" : "done");
        command.Parameters.AddWithValue(clock.GetUtcNow());
        command.Parameters.AddWithValue(report?.Succeeds(Required) ?? false);
        command.Parameters.Add(new() { Value = report is null ? DBNull.Value : ReportJson.Text(report, Required), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>One audit of an organisation.</summary>
    public async Task<Audit?> AuditAsync(string tenantId, Guid id, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select {Columns} from ledger.audit where tenant_id = $1 and audit_id = $2");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Read(reader, withReport: true) : null;
    }

    /// <summary>The latest audits of an organisation, without their reports.</summary>
    public async Task<IReadOnlyList<Audit>> LatestAsync(string tenantId, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select {Columns} from ledger.audit where tenant_id = $1 order by requested_at desc limit $2");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(limit);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var audits = new List<Audit>();
        while (await reader.ReadAsync(ct))
            audits.Add(Read(reader, withReport: false));
        return audits;
    }

    /// <inheritdoc />
    public async Task<Operation?> FindAsync(string tenantId, Guid id, CancellationToken ct) =>
        await AuditAsync(tenantId, id, ct) is { } audit ? new Operation(id, audit.State, audit.FinishedAt is null ? 0 : 1, 1, $"/ledger/audits/{id}") : null;

    private static Audit Read(NpgsqlDataReader reader, bool withReport) => new(
        reader.GetGuid(0), Enum.Parse<OperationState>(reader.GetString(1), ignoreCase: true), reader.GetFieldValue<DateTimeOffset>(2),
        reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3), reader.IsDBNull(4) ? null : reader.GetBoolean(4),
        !withReport || reader.IsDBNull(5) ? null : JsonElement.Parse(reader.GetFieldValue<byte[]>(5)));
}
