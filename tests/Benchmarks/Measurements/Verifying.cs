using System.Diagnostics;
using System.Formats.Tar;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Benchmarks.Measuring;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Verifier.Checks;
using Verifier.Reports;
using Verifier.Sources;

namespace Benchmarks.Measurements;

/// <summary>How fast an auditor verifies what was exported, and how soon a command has its receipt.</summary>
internal sealed class Verifying : IMeasurement
{
    private const string Payload = """{"reviewedOn": "2026-11-22", "findings": null, "nextReviewBy": "2027-11-22"}""";

    /// <inheritdoc />
    public string Name => "verifying";

    /// <inheritdoc />
    public async Task<Section> MeasureAsync(TestBed bed)
    {
        var events = bed.Quick ? 4_000 : 200_000;
        var folder = Path.Combine(bed.Folder, "export");
        var export = await ExportAsync(bed, events, folder);
        var (options, cpu) = (new VerificationOptions { OriginKeys = [bed.Secrets.Origin], TemporaryDirectory = bed.Folder }, new List<double>());
        var rates = await Rounds.InterleavedAsync(bed.Quick ? 1 : 5, () => VerifyAsync(folder, events, options, cpu), () => HashAsync(folder, events));
        var receipts = await ReceiptsAsync(bed);
        return new Section("Checking the ledger",
            $"Verifying: the export of a ledger of {events:#,0} entries, with rows of about 600 bytes, by the verifier's own checks V1 to V9 with the origin key, in the measuring process and "
            + "on one thread; the baseline reads the same files and computes their SHA-256. A receipt: from the answer to a command to the end of the answer to `GET .../receipt` with "
            + "`Prefer: wait=5`, at random moments, one client, default interval of sealing.",
            [
                new Figure("The export, over HTTP, of the same ledger", "s", Spread.Of([export])),
                Figure.Compared("Entries verified", "/s", rates[0], "the same files hashed", rates[1]),
                new Figure("Entries verified in a second of processor time", "/s", Spread.Of(cpu.Skip(1))) { Target = bed.Quick ? null : Target.MedianAtLeast(80_000, "/s") },
                new Figure("From a command's answer to its receipt", "s", Spread.Of(receipts)) { Target = Target.MedianAtMost(1.2, "s") },
            ]);
    }

    // Sealed by the service itself, from the backlog that it finds when it starts.
    private static async Task<double> ExportAsync(TestBed bed, int events, string folder)
    {
        await using var database = await bed.NewDatabaseAsync("verifying");
        await Backlog.CopyAsync(database, events, Payload);
        await database.RunAsync("insert into ledger.pending (tenant_id, seq_id) select tenant_id, seq_id from register.mt_events on conflict do nothing");
        await using var server = await database.ServeAsync();
        using var http = server.Client();
        while ((await http.GetFromJsonAsync<JsonElement>($"/v1/{database.Access.Slug}/ledger/status")).GetProperty("signedSize").GetInt64() < events)
            await Task.Delay(100);
        Directory.CreateDirectory(folder);
        return await Rounds.MillisecondsAsync(async () =>
        {
            await using var tar = await http.GetStreamAsync($"/v1/{database.Access.Slug}/ledger/export");
            await TarFile.ExtractToDirectoryAsync(tar, folder, overwriteFiles: false);
        }) / 1000;
    }

    private static async Task<double> VerifyAsync(string folder, int events, VerificationOptions options, List<double> cpu)
    {
        var used = Environment.CpuUsage.TotalTime;
        var milliseconds = await Rounds.MillisecondsAsync(async () =>
        {
            var report = await LedgerVerification.RunAsync(new DirectorySource(folder), options);
            if (report.TreeSize != events || report.Checks.Any(check => check.Verdict == Verdict.Failed) || report[CheckId.Rows].Verdict != Verdict.Passed)
                throw new InvalidOperationException($"The export does not verify: {string.Join(' ', report.Checks.SelectMany(check => check.Findings.Take(2)))}");
        });
        cpu.Add(events / (Environment.CpuUsage.TotalTime - used).TotalSeconds);
        return events / milliseconds * 1000;
    }

    private static async Task<double> HashAsync(string folder, int events) => events / await Rounds.MillisecondsAsync(async () =>
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            _ = SHA256.HashData(await File.ReadAllBytesAsync(file));
    }) * 1000;

    private static async Task<List<double>> ReceiptsAsync(TestBed bed)
    {
        await using var database = await bed.NewDatabaseAsync("receipts");
        await Filling.FillAsync(database, 1, 1);
        var (records, _) = await database.Records.PageAsync<ProcessingActivity>(database.Access.TenantId, View.Now, null, 1, null, default);
        await using var server = await database.ServeAsync();
        using var http = server.Client();
        var (times, random) = (new List<double>(), new Random(1));
        for (var i = 0; i < (bed.Quick ? 3 : 41); i++)
        {
            await Task.Delay(random.Next(1000));
            var review = new ReviewProcessingActivity(DateOnly.FromDateTime(DateTime.UtcNow).AddYears(1).AddDays(i));
            using var answer = await http.PostAsJsonAsync($"/v1/{database.Access.Slug}/processing-activities/{records[0].Id}/reviews", review, RegisterJson.Edge);
            answer.EnsureSuccessStatusCode();
            var recorded = Stopwatch.GetTimestamp();
            var id = (await answer.Content.ReadFromJsonAsync<Recorded>(RegisterJson.Edge))!.EventIds[0];
            using var ask = new HttpRequestMessage(HttpMethod.Get, $"/v1/{database.Access.Slug}/events/{id}/receipt") { Headers = { { "Prefer", "wait=5" } } };
            using var receipt = await http.SendAsync(ask);
            if (receipt.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"There was no receipt within 5 seconds, but {(int)receipt.StatusCode}.");
            times.Add(Stopwatch.GetElapsedTime(recorded).TotalSeconds);
        }

        // The first waits for the program to have made its log.
        return times[1..];
    }
}
