using Npgsql;
using ProcessingRegister.Ledger;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

[Collection(LedgerCollection.Name)]
public sealed class A_sealer_that_is_cut_off(LedgerServer server)
{
    /// <summary>
    /// At every statement that it sends, in turn: before the server gets it, and after, with the answer lost. Each time a tile becomes full, a stream goes on
    /// and another sealer finishes; then the ledger is whole.
    /// </summary>
    [Theory, InlineData(false), InlineData(true)]
    public async Task Leaves_a_ledger_that_another_makes_whole(bool deliver)
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        var cuts = 0;
        for (var untouched = false; !untouched; cuts++)
        {
            var tenant = LedgerUnderTest.NewTenant();
            var stream = await ledger.AppendAsync(tenant, 250);
            await ledger.SealAsync();
            await ledger.AppendAsync(tenant, 10, stream);

            untouched = await SealCutAsync(ledger, tenant, cuts + 1, deliver);
            await ledger.ForgetCutAsync();

            await ledger.AppendAsync(tenant, 1, stream);
            await ledger.SealAsync();
            await WholeLedger.AssertAsync(ledger.Owner, tenant, ledger.Key, ledger.Heads);
        }

        Assert.InRange(cuts, 20, 100);
    }

    private async Task<bool> SealCutAsync(LedgerUnderTest ledger, string tenant, int at, bool deliver)
    {
        await using var proxy = new CuttingProxy(server.Cluster.Port, at, deliver);
        await using var database = new LedgerDatabase(NpgsqlDataSource.Create(proxy.To(ledger.Under("register_sealer"))));
        try
        {
            var log = (await ledger.NewIntegrator(database).IntegrateAsync(tenant, default)).LogId;
            await ledger.NewPublisher(database).PublishAsync(log!.Value, default);
        }
        catch (Exception e) when (proxy.HasCut && e is NpgsqlException or IOException or ObjectDisposedException)
        {
            return false;
        }

        return !proxy.HasCut;
    }
}
