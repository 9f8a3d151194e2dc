using ProcessingRegister.Ledger;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

[Collection(LedgerCollection.Name)]
public sealed class A_sealer(LedgerServer server)
{
    [Fact]
    public async Task Goes_on_under_a_clock_that_was_set_back()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        var tenant = LedgerUnderTest.NewTenant();
        var clock = new SetBackClock();
        var sealer = ledger.NewSealer(clock: clock);
        await AppendAsync(ledger, tenant, clock);
        await sealer.SealAsync(default);

        clock.Now -= TimeSpan.FromDays(400);
        await AppendAsync(ledger, tenant, clock);
        await sealer.SealAsync(default);

        await WholeLedger.AssertAsync(ledger.Owner, tenant, ledger.Key, ledger.Heads);
    }

    /// <summary>A clock set back must not make the pause after a refusal longer.</summary>
    [Fact]
    public async Task Tries_a_refused_log_again_after_a_pause_that_no_clock_can_lengthen()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        var tenant = LedgerUnderTest.NewTenant();
        var clock = new SetBackClock();
        var sealer = ledger.NewSealer(clock: clock);
        await ledger.AppendAsync(tenant, 3);
        await ledger.TamperAsync("create table public.kept as select * from register.mt_events where version = 2; delete from register.mt_events where version = 2");
        await sealer.SealAsync(default);
        Assert.Equal(nameof(SealingRefusal.StreamGap), await ledger.RefusalAsync(tenant));
        await ledger.TamperAsync("insert into register.mt_events select * from public.kept");
        clock.Now -= TimeSpan.FromDays(1);
        await sealer.SealAsync(default);
        Assert.Equal(nameof(SealingRefusal.StreamGap), await ledger.RefusalAsync(tenant));

        clock.Elapsed += TimeSpan.FromSeconds(30);
        await sealer.SealAsync(default);

        await WholeLedger.AssertAsync(ledger.Owner, tenant, ledger.Key, ledger.Heads);
    }

    [Fact]
    public async Task Is_not_stopped_by_a_row_of_another_organisation_that_no_program_can_read()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        string[] tenants = [LedgerUnderTest.NewTenant(), LedgerUnderTest.NewTenant(), LedgerUnderTest.NewTenant()];
        foreach (var tenant in tenants)
            await ledger.AppendAsync(tenant, 2);
        await ledger.TamperAsync("alter table register.mt_events alter stream_id drop not null");
        await ledger.TamperAsync("update register.mt_events set stream_id = null where tenant_id = $1", tenants[0]);
        // The name of its log is another's.
        await ledger.TamperAsync("insert into ledger.log (log_id, tenant_id, origin, root) values (gen_random_uuid(), 'nobody', $1, sha256(''))", LedgerUnderTest.OriginOf(tenants[1]));

        await ledger.SealAsync();

        Assert.Equal(nameof(SealingRefusal.Damaged), await ledger.RefusalAsync(tenants[0]));
        await WholeLedger.AssertAsync(ledger.Owner, tenants[2], ledger.Key, ledger.Heads);
    }

    [Fact]
    public async Task Leaves_a_log_to_whoever_works_on_it()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        var tenant = LedgerUnderTest.NewTenant();
        await ledger.AppendAsync(tenant, 40);
        var nodes = Enumerable.Range(0, 4).Select(node => ledger.NewSealer($"{ledger.Under("register_sealer")};Application Name=node{node}")).ToList();

        var added = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.SealAsync(default))));
        await ledger.SealAsync();

        Assert.Equal(40, added.Max());
        await WholeLedger.AssertAsync(ledger.Owner, tenant, ledger.Key, ledger.Heads);
    }

    /// <summary>What it asks every second must not cost more because much is queued, or many organisations have a log.</summary>
    [Fact]
    public async Task Asks_what_is_waiting_by_index_alone()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        await ledger.TamperAsync("insert into ledger.pending select 'tenant-' || n % 20, n from generate_series(1, 200000) n");
        await ledger.TamperAsync(
            "insert into ledger.log (log_id, tenant_id, origin, size, signed_size, root) select gen_random_uuid(), 'tenant-' || n, 'origin-' || n, 9, 9, '' from generate_series(1, 10000) n");
        await ledger.TamperAsync("vacuum analyze ledger.pending, ledger.log");

        var waiting = await PlanAsync(ledger, Sealer.WaitingQuery);

        Assert.DoesNotContain(waiting, line => line.Contains("Seq Scan", StringComparison.Ordinal) || line.Contains("log_pkey", StringComparison.Ordinal));
        Assert.Contains(waiting, line => line.Contains("log_unsigned", StringComparison.Ordinal));
        Assert.InRange(Buffers(waiting), 1, 200);
    }

    [Fact]
    public async Task Takes_a_batch_by_index_alone()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        var tenant = LedgerUnderTest.NewTenant();
        await ledger.AppendAsync(tenant);
        await ledger.TamperAsync(
            """
            insert into register.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, headers)
            select e.seq_id + n, gen_random_uuid(), stream_id, 1 + n, data, type, timestamp, case when n % 2 = 0 then tenant_id else 'another' end, mt_dotnet_type, headers
            from register.mt_events e, generate_series(1, 200000) n
            """);
        await ledger.TamperAsync("insert into ledger.pending select tenant_id, seq_id from register.mt_events on conflict do nothing");
        await ledger.TamperAsync("vacuum analyze ledger.pending, register.mt_events");

        var plan = await PlanAsync(ledger, Integrator.TakeQuery.Replace("$1", $"'{tenant}'", StringComparison.Ordinal).Replace("$2", $"{Integrator.BatchSize}", StringComparison.Ordinal));

        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
    }

    private static async Task AppendAsync(LedgerUnderTest ledger, string tenant, TimeProvider clock)
    {
        await using var session = ledger.Store.LightweightSession(tenant);
        LedgerUnderTest.Append(session, 2, null, clock);
        await session.SaveChangesAsync();
    }

    private static async Task<IReadOnlyList<string>> PlanAsync(LedgerUnderTest ledger, string query)
    {
        await using var command = ledger.Owner.CreateCommand($"explain (analyze, buffers) {query}");
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return lines;
    }

    // The first line of the plan that tells of buffers is that of the whole.
    private static int Buffers(IReadOnlyList<string> plan) =>
        int.Parse(plan.First(line => line.Contains("Buffers: shared hit=", StringComparison.Ordinal)).Split("hit=")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private sealed class SetBackClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
