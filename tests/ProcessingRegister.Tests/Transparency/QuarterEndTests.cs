using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Tests.AccessRequests;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Transparency;
using TransparencyReport.Periods;
using Xunit;

namespace ProcessingRegister.Tests.Transparency;

[Collection(RegisterCollection.Name)]
public sealed class The_end_of_a_quarter(RegisterHost register)
{
    private static readonly Quarter Third = new(2026, 3);

    [Theory]
    [InlineData("Europe/Oslo", "2026-03-01T00:00Z", "2026Q1 2026-03-31T22:00Z")] // The clocks go forward on 29 March.
    [InlineData("Europe/Oslo", "2026-03-31T22:00Z", "2026Q2 2026-06-30T22:00Z")]
    [InlineData("Europe/Oslo", "2026-12-01T00:00Z", "2026Q4 2026-12-31T23:00Z")] // They went back on 25 October.
    [InlineData("Europe/Oslo", "2026-12-31T22:59Z", "2026Q4 2026-12-31T23:00Z")]
    [InlineData("Atlantic/Reykjavik", "2026-08-01T00:00Z", "2026Q3 2026-10-01T00:00Z")]
    public void Is_midnight_of_the_organisations_zone(string zone, string now, string expected)
    {
        var keeper = new QuarterKeeper("t", TimeZoneInfo.FindSystemTimeZoneById(zone), At(now));
        var (quarter, dueAt) = Assert.Single(QuarterPlanner.Due(keeper, At(now)));
        Assert.Equal(expected, string.Create(CultureInfo.InvariantCulture, $"{quarter} {dueAt.UtcDateTime:yyyy-MM-dd'T'HH:mm}Z"));
    }

    [Fact]
    public void That_passed_while_nothing_ran_is_caught_up_with() =>
        Assert.Equal([new Quarter(2026, 2), Third], QuarterPlanner.Due(new QuarterKeeper("t", TimeZoneInfo.Utc, At("2026-06-01T00:00Z")), At("2026-07-02T00:00Z")).Select(end => end.Quarter));

    [Fact]
    public async Task Is_planned_once_by_two_nodes_and_outlives_both()
    {
        var (keeper, _) = await KeeperAsync();
        await Task.WhenAll(Planner(At("2099-08-15T12:00Z")).PlanAsync(keeper, default), Planner(At("2099-08-15T12:00Z")).PlanAsync(keeper, default));
        Assert.Equal(1, await register.AskAsync("select count(*) from transparency.quarter_end where tenant_id = $1 and due_at = '2099-09-30T22:00Z'", keeper.TenantId));
        // What waits stands in the database, not in a node.
        Assert.Equal(1, await register.AskAsync(
            "select count(*) from messaging.wolverine_incoming_envelopes where status = 'Scheduled' and execution_time = '2099-09-30T22:00Z' and position(convert_to($1, 'UTF8') in body) > 0", keeper.TenantId));
    }

    [Fact]
    public async Task Brings_a_draft_by_itself()
    {
        var (keeper, _) = await KeeperAsync();
        await Planner(At("2026-09-30T21:59Z")).PlanAsync(keeper, default);
        await UntilAsync(async () => await DraftsAsync(keeper.TenantId) > 0);
        Assert.Equal(1, await register.AskAsync("select count(*) from transparency.quarter_end where tenant_id = $1 and made_at is not null", keeper.TenantId));
    }

    [Fact]
    public async Task Brings_one_draft_although_two_nodes_are_asked_at_once()
    {
        var (keeper, _) = await KeeperAsync();
        // A test's nodes have no message to come: the row alone stands.
        await using (var row = register.Owner.CreateCommand("insert into transparency.quarter_end (tenant_id, year, quarter, due_at) values ($1, 2026, 3, '2026-09-30T22:00Z')"))
        {
            row.Parameters.AddWithValue(keeper.TenantId);
            await row.ExecuteNonQueryAsync();
        }

        var message = new DraftAtQuarterEnd(keeper.TenantId, 2026, 3);
        var drafting = register.Services.GetRequiredService<DraftingAtQuarterEnd>();
        await Task.WhenAll(drafting.DraftAsync(message, default), drafting.DraftAsync(message, default));
        await drafting.DraftAsync(message, default);
        Assert.Equal(1, await DraftsAsync(keeper.TenantId));
    }

    [Fact]
    public async Task Is_behind_which_nothing_more_comes_in()
    {
        var (keeper, _) = await KeeperAsync();
        await using var late = await register.Owner.OpenConnectionAsync();
        await using var transaction = await late.BeginTransactionAsync();
        await using (var number = new Npgsql.NpgsqlCommand("select nextval('register.mt_events_sequence')", late, transaction))
            await number.ExecuteScalarAsync();
        var searching = register.Services.GetRequiredService<SettledPosition>().FindAsync(default);
        // Another's event comes meanwhile, with a higher number, and is committed first.
        await (await AccessCase.BeginAsync(register)).SealAsync();
        Assert.False(searching.IsCompleted);
        await transaction.RollbackAsync();
        Assert.True(await searching > 0);
        Assert.NotNull(keeper);
    }

    private QuarterPlanner Planner(DateTimeOffset now) => ActivatorUtilities.CreateInstance<QuarterPlanner>(register.Services, new FakeTimeProvider(now));

    private async Task<(QuarterKeeper Keeper, string Slug)> KeeperAsync()
    {
        var (slug, _) = await register.OrganisationAsync(Role.Dpo);
        var tenant = (await register.Services.GetRequiredService<Standings>().OrganisationAsync(slug, default))!.TenantId;
        return (Assert.Single(await register.Services.GetRequiredService<QuarterEnds>().KeepersAsync(tenant, default)), slug);
    }

    private Task<long> DraftsAsync(string tenant) => register.AskAsync("select count(*) from register.mt_events where tenant_id = $1 and type = 'edition_drafted'", tenant);

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2), "No draft was made.");
            await Task.Delay(100);
        }
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
