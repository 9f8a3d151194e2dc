using Benchmarks.Measuring;
using JasperFx.Events;
using Npgsql;
using NpgsqlTypes;
using ProcessingRegister.Breaches;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vocabulary;

namespace Benchmarks.Measurements;

/// <summary>How fast the page of what is overdue is shown among many obligations.</summary>
internal sealed class Obligations : IMeasurement
{
    // Each controller is owed a notice by law, and one by contract: two obligations.
    private const int Each = 2;

    private const int Batch = 250;

    /// <inheritdoc />
    public string Name => "obligations";

    /// <inheritdoc />
    public async Task<Section> MeasureAsync(TestBed bed)
    {
        await using var database = await bed.NewDatabaseAsync("obligations", withLedger: false);
        var obligations = bed.Quick ? 1000 : 100_000;
        var written = await Rounds.MillisecondsAsync(() => FillAsync(database, obligations / Each));
        await database.RunAsync("vacuum (analyze)");
        await using var server = await database.ServeAsync();
        using var http = server.Client();
        var address = $"/v1/{database.Access.Slug}/obligations?state=overdue";
        var requests = bed.Quick ? 40 : 1000;
        for (var i = 0; i < requests / 2; i++)
            await PageWalk.GetAsync(http, address);
        var (page, plain) = (new List<double>(), new List<double>());
        for (var i = 0; i < requests; i++)
        {
            page.Add(await Rounds.MillisecondsAsync(() => PageWalk.GetAsync(http, address)));
            plain.Add(await Rounds.MillisecondsAsync(() => SelectAsync(database)));
        }

        return new Section("The page of what is overdue",
            $"The first 50 overdue obligations out of {obligations:#,0} open ones, half of them by a limit of which half have passed, read to their end. The baseline selects the same 51 rows by plain Npgsql "
            + $"under the same role, in turn with the requests. Recording them, {Batch} records in a transaction, took {written / (obligations / Each):0.00} ms for each record.",
            [Figure.Compared("One client", "ms", page, "the rows alone", plain, Target.Percentile99AtMost(20, "ms"))]);
    }

    private static async Task FillAsync(RegisterDatabase database, int controllers)
    {
        var (breach, now, norway) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow, CountryCode.Parse("NO"));
        foreach (var numbers in Enumerable.Range(0, controllers).Chunk(Batch))
        {
            await using var session = database.Store.LightweightSession(database.Access.TenantId);
            session.LastModifiedBy = Guid.Empty.ToString();
            foreach (var number in numbers)
            {
                // Half of the contracts' hours are over.
                var agreement = Guid.CreateVersion7();
                IEvent[] events = Deciding.Wrap(session, [new ControllerFoundConcerned(
                    breach, agreement, BreachRole.Processor, norway, now.AddHours(-48).AddSeconds(-number), number % 2 == 0 ? 24 : 240, 1, true)], now);
                session.Events.StartStream<ControllerNotification>(ControllerNotification.IdOf(breach, agreement), events);
            }

            await session.SaveChangesAsync();
        }
    }

    private static async Task SelectAsync(RegisterDatabase database)
    {
        await using var command = database.Source.CreateCommand(
            """
            select * from register.obligation where tenant_id = $1 and superseded_at is null and met_at is null and limit_at is not null and due_at < $2
            order by due_at, record_id, kind, reference limit 51
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = database.Access.TenantId, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.AddWithValue(DateTimeOffset.UtcNow);
        await using var reader = await command.ExecuteReaderAsync();
        var row = new object[reader.FieldCount];
        while (await reader.ReadAsync())
            reader.GetValues(row);
    }
}
