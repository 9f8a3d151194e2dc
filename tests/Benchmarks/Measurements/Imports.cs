using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Benchmarks.Measuring;
using ProcessingRegister.Imports;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace Benchmarks.Measurements;

/// <summary>How long a whole register takes to come in from a file, and how much memory.</summary>
internal sealed class Imports : IMeasurement
{
    /// <inheritdoc />
    public string Name => "imports";

    /// <inheritdoc />
    public async Task<Section> MeasureAsync(TestBed bed)
    {
        var file = File(bed.Records);
        var (previews, commits, wholes, alone, memory) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < (bed.Quick ? 1 : 3); round++)
        {
            await using var database = await bed.NewDatabaseAsync($"imports_{round}");
            await using var server = await database.ServeAsync();
            using var http = server.Client();
            var (preview, commit) = await ImportAsync(http, $"/v1/{database.Access.Slug}/imports", file, bed.Records);
            previews.Add(preview);
            commits.Add(commit);
            wholes.Add(preview + commit);
            memory.Add(server.PeakMemory);
            await using var other = await bed.NewDatabaseAsync($"appended_{round}");
            alone.Add(await Rounds.MillisecondsAsync(() => Filling.AppendAsync(other, bed.Records)) / 1000);
        }

        return new Section("Importing a register",
            $"A file of {bed.Records:#,0} processing activities ({file.Length / 1048576.0:0.0} MB of JSON) into an empty register of a fresh process: uploaded, previewed line by line, and "
            + "committed in one transaction. The baseline appends the same events by Marten alone, in sessions of 250 records, two at a time, without file, checks and preview.",
            [
                Figure.Compared("From the upload to the end of the commit", "s", wholes, "the same events by Marten alone", alone, Target.NeverAbove(60, "s")),
                new Figure("Of that, upload and preview", "s", Spread.Of(previews)),
                new Figure("Of that, the commit", "s", Spread.Of(commits)),
                new Figure("The most memory that the service held from its start on", "MB", Spread.Of(memory)) { Target = Target.NeverAbove(400, "MB") },
            ]);
    }

    private static byte[] File(int records)
    {
        var day = DateOnly.FromDateTime(DateTime.UtcNow);
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            format = "processing-register-import/1",
            processingActivities = Enumerable.Range(0, records).Select(number =>
                new RegisterProcessingActivity(SampleActivities.Reference(number), ProcessingRole.Processor, SampleActivities.Content(number, 0), day)),
        }, RegisterJson.Edge);
    }

    private static async Task<(double Preview, double Commit)> ImportAsync(HttpClient http, string imports, byte[] file, int records)
    {
        var start = Stopwatch.GetTimestamp();
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var received = await http.PostAsync(imports, content);
        received.EnsureSuccessStatusCode();
        var id = (await received.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        var (previewed, version) = await WaitAsync(http, $"{imports}/{id}", ImportState.Previewing);
        if (previewed.GetProperty("state").GetString() != "previewed")
            throw new InvalidOperationException($"The file was not previewed: {previewed}");
        var preview = Stopwatch.GetElapsedTime(start).TotalSeconds;

        using var request = new HttpRequestMessage(HttpMethod.Post, $"{imports}/{id}/commit") { Content = JsonContent.Create(new CommitImport(), options: RegisterJson.Edge) };
        request.Headers.IfMatch.Add(version);
        using var accepted = await http.SendAsync(request);
        accepted.EnsureSuccessStatusCode();
        var (committed, _) = await WaitAsync(http, $"{imports}/{id}", ImportState.Committing);
        return committed.GetProperty("state").GetString() == "committed" && committed.GetProperty("counts").GetProperty("added").GetInt32() == records
            ? (preview, Stopwatch.GetElapsedTime(start).TotalSeconds - preview)
            : throw new InvalidOperationException($"The import ended otherwise: {previewed.GetProperty("counts")} {committed.GetProperty("state")} {committed.GetProperty("counts")}.");
    }

    /// <summary>Asks until the import has left a state, as a client does.</summary>
    private static async Task<(JsonElement Report, EntityTagHeaderValue Version)> WaitAsync(HttpClient http, string import, ImportState state)
    {
        for (; ; await Task.Delay(50))
        {
            using var response = await http.GetAsync($"{import}?limit=1");
            response.EnsureSuccessStatusCode();
            var report = await response.Content.ReadFromJsonAsync<JsonElement>();
            if (!string.Equals(report.GetProperty("state").GetString(), state.ToString(), StringComparison.OrdinalIgnoreCase))
                return (report, response.Headers.ETag!);
        }
    }
}
