using Marten.Services;
using Npgsql;
using ProcessingRegister.Ledger;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

[Collection(LedgerCollection.Name)]
public sealed class A_ledger_under_torture(LedgerServer server)
{
    private const int Writers = 24;
    private const int Streams = 40;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Writers that commit late or not at all, three sealers at once, their connections ended at any moment: what is committed stands in the log once, and
    /// every head that was ever signed is of one history.
    /// </summary>
    [Fact]
    public async Task Holds_every_committed_event_once_and_signs_one_history()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        string[] tenants = [LedgerUnderTest.NewTenant(), LedgerUnderTest.NewTenant()];
        using var end = new CancellationTokenSource(Duration);
        var streams = new List<(string Tenant, Guid Id)>();
        foreach (var place in Enumerable.Range(0, Streams))
            streams.Add((tenants[place % 2], await ledger.AppendAsync(tenants[place % 2])));

        var sealing = Enumerable.Range(1, 3).Select(node => SealAsync(ledger.NewSealer($"{ledger.Under("register_sealer")};Application Name=sealer"), end.Token)).ToList();
        var writing = Enumerable.Range(1, Writers).Select(writer => WriteAsync(ledger, streams, new Random(writer), end.Token)).ToList();
        var ended = EndConnectionsAsync(ledger, end.Token);
        var committed = (await Task.WhenAll(writing)).Sum();
        await Task.WhenAll(sealing);
        Assert.InRange(await ended, 10, int.MaxValue);
        Assert.InRange(committed, 100, int.MaxValue);

        await ledger.NewSealer(ledger.Under("register_sealer")).SealAsync(default);

        foreach (var tenant in tenants)
            await WholeLedger.AssertAsync(ledger.Owner, tenant, ledger.Key, ledger.Heads);
        Assert.Equal(committed + Streams, await ledger.ScalarAsync<long>("select count(*) from ledger.leaf"));
    }

    // Each transaction stays open for a while with its events written, and one in eight is given up.
    private static async Task<long> WriteAsync(LedgerUnderTest ledger, List<(string Tenant, Guid Id)> streams, Random random, CancellationToken end)
    {
        var committed = 0L;
        while (!end.IsCancellationRequested)
        {
            var (tenant, stream) = streams[random.Next(streams.Count)];
            var events = random.Next(1, 4);
            await using var connection = await OpenAsync(ledger);
            await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
            await using var session = ledger.Store.LightweightSession(OptionsFor(transaction, tenant));
            try
            {
                if (random.Next(3) == 0)
                    LedgerUnderTest.Append(session, events, null);
                else
                    LedgerUnderTest.Append(session, events, stream);
                await session.SaveChangesAsync(CancellationToken.None);
                await Task.Delay(random.Next(4) == 0 ? random.Next(1500) : random.Next(20), CancellationToken.None);
                if (random.NextDouble() < 0.12)
                    continue;
                await transaction.CommitAsync(CancellationToken.None);
                committed += events;
            }
            catch (Exception e) when (e is JasperFx.Events.EventStreamUnexpectedMaxEventIdException or JasperFx.ConcurrencyException or Marten.Exceptions.MartenCommandException)
            {
                // Another writer was first in this stream.
            }
        }

        return committed;
    }

    // The session writes into the transaction and leaves it open.
    private static SessionOptions OptionsFor(NpgsqlTransaction transaction, string tenantId)
    {
        var options = SessionOptions.ForTransaction(transaction);
        options.TenantId = tenantId;
        return options;
    }

    private static async Task<NpgsqlConnection> OpenAsync(LedgerUnderTest ledger)
    {
        var connection = new NpgsqlConnection(ledger.ApplicationConnection);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task SealAsync(Sealer sealer, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await sealer.SealAsync(CancellationToken.None);
            }
            catch (NpgsqlException)
            {
                // Its connection was ended; what was not committed is still queued.
            }
        }
    }

    private static async Task<int> EndConnectionsAsync(LedgerUnderTest ledger, CancellationToken end)
    {
        var random = new Random(7);
        var ended = 0;
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(random.Next(20, 400), CancellationToken.None);
            ended += (int)await ledger.ScalarAsync<long>(
                "select count(pg_terminate_backend(pid)) from (select pid from pg_stat_activity where application_name = 'sealer' and datname = current_database() order by random() limit 1) s");
        }

        return ended;
    }
}
