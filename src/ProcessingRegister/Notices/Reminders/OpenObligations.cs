using Npgsql;

namespace ProcessingRegister.Notices.Reminders;

/// <summary>
/// Something that the organisation itself owes now and has not done. What the parts of one record owe alike, by the same limit, is one thing: of a breach
/// with thousands of controllers to notify, people are reminded once, with their number.
/// </summary>
/// <param name="Record">The record that owes it, or that those which owe it are parts of.</param>
/// <param name="Kind">What is owed: a stable code.</param>
/// <param name="Reference">Which of several of a kind; empty when there is one.</param>
/// <param name="Provision">The provision that it follows from.</param>
/// <param name="Title">How the record calls itself, in words about things; empty where it has no name.</param>
/// <param name="Target">What to work to (UTC).</param>
/// <param name="Limit">What no reading goes beyond (UTC); <c>null</c> where the law names no end, and the target is when it began to be owed.</param>
/// <param name="Number">How often it is owed.</param>
public sealed record OpenObligation(
    Guid Record, string Kind, string Reference, string Provision, string Title, DateTimeOffset Target, DateTimeOffset? Limit, long Number = 1);

/// <summary>Reads what organisations owe from what their records stated (<c>register.obligation</c>).</summary>
public sealed class OpenObligations(NpgsqlDataSource database)
{
    private const string Columns =
        """
        select o.tenant_id, o.about, o.kind, o.reference, min(o.provision), o.target_at, o.limit_at, count(*), coalesce(register.title_of(o.tenant_id, o.about), '')
        """;

    private const string OwedNow = "o.superseded_at is null and o.met_at is null and o.who = 'keeper'";

    private const string Grouped = "group by o.tenant_id, o.about, o.kind, o.reference, o.target_at, o.limit_at";

    /// <summary>
    /// What organisations owe that is to be worked to by <paramref name="until"/>, out of two index ranges: what has its target after
    /// <paramref name="lookedUntil"/>, and what was recorded since <paramref name="lookedAt"/>. The number is of those in these ranges alone.
    /// </summary>
    public async Task<IReadOnlyList<(string TenantId, OpenObligation Owed)>> DueAsync(DateTimeOffset lookedUntil, DateTimeOffset lookedAt, DateTimeOffset until, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
            {Columns} from (
              select * from register.known_obligation o where {OwedNow} and o.target_at > $1 and o.target_at <= $3
              union all
              select * from register.known_obligation o where {OwedNow} and o.recorded_at >= $2 and o.target_at <= $1) o
            where o.tenant_id in (select tenant_id from access.organisation) {Grouped}
            """);
        foreach (var instant in new[] { lookedUntil, lookedAt, until })
            command.Parameters.AddWithValue(instant.ToUniversalTime());
        return await ReadAsync(command, ct);
    }

    /// <summary>What is still owed of this, by the same limit, or <c>null</c> when it was done or has moved.</summary>
    public async Task<OpenObligation?> FindAsync(RemindOfObligation message, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"{Columns} from register.known_obligation o where {OwedNow} and o.tenant_id = $1 and o.about = $2 and o.kind = $3 and o.reference = $4 and o.target_at = $5 and o.limit_at is not distinct from $6 {Grouped}");
        foreach (var value in new object[] { message.TenantId, message.Record, message.Kind, message.Reference, message.Target.ToUniversalTime() })
            command.Parameters.AddWithValue(value);
        command.Parameters.Add(new() { Value = (object?)message.Limit?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });
        return (await ReadAsync(command, ct)).Select(found => found.Owed).SingleOrDefault();
    }

    private static async Task<IReadOnlyList<(string TenantId, OpenObligation Owed)>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var owed = new List<(string, OpenObligation)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            owed.Add((reader.GetString(0), new(
                reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(8), reader.GetFieldValue<DateTimeOffset>(5),
                reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6), reader.GetInt64(7))));
        }

        return owed;
    }
}
