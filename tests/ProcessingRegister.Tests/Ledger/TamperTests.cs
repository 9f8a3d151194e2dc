using MerkleLog;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProcessingRegister.Ledger;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

/// <summary>What a superuser can do to a ledger, act by act, and what then shows it.</summary>
[Collection(LedgerCollection.Name)]
public sealed class A_superuser_who(LedgerServer server)
{
    private const string EventOfTenant = "register.mt_events where tenant_id = $1 and version = 2";

    [Theory]
    [InlineData("drop trigger queue_event on register.mt_events")]
    [InlineData("alter table register.mt_events disable trigger queue_event")]
    [InlineData("create or replace function public.nothing() returns trigger language plpgsql as 'begin return null; end'; create or replace trigger queue_event after insert on register.mt_events for each row execute function public.nothing()")]
    public async Task Takes_the_trigger_away_turns_health_red(string act)
    {
        await using var ledger = await OpenAsync();
        Assert.Equal(HealthStatus.Healthy, (await ledger.HealthAsync()).Status);

        await ledger.TamperAsync(act);

        Assert.Equal(HealthStatus.Unhealthy, (await ledger.HealthAsync()).Status);
    }

    [Fact]
    public async Task Empties_the_function_of_the_trigger_is_noticed_with_the_next_event()
    {
        await using var ledger = await OpenAsync();
        await ledger.TamperAsync("create or replace function ledger.queue_event() returns trigger language plpgsql as 'begin return null; end'");

        await ledger.AppendAsync(LedgerUnderTest.NewTenant());

        Assert.Equal(HealthStatus.Unhealthy, (await ledger.HealthAsync()).Status);
    }

    [Theory]
    [InlineData("update register.mt_events set data = jsonb_set(data, '{effectiveFrom}', '\"1999-01-01\"') where tenant_id = $1 and version = 2")]
    [InlineData("update register.mt_events set headers = jsonb_set(headers, '{actor}', '\"another\"') where tenant_id = $1 and version = 2")]
    [InlineData("update register.mt_events set headers = headers - 'ledger.salt' where tenant_id = $1 and version = 2")]
    [InlineData("update register.mt_events set headers = null where tenant_id = $1 and version = 2")]
    [InlineData("update register.mt_events set timestamp = timestamp - interval '1 day' where tenant_id = $1 and version = 2")]
    [InlineData("update register.mt_events set type = 'organisation_established' where tenant_id = $1 and version = 2")]
    [InlineData("update register.mt_events set id = gen_random_uuid() where tenant_id = $1 and version = 2")]
    [InlineData("update register.mt_events set data = '1e400' where tenant_id = $1 and version = 2")]
    public async Task Changes_an_event_before_it_is_sealed_makes_it_unattributed(string act)
    {
        await using var ledger = await OpenAsync();
        var tenant = LedgerUnderTest.NewTenant();
        await ledger.AppendAsync(tenant, 3);

        await ledger.TamperAsync(act, tenant);
        await ledger.SealAsync();

        Assert.Equal(["organisation_established", Entry.Unattributed, "organisation_profile_revised"], await TypesAsync(ledger, tenant));
    }

    [Theory]
    [InlineData("update register.mt_events set stream_id = gen_random_uuid() where tenant_id = $1 and version = 2")]
    [InlineData("update register.mt_events set version = 7 where tenant_id = $1 and version = 2")]
    [InlineData("delete from register.mt_events where tenant_id = $1 and version = 2")]
    [InlineData("with gone as (delete from register.mt_events where tenant_id = $1 and version = 2 returning *) delete from ledger.pending p using gone where p.tenant_id = gone.tenant_id and p.seq_id = gone.seq_id")]
    [InlineData("with moved as (update register.mt_events set tenant_id = gen_random_uuid()::text where tenant_id = $1 and version = 2 returning 1) select from moved")]
    public async Task Moves_or_removes_an_event_before_it_is_sealed_stops_the_log(string act)
    {
        await using var ledger = await OpenAsync();
        var tenant = LedgerUnderTest.NewTenant();
        await ledger.AppendAsync(tenant, 3);

        await ledger.TamperAsync(act, tenant);
        await ledger.SealAsync();

        Assert.Equal(nameof(SealingRefusal.StreamGap), await ledger.RefusalAsync(tenant));
        Assert.Equal(HealthStatus.Unhealthy, (await ledger.HealthAsync()).Status);
    }

