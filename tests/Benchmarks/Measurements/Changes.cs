using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Benchmarks.Measuring;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.SubprocessorChanges;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace Benchmarks.Measurements;

/// <summary>How long a change of subprocessors takes to be dated, and to be announced, under thousands of agreements with terms of their own.</summary>
internal sealed class Changes : IMeasurement
{
    private const int Terms = 40;

    private static readonly PersonalText ContactPoint = new("privacy@processor.example");

    /// <inheritdoc />
    public string Name => "changes";

    /// <inheritdoc />
    public async Task<Section> MeasureAsync(TestBed bed)
    {
        var agreements = bed.Records * 2;
        await using var database = await bed.NewDatabaseAsync("changes");
        await Filling.FillWithAgreementsAsync(database, agreements, activities: 0, terms: TermsOf);
        await using var server = await database.ServeAsync();
        using var http = server.Client();
        var org = $"/v1/{database.Access.Slug}";
        var subprocessor = await CreatedAsync(http, $"{org}/subprocessors", new RegisterSubprocessor(
            "help", "Invented Help Desk GmbH", new SubprocessorContent { Kind = SubprocessorKind.ProcessingWithStorage, Services = [new(new ImpersonalText("Help desk"))] }, Today.AddDays(-9)));
        var (dated, durable) = (new List<double>(), new List<double>());
        for (var round = 0; round < (bed.Quick ? 1 : 4); round++)
        {
            var change = await CreatedAsync(http, $"{org}/subprocessor-changes", new IntendSubprocessorChange(
                new ImpersonalText($"change {round}"), CountryCode.Parse("NO"), Today.AddDays(90),
                new(ChangeKind.Addition, [subprocessor], [new(NoticeLanguage.En, "An invented help desk.")])));
            dated.Add(await Rounds.MillisecondsAsync(() => DatedAsync(http, $"{org}/subprocessor-changes/{change}/earliest-dates", agreements)) / 1000);
            durable.Add(await Rounds.MillisecondsAsync(() => AnnouncedAsync(http, $"{org}/subprocessor-changes/{change}", agreements)) / 1000);
        }

        // The first round pays for compilation, which a server that runs has paid.
        return new Section("A change of subprocessors",
            $"{agreements:#,0} agreements with {Terms} different terms of notice, objection and counting. Dated: `GET .../earliest-dates` over HTTP, read to its end. Announced: from "
            + "the command to the end of its operation, when each controller has its record with its terms and its notice is in the outbox, all of it committed.",
            [
                new Figure("Earliest lawful days computed", "s", Spread.Of(bed.Quick ? dated : dated.Skip(1))) { Target = Target.NeverAbove(2, "s") },
                new Figure("Notices durable", "s", Spread.Of(bed.Quick ? durable : durable.Skip(1))) { Target = Target.NeverAbove(15, "s") },
            ]);
    }

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    private static SubprocessorTerms TermsOf(int number)
    {
        var kind = number % Terms;
        return new(
            SubprocessorAuthorisation.General, Notice: new AgreedPeriod(10 + kind, (AgreedUnit)(kind % 2)), Objection: new AgreedPeriod(5 + (kind / 2), AgreedUnit.Days),
            SilenceIsAcceptance: kind % 3 == 0, RollsOverToWorkingDay: kind % 5 == 0);
    }

    private static async Task<Guid> CreatedAsync<T>(HttpClient http, string address, T command)
    {
        using var answer = await http.PostAsync(address, JsonContent.Create(command, options: RegisterJson.Edge));
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task DatedAsync(HttpClient http, string address, int agreements)
    {
        var dates = await http.GetFromJsonAsync<JsonElement>(address);
        if (dates.GetProperty("controllers").GetInt32() != agreements || dates.GetProperty("differentTerms").GetInt32() != Math.Min(Terms, agreements))
            throw new InvalidOperationException($"The dates are of others: {dates}");
    }

    private static async Task AnnouncedAsync(HttpClient http, string change, int agreements)
    {
        using var accepted = await http.PostAsync($"{change}/announcement", JsonContent.Create(new AnnounceSubprocessorChange(ContactPoint), options: RegisterJson.Edge));
        accepted.EnsureSuccessStatusCode();
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(20))
        {
            var operation = await http.GetFromJsonAsync<JsonElement>(accepted.Headers.Location);
            if (operation.GetProperty("state").GetString() == "done" && operation.GetProperty("done").GetInt32() == agreements)
                return;
            if (operation.GetProperty("state").GetString() == "failed" || Stopwatch.GetElapsedTime(start) > TimeSpan.FromMinutes(5))
                throw new InvalidOperationException($"The announcement did not end: {operation}");
        }
    }
}
