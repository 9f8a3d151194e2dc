using MerkleLog;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using ProcessingRegister.Ledger;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

[Collection(LedgerCollection.Name)]
public sealed class A_log_that_succeeds_another(LedgerServer server)
{
    [Fact]
    public async Task Is_not_made_for_a_log_in_good_order()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        var tenant = LedgerUnderTest.NewTenant();
        await ledger.AppendAsync(tenant, 3);
        await ledger.SealAsync();

        Assert.Null(await ledger.Succession().FindAsync(tenant, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.Succession().SucceedAsync(tenant, 3, default));
        await WholeLedger.AssertAsync(ledger.Owner, tenant, ledger.Key, ledger.Heads);
    }

    /// <summary>Cut off at every statement of the command in turn, while a sealer works; then the command is given again.</summary>
    [Fact]
    public async Task Is_made_once_however_often_the_command_is_interrupted()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        var cuts = 0;
        for (var untouched = false; !untouched; cuts++)
        {
            var tenant = await RefusedAsync(ledger);
            var kept = (await ledger.Succession().FindAsync(tenant, default))!.KeptSize;

            untouched = await SucceedCutAsync(ledger, tenant, kept, cuts + 1);
            await ledger.ForgetCutAsync();

            await ledger.SealAsync();
            if (await ledger.Succession().FindAsync(tenant, default) is not null)
                await ledger.Succession().SucceedAsync(tenant, kept, default);
            await ledger.SealAsync();
            await WholeLedger.AssertAsync(ledger.Owner, tenant, ledger.Key, ledger.Heads);
            Assert.Equal(2, await ledger.ScalarAsync<long>("select count(*) from ledger.log where tenant_id = $1", tenant));
            Assert.Equal(1, await ledger.ScalarAsync<long>("select count(*) from register.mt_events where tenant_id = $1 and type = 'log_succeeded'", tenant));
        }

        Assert.InRange(cuts, 10, 100);
    }

    [Fact]
    public async Task Waits_for_its_file_of_the_head_to_be_put_aside()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        var tenant = await RefusedAsync(ledger);
        var head = Path.Combine(ledger.HeadsFolder, $"{tenant}.checkpoint");
        var old = await File.ReadAllBytesAsync(head);
        await ledger.Succession().SucceedAsync(tenant, 3, default);
        // As another node has it, or a command that was killed just before its end.
        await File.WriteAllBytesAsync(head, old);
        await ledger.SealAsync();
        Assert.Equal(nameof(SealingRefusal.Fork), await ledger.RefusalAsync(tenant));

        await ledger.Succession().SucceedAsync(tenant, 3, default);
        await ledger.SealAsync();

        await WholeLedger.AssertAsync(ledger.Owner, tenant, ledger.Key, ledger.Heads);
        Assert.Equal(2, await ledger.ScalarAsync<long>("select count(*) from ledger.log where tenant_id = $1", tenant));
    }

    [Fact]
    public async Task Is_numbered_and_can_be_succeeded_in_turn()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        var tenant = await RefusedAsync(ledger);
        await ledger.Succession().SucceedAsync(tenant, 3, default);
        await ledger.SealAsync();
        await RefuseAsync(ledger, tenant);

        var kept = (await ledger.Succession().FindAsync(tenant, default))!.KeptSize;
        await ledger.Succession().SucceedAsync(tenant, kept, default);
        await ledger.SealAsync();

        await WholeLedger.AssertAsync(ledger.Owner, tenant, ledger.Key, ledger.Heads);
        Assert.True(Checkpoint.TryParse(ledger.Heads.Read(tenant)!.Text, out var third));
        Assert.Equal($"{LedgerUnderTest.OriginOf(tenant)}/3", third.Origin);
    }

    /// <summary>An event that is gone for ever must not stop the ledger for ever: its absence is counted in the first entry.</summary>
    [Fact]
    public async Task Contains_what_is_left_after_a_gap_and_says_how_much_is_missing()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        var tenant = LedgerUnderTest.NewTenant();
        await ledger.AppendAsync(tenant, 3);
        await ledger.SealAsync();
        await ledger.AppendAsync(tenant, 4);
        await ledger.TamperAsync("delete from register.mt_events where tenant_id = $1 and version = 2 and seq_id = (select max(seq_id) - 2 from register.mt_events)", tenant);
        await ledger.SealAsync();
        Assert.Equal(nameof(SealingRefusal.StreamGap), await ledger.RefusalAsync(tenant));

        var found = (await ledger.Succession().FindAsync(tenant, default))!;
        Assert.Equal((3, 1), (found.KeptSize, found.Missing));
        await ledger.Succession().SucceedAsync(tenant, 3, default);
        await ledger.SealAsync();

        Assert.Null(await ledger.RefusalAsync(tenant));
        await WholeLedger.AssertAsync(ledger.Owner, tenant, ledger.Key, ledger.Heads, hasGaps: true);
        Assert.Equal(HealthStatus.Healthy, (await ledger.HealthAsync()).Status);
        await ledger.AppendAsync(tenant, 3);
        await ledger.SealAsync();
        await WholeLedger.AssertAsync(ledger.Owner, tenant, ledger.Key, ledger.Heads, hasGaps: true);
    }

    private static async Task<string> RefusedAsync(LedgerUnderTest ledger)
    {
        var tenant = LedgerUnderTest.NewTenant();
        await ledger.AppendAsync(tenant, 3);
        await ledger.SealAsync();
        await RefuseAsync(ledger, tenant);
        return tenant;
    }

    // A head is known that this database does not contain.
    private static async Task RefuseAsync(LedgerUnderTest ledger, string tenant)
    {
        Assert.True(Checkpoint.TryParse(ledger.Heads.Read(tenant)!.Text, out var present));
        var ahead = new Checkpoint(present.Origin, present.TreeSize + 4, TreeHash.Empty);
        await ledger.Heads.WriteAsync(tenant, new SignedNote(ahead.ToText(), []).With(SigningKey.Generate(present.Origin, SignatureType.Ed25519).Sign(ahead.ToText())), ahead, default);
        await ledger.AppendAsync(tenant);
        await ledger.SealAsync();
        Assert.Equal(nameof(SealingRefusal.Fork), await ledger.RefusalAsync(tenant));
    }

    private async Task<bool> SucceedCutAsync(LedgerUnderTest ledger, string tenant, long kept, int at)
    {
        await using var proxy = new CuttingProxy(server.Cluster.Port, at, deliver: at % 2 == 0);
        using var host = LedgerServer.Build(proxy.To(ledger.ApplicationConnection), ledger.Key);
        await using var owner = NpgsqlDataSource.Create(proxy.To(server.ConnectionTo(ledger.Database)));
        try
        {
            await new LogSuccession((Marten.IDocumentStore)host.Services.GetService(typeof(Marten.IDocumentStore))!, owner, ledger.Key, ledger.Heads, TimeProvider.System)
                .SucceedAsync(tenant, kept, default);
        }
        // Whatever the libraries make of a connection that ends.
        catch (Exception) when (proxy.HasCut)
        {
            return false;
        }

        return !proxy.HasCut;
    }
}