    [Theory]
    [InlineData("delete from register.mt_events where tenant_id = $1 and version = 3")]
    [InlineData("update register.mt_events set tenant_id = gen_random_uuid()::text where tenant_id = $1 and version = 3")]
    [InlineData("update register.mt_events set seq_id = seq_id + 1000 where tenant_id = $1 and version = 3")]
    public async Task Takes_the_last_event_of_a_stream_leaves_its_place_in_the_queue(string act)
    {
        await using var ledger = await OpenAsync();
        var tenant = LedgerUnderTest.NewTenant();
        await ledger.AppendAsync(tenant, 3);

        await ledger.TamperAsync(act, tenant);
        await ledger.SealAsync();

        Assert.Equal(2, (await TypesAsync(ledger, tenant)).Count);
        // As the maximum merge delay would pass.
        await ledger.TamperAsync("update ledger.pending set queued_at = queued_at - interval '61 seconds'");
        Assert.Equal(HealthStatus.Unhealthy, (await ledger.HealthAsync()).Status);
    }

    [Fact]
    public async Task Takes_an_event_off_the_queue_turns_health_red()
    {
        await using var ledger = await OpenAsync();
        await ledger.AppendAsync(LedgerUnderTest.NewTenant());

        await ledger.TamperAsync("delete from ledger.pending");

        Assert.Equal(HealthStatus.Unhealthy, (await ledger.HealthAsync()).Status);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("headers")]
    public async Task Puts_an_event_into_the_table_makes_an_unattributed_entry(string headers)
    {
        await using var ledger = await OpenAsync();
        var tenant = LedgerUnderTest.NewTenant();
        await ledger.AppendAsync(tenant, 2);

        await using var command = ledger.Owner.CreateCommand(
            $"""
            insert into register.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, headers)
            select seq_id + 1000, gen_random_uuid(), stream_id, 3, data, type, timestamp, tenant_id, mt_dotnet_type, {headers} from {EventOfTenant}
            """);
        command.Parameters.AddWithValue(tenant);
        await command.ExecuteNonQueryAsync();
        await ledger.SealAsync();

        Assert.Equal(["organisation_established", "organisation_profile_revised", Entry.Unattributed], await TypesAsync(ledger, tenant));
    }

    [Fact]
    public async Task Queues_a_sealed_event_again_stops_the_log()
    {
        await using var ledger = await OpenAsync();
        var tenant = await SealedAsync(ledger);

        await ledger.TamperAsync("insert into ledger.pending select tenant_id, seq_id from register.mt_events where tenant_id = $1 limit 1", tenant);
        await ledger.SealAsync();

        Assert.Equal(nameof(SealingRefusal.StreamGap), await ledger.RefusalAsync(tenant));
    }

    [Theory]
    [InlineData("update ledger.log set frontier = set_byte(frontier, 0, get_byte(frontier, 0) # 1)", SealingRefusal.Damaged)]
    [InlineData("update ledger.log set frontier = ''", SealingRefusal.Damaged)]
    [InlineData("update ledger.log set root = set_byte(root, 0, get_byte(root, 0) # 1)", SealingRefusal.Damaged)]
    [InlineData("update ledger.log set root = '\\x01'", SealingRefusal.Damaged)]
    [InlineData("update ledger.log set size = size + 1", SealingRefusal.Damaged)]
    [InlineData("update ledger.log set size = 0, signed_size = 0, frontier = '', root = sha256('')", SealingRefusal.Damaged)]
    [InlineData("with gone as (delete from ledger.log returning *) insert into ledger.log (log_id, tenant_id, origin, root) select gen_random_uuid(), tenant_id, origin, sha256('') from gone", SealingRefusal.Fork)]
    [InlineData("update ledger.log set signed_size = signed_size - 1", SealingRefusal.NotConsistent)]
    [InlineData("update ledger.checkpoint set root = set_byte(root, 0, get_byte(root, 0) # 1)", SealingRefusal.NotConsistent)]
    [InlineData("delete from ledger.checkpoint", SealingRefusal.NotConsistent)]
    [InlineData("update ledger.leaf set leaf_hash = set_byte(leaf_hash, 0, get_byte(leaf_hash, 0) # 1) where leaf_index = 258", SealingRefusal.ReadBackDiffers)]
    [InlineData("update ledger.leaf set entry = set_byte(entry, 20, get_byte(entry, 20) # 1) where leaf_index = 258", SealingRefusal.ReadBackDiffers)]
    [InlineData("delete from ledger.leaf where leaf_index = 258", SealingRefusal.ReadBackDiffers)]
    [InlineData("update ledger.tile set root = set_byte(root, 0, get_byte(root, 0) # 1)", SealingRefusal.ReadBackDiffers)]
    [InlineData("delete from ledger.tile", SealingRefusal.ReadBackDiffers)]
    public async Task Changes_the_log_stops_it(string act, SealingRefusal refusal)
    {
        await using var ledger = await OpenAsync();
        var (tenant, other) = (await SealedAsync(ledger), await ledger.AppendAsync(LedgerUnderTest.NewTenant()));
        var before = await ledger.ScalarAsync<long>("select count(*) from ledger.checkpoint");

        await ledger.TamperAsync(act);
        await ledger.AppendAsync(tenant);
        await ledger.AppendAsync(other.ToString());
        await ledger.SealAsync();

        Assert.Equal(refusal.ToString(), await ledger.RefusalAsync(tenant));
        Assert.Equal(HealthStatus.Unhealthy, (await ledger.HealthAsync()).Status);
        Assert.Equal(1, await ledger.ScalarAsync<long>("select size from ledger.log where tenant_id = $1", other.ToString()));
        Assert.True(Checkpoint.TryParse(ledger.Heads.Read(tenant)!.Text, out var known));
        Assert.Equal(260, known.TreeSize);
        Assert.InRange(before, 1, 2);
    }

