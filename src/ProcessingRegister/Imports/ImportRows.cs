using Npgsql;

namespace ProcessingRegister.Imports;

/// <summary>The rows of <c>register.import</c>.</summary>
internal sealed class ImportRows(NpgsqlDataSource database)
{
    /// <summary>Adds an import; a statement for a session, so that the row stands if and only if its message does.</summary>
    public const string Insert =
        "insert into register.import (tenant_id, id, actor, zone, content_type, state, parts, created_at) values (?, ?, ?, ?, ?, 'previewing', ?, ?)";

    /// <summary>Begins a commit; a statement for a session. It does nothing when another got ahead.</summary>
    public const string BeginCommit =
        """
        update register.import set state = 'committing', version = version + 1, committed_from = version, skip_refused = ?, done = 0
        where tenant_id = ? and id = ? and state = 'previewed' and version = ?
        """;

    private const string Columns =
        "id, version, state, content_type, done, total, added, changed, unchanged, refused, note, created_at, actor, zone, parts, plan, committed_from";

    /// <summary>One import, or <c>null</c>.</summary>
    public async Task<Import?> FindAsync(string tenantId, Guid id, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select {Columns} from register.import where tenant_id = $1 and id = $2");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(id);
        await using var r = await command.ExecuteReaderAsync(ct);
        return !await r.ReadAsync(ct) ? null : new Import(
            r.GetGuid(0), r.GetInt64(1), Enum.Parse<ImportState>(r.GetString(2), ignoreCase: true), r.GetString(3),
            new ImportProgress(r.GetInt32(4), r.IsDBNull(5) ? null : r.GetInt32(5)), new ImportCounts(r.GetInt32(6), r.GetInt32(7), r.GetInt32(8), r.GetInt32(9)),
            r.IsDBNull(10) ? null : r.GetString(10), r.GetFieldValue<DateTimeOffset>(11))
        {
            TenantId = tenantId,
            Actor = r.GetGuid(12),
            Zone = r.GetString(13),
            Parts = r.GetInt32(14),
            Plan = r.IsDBNull(15) ? null : r.GetFieldValue<byte[]>(15),
            CommittedFrom = r.IsDBNull(16) ? null : r.GetInt64(16),
        };
    }

    /// <summary>Says how far the work is.</summary>
    public async Task ProgressAsync(Import import, int done, CancellationToken ct)
    {
        await using var command = database.CreateCommand("update register.import set done = $3 where tenant_id = $1 and id = $2");
        command.Parameters.AddWithValue(import.TenantId);
        command.Parameters.AddWithValue(import.Id);
        command.Parameters.AddWithValue(done);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Ends the work of one state and enters another, with what it came to; whether the import was still in the state that the work began in.</summary>
    public async Task<bool> EnterAsync(NpgsqlConnection? connection, Import import, ImportState state, Plan? plan, string? note, CancellationToken ct)
    {
        const string Sql =
            """
            update register.import set state = $4, version = version + 1, note = coalesce($5, note), done = coalesce($6, done), total = coalesce($6, total),
              added = coalesce($7, added), changed = coalesce($8, changed), unchanged = coalesce($9, unchanged), refused = coalesce($10, refused), plan = coalesce($11, plan)
            where tenant_id = $1 and id = $2 and state = $3
            """;
        await using var command = connection is null ? database.CreateCommand(Sql) : new NpgsqlCommand(Sql, connection);
        command.Parameters.AddWithValue(import.TenantId);
        command.Parameters.AddWithValue(import.Id);
        command.Parameters.AddWithValue(Word(import.State));
        command.Parameters.AddWithValue(Word(state));
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = note });
        foreach (var count in new[] { plan?.Lines, plan?.Counts.Added, plan?.Counts.Changed, plan?.Counts.Unchanged, plan?.Counts.Refused })
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)count ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)plan?.Digest ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea });
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    // One of the words of the enumeration, as it stands in the table.
    private static string Word(ImportState state) => state.ToString().ToLowerInvariant();
}

/// <summary>What a pass over a file came to.</summary>
/// <param name="Lines">How many lines.</param>
/// <param name="Counts">What they come to.</param>
/// <param name="Digest">Binds each line's outcome and the version of the record that it was decided on, so that a commit does what the preview said.</param>
internal sealed record Plan(int Lines, ImportCounts Counts, byte[] Digest);
