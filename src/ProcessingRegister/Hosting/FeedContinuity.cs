using Npgsql;

namespace ProcessingRegister.Hosting;

/// <summary>
/// Begins a new epoch of the feed when the database was restored into a cluster whose transactions are numbered lower than those on record: old events
/// would be hidden otherwise, and new ones stand before them.
/// </summary>
public sealed class FeedContinuity(NpgsqlDataSource database) : IHostedService
{
    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            insert into register.feed_epoch (epoch)
            select now.epoch + 1 from (select max(epoch) as epoch from register.feed_epoch) now
            where exists (
              select from access.organisation o
              cross join lateral (select f.xid from register.feed f where f.tenant_id = o.tenant_id and f.epoch = now.epoch order by f.xid desc limit 1) last
              where last.xid >= pg_snapshot_xmax(pg_current_snapshot()))
            on conflict do nothing
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
