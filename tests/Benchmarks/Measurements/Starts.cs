using System.Diagnostics;
using System.Net.Http.Json;
using Benchmarks.Measuring;
using ProcessingRegister.Hosting.PrivatePostgres;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace Benchmarks.Measurements;

/// <summary>How long a person waits who starts the program, and the one who asks it first.</summary>
internal sealed class Starts : IMeasurement
{
    /// <inheritdoc />
    public string Name => "starts";

    /// <inheritdoc />
    public async Task<Section> MeasureAsync(TestBed bed)
    {
        var rounds = bed.Quick ? 1 : 5;
        var database = await bed.RegisterAsync(eventsEach: 1);
        var (records, _) = await database.Records.PageAsync<ProcessingActivity>(database.Access.TenantId, View.Now, null, rounds + 1, null, default);
        var (commands, gets, existing, fresh, alone) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            commands.Add(await FirstRequestAsync(database, http => http.PostAsJsonAsync(
                $"/v1/{database.Access.Slug}/processing-activities/{records[round].Id}/reviews",
                new ReviewProcessingActivity(DateOnly.FromDateTime(DateTime.UtcNow).AddYears(2)), RegisterJson.Edge)));
            gets.Add(await FirstRequestAsync(database, http => http.GetAsync($"/v1/{database.Access.Slug}/processing-activities")));
            var folder = Path.Combine(bed.Folder, $"alone-{round}");
            fresh.Add(await StartAloneAsync(folder));
            existing.Add(await StartAloneAsync(folder));
            alone.Add(await PostgresAloneAsync(folder));
        }

        return new Section("Starting",
            "The program as built, without ahead-of-time compilation. A first request is the first of its process, sent as soon as the program takes connections. A start is measured "
            + "from the start of the process to the first answer 200 of `/health/ready`, which asks the database, and includes the start of the program's own PostgreSQL; a new "
            + "cluster is set up and the schema made within that time, too.",
            [
                new Figure("First request, a command", "s", Spread.Of(commands)) { Target = Target.NeverAbove(2, "s") },
                new Figure("First request, a page of 50", "s", Spread.Of(gets)) { Target = Target.NeverAbove(2, "s") },
                Figure.Compared("Start with an existing cluster", "s", existing, "PostgreSQL's start alone", alone, Target.MedianAtMost(6, "s")),
                Figure.Compared("Start with a cluster to be made", "s", fresh, "PostgreSQL's start alone, existing", alone, Target.MedianAtMost(6, "s")),
            ]);
    }

    private static async Task<double> FirstRequestAsync(RegisterDatabase database, Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        await using var server = await database.ServeAsync();
        using var http = server.Client();
        return await Rounds.MillisecondsAsync(async () =>
        {
            using var response = await send(http);
            response.EnsureSuccessStatusCode();
        }) / 1000;
    }

    /// <summary>Starts the program with a database of its own, as who only unpacked it does.</summary>
    private static async Task<double> StartAloneAsync(string folder)
    {
        await using var server = await ServerProcess.StartAsync(new() { ["DataFolder"] = folder }, access: null);
        using var http = server.Client();
        for (var answered = false; !answered; await Task.Delay(answered ? 0 : 5))
        {
            using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            answered = response.IsSuccessStatusCode;
        }

        return Stopwatch.GetElapsedTime(server.StartedAt).TotalSeconds;
    }

    private static async Task<double> PostgresAloneAsync(string folder)
    {
        PrivateCluster? cluster = null;
        var time = await Rounds.MillisecondsAsync(async () =>
            cluster = await PrivateCluster.StartAsync(new ClusterOptions { Folder = Path.Combine(folder, "postgres"), Download = null }));
        await cluster!.DisposeAsync();
        return time / 1000;
    }
}
