using Npgsql;

namespace ProcessingRegister.Transparency;

/// <summary>
/// Finds a position of the event store behind which nothing more comes in. Numbers are handed out before their transactions end, so the highest one that is
/// seen may be followed by a lower one. Whoever has taken a number holds a lock on the sequence to the end of its transaction: once those have gone who held
/// one when the sequence was read, all events up to there that ever will be are committed.
/// </summary>
public sealed class SettledPosition(NpgsqlDataSource database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private const string Holders =
        """
        select array(select virtualtransaction from pg_locks where locktype = 'relation' and relation = 'register.mt_events_sequence'::regclass
          and database = (select oid from pg_database where datname = current_database()))
        """;

    /// <summary>The position; 0 while there are no events.</summary>
    /// <exception cref="TimeoutException">A transaction that appends events has been open for longer than any is.</exception>
    public async Task<long> FindAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var position = await AskAsync<long>(connection, "select coalesce(pg_sequence_last_value('register.mt_events_sequence'), 0)", ct);
        var open = (await AskAsync<string[]>(connection, Holders, ct)).ToHashSet(StringComparer.Ordinal);
        for (var waited = TimeSpan.Zero; open.Count > 0; waited += Pause)
        {
            if (waited > Patience)
                throw new TimeoutException("A transaction that appends events does not end.");
            await Task.Delay(Pause, ct);
            open.IntersectWith(await AskAsync<string[]>(connection, Holders, ct));
        }

        return position;
    }

    private static async Task<T> AskAsync<T>(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }
}
