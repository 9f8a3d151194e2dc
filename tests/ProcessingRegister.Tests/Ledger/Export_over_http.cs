using System.Net;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Tests.Hosting;
using Verifier.Reports;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

[Collection(RegisterCollection.Name)]
public sealed class An_export(RegisterHost host)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Passes_every_check_that_can_be_made_of_it(bool values)
    {
        var (slug, client, _) = await host.SealedAsync(values ? 3 : 260);

        var report = await ExportedLedgers.VerifyAsync(host, client, slug, values);

        foreach (var id in new[] { CheckId.Checkpoint, CheckId.Entries, CheckId.Tiles, CheckId.Rows, CheckId.Completeness, CheckId.Sequence })
            Assert.Equal((id, Verdict.Passed), (id, report[id].Verdict));
        Assert.Equal(values ? Verdict.Passed : Verdict.NotChecked, report[CheckId.Values].Verdict);
        Assert.Equal(values ? 4 : 261, report.Rows!.Intact);
        Assert.Equal(values, report.Values?.Intact > 0);
    }

    [Fact]
    public async Task Is_given_to_those_who_check_and_kept_on_record()
    {
        var (slug, client, _) = await host.SealedAsync(1);
        var (_, stranger) = await host.OrganisationAsync(Enum.GetValues<Role>());
        var auditor = await host.CallerAsync(slug, Role.Auditor);
        var address = $"/v1/{slug}/ledger/export";

        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.GetAsync($"{address}?values=true")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await auditor.GetAsync($"{address}?values=yes")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{address}?values=true")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.CallerAsync(slug, Role.Reader)).GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Anonymous().GetAsync(address)).StatusCode);

        await using var command = host.Owner.CreateCommand(
            "select size, with_values, actor_id from ledger.export join access.organisation using (tenant_id) where slug = $1 order by at");
        command.Parameters.AddWithValue(slug);
        await using var reader = await command.ExecuteReaderAsync();
        var kept = new List<(long, bool)>();
        var actors = new HashSet<Guid>();
        while (await reader.ReadAsync())
        {
            kept.Add((reader.GetInt64(0), reader.GetBoolean(1)));
            actors.Add(reader.GetGuid(2));
        }

        Assert.Equal([(2, false), (2, true)], kept);
        // Each token acts under a reference of its own.
        Assert.Equal(2, actors.Count);
    }

    [Fact]
    public async Task Stays_on_record()
    {
        await using var command = host.Owner.CreateCommand("delete from ledger.export");
        await host.SealedAsync();

        var (slug, client, _) = await host.SealedAsync();
        (await client.GetAsync($"/v1/{slug}/ledger/export")).EnsureSuccessStatusCode();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Holds_no_personal_value_unless_it_was_asked_for()
    {
        var (slug, client, _) = await host.SealedAsync(0);

        var without = System.Text.Encoding.UTF8.GetString(await client.GetByteArrayAsync($"/v1/{slug}/ledger/export"));
        var with = System.Text.Encoding.UTF8.GetString(await client.GetByteArrayAsync($"/v1/{slug}/ledger/export?values=true"));

        Assert.DoesNotContain("1 Example Street", without, StringComparison.Ordinal);
        Assert.Contains("1 Example Street", with, StringComparison.Ordinal);
    }
}
