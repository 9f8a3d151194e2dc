using Marten;
using Npgsql;
using NpgsqlTypes;
using TransparencyReport.Periods;

namespace ProcessingRegister.Transparency;

/// <summary>Asks for the drafts that are due at a quarter's end.</summary>
public sealed record DraftAtQuarterEnd(string TenantId, int Year, int Quarter);

/// <summary>An organisation whose quarters end.</summary>
/// <param name="TenantId">Its id.</param>
/// <param name="Zone">The zone in which its days begin.</param>
/// <param name="Since">Since when its register is kept here (UTC).</param>
public sealed record QuarterKeeper(string TenantId, TimeZoneInfo Zone, DateTimeOffset Since);

/// <summary>The rows of quarters' ends: which are planned, made, and refused.</summary>
public sealed class QuarterEnds(NpgsqlDataSource database)
{
    private const string Keepers = "select tenant_id, zone, created_at from access.organisation";

    /// <summary>All organisations, or one of them.</summary>
    public async Task<IReadOnlyList<QuarterKeeper>> KeepersAsync(string? tenantId, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"{Keepers} where $1::text is null or tenant_id = $1 order by created_at");
        command.Parameters.Add(new() { Value = (object?)tenantId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        var keepers = new List<QuarterKeeper>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            keepers.Add(new(reader.GetString(0), TimeZoneInfo.FindSystemTimeZoneById(reader.GetString(1)), reader.GetFieldValue<DateTimeOffset>(2)));
        return keepers;
    }

    /// <summary>What had to wait when it was due.</summary>
    public async Task<IReadOnlyList<DraftAtQuarterEnd>> RefusedAsync(string tenantId, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select year, quarter from transparency.quarter_end where tenant_id = $1 and made_at is null and refused is not null order by 1, 2");
        command.Parameters.AddWithValue(tenantId);
        var waiting = new List<DraftAtQuarterEnd>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            waiting.Add(new(tenantId, reader.GetInt32(0), reader.GetInt32(1)));
        return waiting;
    }

    /// <summary>Whether a quarter's end is on record already.</summary>
    public async Task<bool> IsPlannedAsync(string tenantId, Quarter quarter, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select exists (select from transparency.quarter_end where tenant_id = $1 and year = $2 and quarter = $3)");
        Add(command, tenantId, quarter);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Takes a quarter's end for this transaction, to plan it; of two at once, the second waits and finds it taken.</summary>
    public static Task<bool> PlanAsync(IDocumentSession session, Quarter quarter, DateTimeOffset dueAt, CancellationToken ct) =>
        ChangeAsync(session, quarter, "insert into transparency.quarter_end (tenant_id, year, quarter, due_at) values ($1, $2, $3, $4) on conflict do nothing", dueAt, ct);

    /// <summary>Says in this transaction that the drafts were made; <c>false</c> when another has.</summary>
    public static Task<bool> MadeAsync(IDocumentSession session, Quarter quarter, DateTimeOffset at, CancellationToken ct) =>
        ChangeAsync(session, quarter, "update transparency.quarter_end set made_at = $4, refused = null where tenant_id = $1 and year = $2 and quarter = $3 and made_at is null", at, ct);

    /// <summary>Says that nothing is left to draft.</summary>
    public async Task SettleAsync(string tenantId, Quarter quarter, DateTimeOffset at, CancellationToken ct)
    {
        await using var command = database.CreateCommand("update transparency.quarter_end set made_at = $4, refused = null where tenant_id = $1 and year = $2 and quarter = $3 and made_at is null");
        Add(command, tenantId, quarter);
        command.Parameters.AddWithValue(at.ToUniversalTime());
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Says for which rules the draft had to wait.</summary>
    public async Task RefuseAsync(string tenantId, Quarter quarter, string[] codes, CancellationToken ct)
    {
        await using var command = database.CreateCommand("update transparency.quarter_end set refused = $4 where tenant_id = $1 and year = $2 and quarter = $3 and made_at is null");
        Add(command, tenantId, quarter);
        command.Parameters.AddWithValue(codes);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Whether the drafts of a quarter's end are still to be made.</summary>
    public async Task<bool> IsOpenAsync(string tenantId, Quarter quarter, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select exists (select from transparency.quarter_end where tenant_id = $1 and year = $2 and quarter = $3 and made_at is null)");
        Add(command, tenantId, quarter);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private static async Task<bool> ChangeAsync(IDocumentSession session, Quarter quarter, string sql, DateTimeOffset at, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, session.Connection);
        Add(command, session.TenantId, quarter);
        command.Parameters.AddWithValue(at.ToUniversalTime());
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    private static void Add(NpgsqlCommand command, string tenantId, Quarter quarter)
    {
        foreach (var value in new object[] { tenantId, quarter.Year, quarter.Number })
            command.Parameters.AddWithValue(value);
    }
}
