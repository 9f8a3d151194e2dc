using Benchmarks.Measuring;
using Npgsql;
using NpgsqlTypes;

namespace Benchmarks.Measurements;

/// <summary>How fast a page of a large register is shown.</summary>
internal sealed class Pages : IMeasurement
{
    /// <inheritdoc />
    public string Name => "pages";

    /// <inheritdoc />
    public async Task<Section> MeasureAsync(TestBed bed)
    {
        var database = await bed.RegisterAsync(eventsEach: 1);
        await using var server = await database.ServeAsync();
        using var http = server.Client();
        var pages = await PageWalk.OfAsync(http, database.Access, limit: 50);
        var (requests, random) = (bed.Quick ? 40 : 1000, new Random(1));

        for (var i = 0; i < requests / 2; i++)
            await PageWalk.GetAsync(http, pages.Addresses[random.Next(pages.Addresses.Count)]);
        var (one, plain) = (new List<double>(), new List<double>());
        for (var i = 0; i < requests; i++)
        {
            var page = random.Next(pages.Addresses.Count);
            one.Add(await Rounds.MillisecondsAsync(() => PageWalk.GetAsync(http, pages.Addresses[page])));
            plain.Add(await Rounds.MillisecondsAsync(() => SelectAsync(database, pages.After[page])));
        }

        var eight = await Task.WhenAll(Enumerable.Range(0, 8).Select(client => Task.Run(async () =>
        {
            var (own, times) = (new Random(client), new List<double>());
            for (var i = 0; i < requests / 4; i++)
                times.Add(await Rounds.MillisecondsAsync(() => PageWalk.GetAsync(http, pages.Addresses[own.Next(pages.Addresses.Count)])));
            return times;
        })));

        return new Section("A page of a register",
            $"A page of 50 processing activities out of {bed.Records:#,0}, each of about 3 kB, at random places, read to its end. The baseline selects the same 51 rows of JSON by "
            + "plain Npgsql under the same role, in turn with the requests.",
            [
                Figure.Compared("One client", "ms", one, "the rows alone", plain, Target.Percentile99AtMost(20, "ms")),
                new Figure("Eight clients at once", "ms", Spread.Of(eight.SelectMany(times => times))),
            ]);
    }

    private static async Task SelectAsync(RegisterDatabase database, Guid after)
    {
        await using var command = database.Source.CreateCommand(
            "select id, data from register.mt_doc_processing_activity where tenant_id = $1 and id > $2 order by id limit 51");
        command.Parameters.Add(new NpgsqlParameter { Value = database.Access.TenantId, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.AddWithValue(after);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            reader.GetFieldValue<byte[]>(1);
    }
}
