using System.Diagnostics;
using MerkleLog;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using ProcessingRegister.Ledger;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

[Collection(LedgerCollection.Name)]
public sealed class A_restored_database(LedgerServer server)
{
    [Fact]
    public async Task That_is_as_new_as_the_last_head_goes_on()
    {
        await using var before = await LedgerUnderTest.OpenAsync(server);
        var tenant = LedgerUnderTest.NewTenant();
        var stream = await before.AppendAsync(tenant, 260);
        await before.SealAsync();
        await before.AppendAsync(tenant, 3, stream);

        await using var after = before.Over(await RestoreAsync(before));
        await after.AppendAsync(tenant, 2, stream);
        await after.SealAsync();

        await WholeLedger.AssertAsync(after.Owner, tenant, after.Key, after.Heads);
        Assert.Equal(265, await after.ScalarAsync<long>("select size from ledger.log"));
        Assert.Equal(HealthStatus.Healthy, (await after.HealthAsync()).Status);
    }

    [Fact]
    public async Task That_is_older_is_not_signed_takes_events_all_the_same_and_is_succeeded_with_consent()
    {
        await using var before = await LedgerUnderTest.OpenAsync(server);
        var tenant = LedgerUnderTest.NewTenant();
        var stream = await before.AppendAsync(tenant, 5);
        await before.SealAsync();
        var backup = await RestoreAsync(before);
        await before.AppendAsync(tenant, 2, stream);
        await before.SealAsync();
        var lost = before.Heads.Read(tenant)!;

        await using var after = before.Over(backup);
        await after.AppendAsync(tenant, 7, stream);
        await after.SealAsync();
        await after.AppendAsync(tenant, 1, stream);
        await after.SealAsync();

        Assert.Equal(nameof(SealingRefusal.Fork), await after.RefusalAsync(tenant));
        Assert.Equal(HealthStatus.Unhealthy, (await after.HealthAsync()).Status);
        Assert.Equal(5, await after.ScalarAsync<long>("select max(size) from ledger.checkpoint"));
        Assert.Equal(lost, after.Heads.Read(tenant));

        var found = (await after.Succession().FindAsync(tenant, default))!;
        Assert.Equal((SealingRefusal.Fork, 7, 5), (found.Refusal, found.LostSize, found.KeptSize));
        Assert.Equal($"{LedgerUnderTest.OriginOf(tenant)}/2", found.Origin.Value);
        await Assert.ThrowsAsync<InvalidOperationException>(() => after.Succession().SucceedAsync(tenant, 7, default));
        Assert.Equal(nameof(SealingRefusal.Fork), await after.RefusalAsync(tenant));

        await after.Succession().SucceedAsync(tenant, found.KeptSize, default);
        await after.SealAsync();

        await WholeLedger.AssertAsync(after.Owner, tenant, after.Key, after.Heads);
        Assert.True(Checkpoint.TryParse(after.Heads.Read(tenant)!.Text, out var head));
        Assert.Equal((found.Origin.Value, 14), (head.Origin, head.TreeSize));
        Assert.Equal("log_succeeded", (await FirstEntryAsync(after, tenant)).Type);
        Assert.Equal(HealthStatus.Healthy, (await after.HealthAsync()).Status);
        Assert.Null(await after.Succession().FindAsync(tenant, default));
        Assert.Equal(5, await after.ScalarAsync<long>("select signed_size from ledger.log where closed_at is not null"));
        Assert.Equal(lost.ToString(), await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(before.HeadsFolder, $"{tenant}.succeeded-*.checkpoint"))));
    }

    private static async Task<Entry> FirstEntryAsync(LedgerUnderTest ledger, string tenant) =>
        Entry.TryParse(await ledger.ScalarAsync<byte[]>(
            "select entry from ledger.leaf f join ledger.log l using (log_id) where tenant_id = $1 and closed_at is null and leaf_index = 0", tenant), out var entry)
            ? entry : throw new FormatException();

    private async Task<string> RestoreAsync(LedgerUnderTest ledger)
    {
        var name = $"{ledger.Database}_restored";
        var dump = Path.Combine(Path.GetTempPath(), $"{name}-{Guid.NewGuid():N}.dump");
        try
        {
            await RunAsync(ledger, "pg_dump", "--format", "custom", "--file", dump, ledger.Database);
            await server.RunAsync($"create database {name}");
            await RunAsync(ledger, "pg_restore", "--exit-on-error", "--dbname", name, dump);
            return name;
        }
        finally
        {
            File.Delete(dump);
        }
    }

    private async Task RunAsync(LedgerUnderTest ledger, string program, params string[] arguments)
    {
        var connection = new NpgsqlConnectionStringBuilder(ledger.Owner.ConnectionString);
        var start = new ProcessStartInfo(Path.Combine(server.Cluster.Binaries.Folder, program), arguments) { RedirectStandardError = true };
        start.Environment["PGHOST"] = "127.0.0.1";
        start.Environment["PGPORT"] = $"{server.Cluster.Port}";
        start.Environment["PGUSER"] = connection.Username;
        start.Environment["PGPASSWORD"] = new NpgsqlConnectionStringBuilder(server.Cluster.ConnectionString).Password;
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
    }
}
