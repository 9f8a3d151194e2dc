using MerkleLog;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using ProcessingRegister.Ledger;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

[Collection(LedgerCollection.Name)]
public sealed class A_change_of_the_signing_key(LedgerServer server)
{
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(10);

    [Fact]
    public async Task Lets_both_sign_for_a_while_and_leaves_every_checkpoint_verifiable()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(1));
        var (tenant, sealer) = (LedgerUnderTest.NewTenant(), ledger.NewSealer(clock: clock));
        var origin = LedgerUnderTest.OriginOf(tenant);
        var before = await NextAsync(ledger, sealer, tenant);
        var old = ledger.SigningKeys.PublicKeys[0];

        var (key, ends) = await RotateAsync(ledger, clock);
        var during = await NextAsync(ledger, sealer, tenant);
        clock.Advance(Overlap);
        var after = await NextAsync(ledger, sealer, tenant);

        Assert.Equal(key, ledger.SigningKeys.PublicKeys[0]);
        Assert.NotEqual(old, key);
        Assert.Equal(clock.GetUtcNow(), ends, TimeSpan.FromSeconds(1));
        Assert.Equal((true, false), (Accepts(origin, old, before), Accepts(origin, key, before)));
        Assert.Equal((true, true), (Accepts(origin, old, during), Accepts(origin, key, during)));
        Assert.Equal((false, true), (Accepts(origin, old, after), Accepts(origin, key, after)));
        Assert.Equal((1, 2), (before.Signatures.Length, during.Signatures.Length));
        Assert.Single(after.Signatures);
        await WholeLedger.AssertAsync(ledger.Owner, tenant, ledger.Key, ledger.Heads);
        Assert.Equal(new VerifierKey(origin, SignatureType.Ed25519, key).ToString(), await ledger.ScalarAsync<string>("select data ->> 'new' from register.mt_events where type = 'signing_key_rotated'"));
    }

    /// <summary>Cut off at every statement in turn and given again: each time there is one new key, and one event in each log.</summary>
    [Fact]
    public async Task Happens_once_however_often_the_command_is_interrupted()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        string[] tenants = [LedgerUnderTest.NewTenant(), LedgerUnderTest.NewTenant()];
        foreach (var tenant in tenants)
            await ledger.AppendAsync(tenant);
        await ledger.SealAsync();
        // The anchor log is told of no change: it has no events.
        await ledger.TamperAsync("insert into ledger.log (log_id, tenant_id, origin, root) values (gen_random_uuid(), '*', 'register.example/ledger', sha256(''))");
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(1));
        var cuts = 0;
        for (var untouched = false; !untouched; cuts++)
        {
            var old = ledger.SigningKeys.PublicKeys[0];

            untouched = await RotateCutAsync(ledger, clock, cuts + 1);
            await ledger.ForgetCutAsync();
            await RotateAsync(ledger, clock);

            Assert.Equal(old, ledger.SigningKeys.PublicKeys[1]);
            Assert.Equal(2 * (cuts + 1), await ledger.ScalarAsync<long>("select count(*) from register.mt_events where type = 'signing_key_rotated'"));
            clock.Advance(Overlap);
            Assert.Equal(cuts + 2, await ledger.ScalarAsync<long>("select count(*) from ledger.signing_key"));
        }

        Assert.InRange(cuts, 8, 100);
        await ledger.SealAsync();
        foreach (var tenant in tenants)
            await WholeLedger.AssertAsync(ledger.Owner, tenant, ledger.Key, ledger.Heads);
    }

    private static bool Accepts(string origin, byte[] key, SignedNote note) =>
        new CheckpointPolicy([new VerifierKey(origin, SignatureType.Ed25519, key)]).Verify(note).IsAccepted;

    private static async Task<SignedNote> NextAsync(LedgerUnderTest ledger, Sealer sealer, string tenant)
    {
        await ledger.AppendAsync(tenant);
        await sealer.SealAsync(default);
        return ledger.Heads.Read(tenant)!;
    }

    private static async Task<(byte[] Key, DateTimeOffset Ends)> RotateAsync(LedgerUnderTest ledger, TimeProvider clock)
    {
        await using var database = new LedgerDatabase(NpgsqlDataSource.Create(ledger.Under("register_sealer")));
        return await new KeyRotation(ledger.Store, database, ledger.SigningKeys, clock).RotateAsync(Overlap, default);
    }

    private async Task<bool> RotateCutAsync(LedgerUnderTest ledger, TimeProvider clock, int at)
    {
        await using var proxy = new CuttingProxy(server.Cluster.Port, at, deliver: at % 2 == 0);
        await using var database = new LedgerDatabase(NpgsqlDataSource.Create(proxy.To(ledger.Under("register_sealer"))));
        using var host = LedgerServer.Build(proxy.To(ledger.ApplicationConnection), ledger.Key);
        try
        {
            await new KeyRotation((Marten.IDocumentStore)host.Services.GetService(typeof(Marten.IDocumentStore))!, database, ledger.SigningKeys, clock).RotateAsync(Overlap, default);
        }
        // Whatever the libraries make of a connection that ends.
        catch (Exception) when (proxy.HasCut)
        {
            return false;
        }

        return !proxy.HasCut;
    }
}
