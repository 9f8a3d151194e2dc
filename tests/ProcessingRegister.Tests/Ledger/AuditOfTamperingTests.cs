using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Ledger;
using ProcessingRegister.Ledger.Auditing;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

/// <summary>A register whose database a superuser gets his hands on.</summary>
public sealed class TamperedRegister : RegisterHost
{
    protected override bool KeepsHistory => false;

    // Audits are made when a test says so.
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["Ledger:AuditEvery"] = "00:00:00" };
}

public sealed class Somebody_with_the_database_who(TamperedRegister host) : IClassFixture<TamperedRegister>
{
    // In each: $1 is the tenant; its log has six entries, the first of the organisation, with a personal value, and then one for each of five records.
    private const string Third = "(select f.event_id from ledger.leaf f join ledger.log l using (log_id) where l.tenant_id = $1 and f.leaf_index = 3)";
    private const string Log = "(select log_id from ledger.log where tenant_id = $1)";

    [Theory]
    [InlineData("V4", $$"""update register.mt_events set data = jsonb_set(data, '{reference}', '"another"') where id = {{Third}}""")]
    [InlineData("V4", $$"""update register.mt_events set headers = jsonb_set(headers, '{actor}', '"another"') where id = {{Third}}""")]
    [InlineData("V4", $"update register.mt_events set headers = headers || jsonb_build_object('ledger.salt', encode(sha256('x'), 'base64')) where id = {Third}")]
    [InlineData("V4", $"update register.mt_events set headers = headers || jsonb_build_object('ledger.mac', encode(sha256('x'), 'base64')) where id = {Third}")]
    [InlineData("V4", $"update register.mt_events set timestamp = timestamp - interval '1 day' where id = {Third}")]
    [InlineData("V4", $"update register.mt_events set type = 'processing_activity_revised' where id = {Third}")]
    [InlineData("V4", $"update register.mt_events set id = gen_random_uuid() where id = {Third}")]
    [InlineData("V4", $"update register.mt_events set seq_id = seq_id + 1000000 where id = {Third}")]
    [InlineData("V5", $"delete from register.mt_events where id = {Third}")]
    [InlineData("V5", $"update register.mt_events set tenant_id = 'another' where id = {Third}")]
    [InlineData("V9", $"update register.mt_events set headers = headers - 'ledger.salt' where id = {Third}")]
    [InlineData("V5", $"""
        insert into register.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, headers)
        select 9000000 + seq_id, gen_random_uuid(), gen_random_uuid(), 1, data, type, timestamp - interval '1 day', tenant_id, headers from register.mt_events where id = {Third}
        """)]
    [InlineData("V2", $"update ledger.leaf set entry = convert_to(replace(convert_from(entry, 'UTF8'), '\"ver\":\"1\"', '\"ver\":\"2\"'), 'UTF8') where event_id = {Third}")]
    [InlineData("V3", $"update ledger.leaf set leaf_hash = sha256('x') where event_id = {Third}")]
    [InlineData("V1", $"update ledger.checkpoint set note = replace(note, E'\\n6\\n', E'\\n5\\n') where log_id = {Log} and size = 6")]
    [InlineData("V4b", "update vault.value set event_id = gen_random_uuid() where tenant_id = $1")]
    [InlineData("V9", "delete from vault.value where tenant_id = $1")]
    public async Task Changes_what_is_recorded_is_found_by_the_check_for_it_and_no_other(string check, string act)
    {
        var tenant = await SealedAsync();

        await DoAsync(tenant, act);

        Assert.Equal([check], await FailedAsync(tenant));
    }

    [Fact]
    public async Task Cuts_off_the_newest_entries_is_found_by_the_head_outside()
    {
        var tenant = await SealedAsync(signThree: true);

        await DoAsync(tenant,
            $"""
             with gone as (delete from ledger.leaf where log_id = {Log} and leaf_index >= 3 returning event_id),
             rows as (delete from register.mt_events e using gone where e.id = gone.event_id),
             heads as (delete from ledger.checkpoint where log_id = {Log} and size > 3)
             update ledger.log set size = 3, signed_size = 3, root = (select root from ledger.checkpoint where log_id = {Log} and size = 3) where tenant_id = $1
             """);

        Assert.Equal(["V7"], await FailedAsync(tenant));
    }

    [Fact]
    public async Task Puts_an_event_of_his_own_into_the_table_is_found_however_it_is_sealed()
    {
        var tenant = await SealedAsync();

        await using (var command = host.Owner.CreateCommand(
            $$"""
            with stream as (insert into register.mt_streams (id, type, version, timestamp, tenant_id) select gen_random_uuid(), 'processing_activity', 1, now(), $1 returning id)
            insert into register.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, headers)
            select nextval('register.mt_events_sequence'), gen_random_uuid(), stream.id, 1, e.data, e.type, e.timestamp, e.tenant_id, e.headers from register.mt_events e, stream where e.id = {{Third}}
            """))
        {
            command.Parameters.AddWithValue(tenant);
            await command.ExecuteNonQueryAsync();
        }

        await UntilSealedAsync(tenant, 7);
        Assert.Equal(["V4"], await FailedAsync(tenant));
    }

    private async Task<string> SealedAsync(bool signThree = false)
    {
        var (slug, client) = await host.OrganisationAsync(Role.Contributor);
        var tenant = (await host.Services.GetRequiredService<Standings>().OrganisationAsync(slug, default))!.TenantId;
        foreach (var number in Enumerable.Range(1, 5))
        {
            await client.RegisterAsync(slug, $"activity-{number}");
            if (signThree && number == 2)
                await UntilSealedAsync(tenant, 3);
        }

        await UntilSealedAsync(tenant, 6);
        return tenant;
    }

    // Until the newest checkpoint is of this size, which the program's own sealer may have been on its way to; an earlier one may be of any.
    private async Task UntilSealedAsync(string tenant, long size)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (; ; await Task.Delay(20, patience.Token))
        {
            await host.Services.GetRequiredService<Sealer>().SealAsync(default);
            await using var command = host.Owner.CreateCommand("select exists (select from ledger.log where tenant_id = $1 and signed_size = $2)");
            command.Parameters.AddWithValue(tenant);
            command.Parameters.AddWithValue(size);
            if (await command.ExecuteScalarAsync() is true)
                return;
        }
    }

    private async Task DoAsync(string tenant, string act)
    {
        await using var connection = await host.Owner.OpenConnectionAsync();
        await using (var unguarded = new NpgsqlCommand("set session_replication_role = replica", connection))
            await unguarded.ExecuteNonQueryAsync();
        await using (var command = new NpgsqlCommand(act, connection) { Parameters = { new() { Value = tenant } } })
            Assert.True(await command.ExecuteNonQueryAsync() > 0);
        await using var guarded = new NpgsqlCommand("reset session_replication_role", connection);
        await guarded.ExecuteNonQueryAsync();
    }

    private async Task<IReadOnlyList<string>> FailedAsync(string tenant)
    {
        var audits = host.Services.GetRequiredService<Audits>();
        var id = await audits.RequestAsync(tenant, default);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (; ; await Task.Delay(20, patience.Token))
        {
            await host.Services.GetRequiredService<Auditor>().AuditAsync(default);
            if (await audits.AuditAsync(tenant, id, default) is { FinishedAt: not null } audit)
            {
                Assert.False(audit.Succeeded);
                return [.. audit.Report!.Value.GetProperty("checks").EnumerateArray().Where(c => c.GetProperty("verdict").GetString() == "failed").Select(c => c.GetProperty("id").GetString()!)];
            }
        }
    }
}
