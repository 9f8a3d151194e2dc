using System.Collections.Concurrent;
using System.Net.Http.Json;
using Benchmarks.Measuring;
using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace Benchmarks.Measurements;

/// <summary>How much of the store's own speed is left when commands come over HTTP.</summary>
internal sealed class Commands : IMeasurement
{
    private const int Clients = 16;
    private const int RecordsEach = 8;

    /// <inheritdoc />
    public string Name => "commands";

    /// <inheritdoc />
    public async Task<Section> MeasureAsync(TestBed bed)
    {
        var database = await bed.RegisterAsync(eventsEach: 1);
        var (records, _) = await database.Records.PageAsync<ProcessingActivity>(database.Access.TenantId, View.Now, null, Clients * RecordsEach * 3, null, default);
        var ids = records.Select(r => r.Id).Chunk(Clients * RecordsEach).ToArray();
        await using var server = await database.ServeAsync();
        using var http = server.Client();
        var latencies = new ConcurrentBag<double>();

        var versioned = new Reviewing(ids[0], RecordsEach, async (id, review, version) =>
        {
            using var request = RequestFor(database.Access, id, review);
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            latencies.Add(await Rounds.MillisecondsAsync(() => SendAsync(http, request)));
        });
        var waiting = new Reviewing(ids[1], RecordsEach, async (id, review, _) =>
        {
            using var request = RequestFor(database.Access, id, review);
            await SendAsync(http, request);
        });
        var direct = new Reviewing(ids[2], RecordsEach, (id, review, _) => AppendAsync(database, id, review));

        var (inService, inThisProcess) = (new List<double>(), new List<double>());
        var rates = await Rounds.InterleavedAsync(bed.Rounds,
            () => RateAsync(versioned, bed.RoundTime, () => server.ProcessorTime, inService),
            () => RateAsync(direct, bed.RoundTime, () => Environment.CpuUsage.TotalTime.TotalMilliseconds, inThisProcess),
            () => Rounds.RateAsync(Clients, bed.RoundTime, waiting.NextAsync));
        const string Against = "the same event by `FetchForWriting` in this process";
        return new Section("A command over HTTP",
            $"{Clients} clients, each on records of its own, connections kept alive; each command reviews an existing record of about 3 kB: it is checked, decided, and "
            + "committed with its event, the record, the record's version, the feed entry and the outbox. The baseline does the same through Marten's `FetchForWriting` in the "
            + "measuring process, with the same store options, session listener and projections, without HTTP, checks and decision.",
            [
                Figure.Compared("Commands that name the record's version (If-Match)", "/s", rates[0], Against, rates[1], Target.RatioAtLeast(0.5)),
                Figure.Compared("Commands that name none and wait for their turn", "/s", rates[2], Against, rates[1]),
                Figure.Compared("Processor time of the service for each command with If-Match", "ms", [.. inService.Skip(1)], "of this process for the same event", [.. inThisProcess.Skip(1)]),
                new Figure($"Time of one command with If-Match, {Clients} clients", "ms", Spread.Of(latencies)),
            ]);
    }

    /// <summary>Measures a rate, and notes how much processor time each turn took.</summary>
    private static async Task<double> RateAsync(Reviewing reviewing, TimeSpan duration, Func<double> processorTime, List<double> each)
    {
        var (used, done) = (processorTime(), reviewing.Done);
        var rate = await Rounds.RateAsync(Clients, duration, reviewing.NextAsync);
        each.Add((processorTime() - used) / (reviewing.Done - done));
        return rate;
    }

    private static HttpRequestMessage RequestFor(Access access, Guid id, ReviewProcessingActivity review) =>
        new(HttpMethod.Post, $"/v1/{access.Slug}/processing-activities/{id}/reviews") { Content = JsonContent.Create(review, options: RegisterJson.Edge) };

    private static async Task SendAsync(HttpClient http, HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    private static async Task AppendAsync(RegisterDatabase database, Guid id, ReviewProcessingActivity review)
    {
        await using var session = database.Store.LightweightSession(database.Access.TenantId);
        session.LastModifiedBy = Guid.Empty.ToString();
        var stream = await session.Events.FetchForWriting<ProcessingActivity>(id);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        stream.AppendMany(Deciding.Wrap(session, [new ProcessingActivityReviewed(today, review.NextReviewBy, review.Findings)], DateTimeOffset.UtcNow));
        await session.SaveChangesAsync();
    }

    /// <summary>Reviews records in turn, each time with another day, so that every command has something to record.</summary>
    private sealed class Reviewing(Guid[] ids, int each, Func<Guid, ReviewProcessingActivity, long, Task> review)
    {
        private readonly long[] turns = new long[Clients];
        private readonly long[] versions = [.. ids.Select(_ => 1L)];

        public long Done => turns.Sum();

        public async Task NextAsync(int client)
        {
            var turn = turns[client]++;
            var record = (client * each) + (int)(turn % each);
            await review(ids[record], new ReviewProcessingActivity(DateOnly.FromDateTime(DateTime.UtcNow).AddYears(1).AddDays((int)(turn % 1000))), versions[record]);
            versions[record]++;
        }
    }
}
