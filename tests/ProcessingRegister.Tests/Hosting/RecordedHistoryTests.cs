using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace ProcessingRegister.Tests.Hosting;

[Collection(RegisterCollection.Name)]
public class Recorded_history(RegisterHost host)
{
    private static readonly string[] Tables = ["mt_events", "record_version", "feed"];

    public static TheoryData<string> Changes =>
        [.. Tables.SelectMany(table => (string[])[$"update register.{table} set tenant_id = 'x'", $"delete from register.{table}", $"truncate register.{table} cascade"])];

    [Theory, MemberData(nameof(Changes))]
    public async Task Is_changed_neither_by_the_application_nor_by_the_owner(string change)
    {
        foreach (var database in new[] { host.Services.GetRequiredService<NpgsqlDataSource>(), host.Owner })
        {
            await using var command = database.CreateCommand(change);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task Is_kept_under_a_role_that_reads_every_table_and_owns_none()
    {
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            """
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and n.nspname in ('register', 'messaging', 'vault', 'keys', 'access')
              and (not has_table_privilege(c.oid, 'select') or pg_has_role(c.relowner, 'member'))
            """);
        var wrong = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            wrong.Add(reader.GetString(0));
        Assert.Empty(wrong);
    }
}