    [Theory]
    [InlineData("update ledger.leaf set leaf_hash = set_byte(leaf_hash, 0, get_byte(leaf_hash, 0) # 1) where leaf_index = 261")]
    [InlineData("update ledger.leaf set entry = set_byte(entry, 20, get_byte(entry, 20) # 1) where leaf_index = 261")]
    [InlineData("update ledger.log set root = set_byte(root, 0, get_byte(root, 0) # 1)")]
    [InlineData("update ledger.tile set data = set_byte(data, 0, get_byte(data, 0) # 1) where n = 1")]
    [InlineData("update ledger.tile set root = set_byte(root, 0, get_byte(root, 0) # 1) where n = 1")]
    [InlineData("delete from ledger.tile where n = 1")]
    public async Task Changes_what_is_integrated_and_not_signed_gets_no_signature(string act)
    {
        await using var ledger = await OpenAsync();
        var tenant = await SealedAsync(ledger);
        await ledger.AppendAsync(tenant, 255);
        await using var database = new LedgerDatabase(Npgsql.NpgsqlDataSource.Create(ledger.Under("register_sealer")));
        var log = (await ledger.NewIntegrator(database).IntegrateAsync(tenant, default)).LogId!.Value;

        await ledger.TamperAsync(act);

        var refused = await Assert.ThrowsAsync<SealingRefusedException>(() => ledger.NewPublisher(database).PublishAsync(log, default));
        Assert.Equal(SealingRefusal.ReadBackDiffers, refused.Refusal);
    }

    [Fact]
    public async Task Damages_the_file_of_the_head_stops_that_log_alone_and_mending_it_is_enough()
    {
        await using var ledger = await OpenAsync();
        var tenant = await SealedAsync(ledger);
        var file = Path.Combine(ledger.HeadsFolder, $"{tenant}.checkpoint");
        var head = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, "no note");
        var other = LedgerUnderTest.NewTenant();
        await ledger.AppendAsync(tenant);
        await ledger.AppendAsync(other);
        await ledger.SealAsync();
        Assert.Equal(nameof(SealingRefusal.Damaged), await ledger.RefusalAsync(tenant));
        await WholeLedger.AssertAsync(ledger.Owner, other, ledger.Key, ledger.Heads);

        await File.WriteAllTextAsync(file, head);
        await ledger.SealAsync();

        await WholeLedger.AssertAsync(ledger.Owner, tenant, ledger.Key, ledger.Heads);
        Assert.Equal(HealthStatus.Healthy, (await ledger.HealthAsync()).Status);
    }

    private Task<LedgerUnderTest> OpenAsync() => LedgerUnderTest.OpenAsync(server);

    // More than one tile, signed.
    private static async Task<string> SealedAsync(LedgerUnderTest ledger)
    {
        var tenant = LedgerUnderTest.NewTenant();
        await ledger.AppendAsync(tenant, 260);
        await ledger.SealAsync();
        return tenant;
    }

    private static async Task<IReadOnlyList<string>> TypesAsync(LedgerUnderTest ledger, string tenant)
    {
        await using var command = ledger.Owner.CreateCommand("select entry from ledger.leaf f join ledger.log l using (log_id) where l.tenant_id = $1 order by leaf_index");
        command.Parameters.AddWithValue(tenant);
        var types = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            types.Add(Entry.TryParse(reader.GetFieldValue<byte[]>(0), out var entry) ? entry.Type : "");
        return types;
    }
}
