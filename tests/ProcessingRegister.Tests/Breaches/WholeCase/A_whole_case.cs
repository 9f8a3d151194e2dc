using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Imports;
using ProcessingRegister.Tests.Web;
using Xunit;

namespace ProcessingRegister.Tests.Breaches.WholeCase;

/// <summary>
/// A processor for controllers in three countries, and controller of data of its own, from a subprocessor's notice in the night of a Saturday to the
/// closure and beyond, over HTTP and by the hour. What is owed at each hour is compared with a table that was worked out by hand.
/// </summary>
public sealed class A_whole_case(ClockedHost register) : IClassFixture<ClockedHost>
{
    private static readonly string[] Payroll = ["payroll"];

    private static readonly string[] Missing = ["records", "consequences"];

    private static readonly string[] ByEmail = ["email"];

    [Fact]
    public async Task Is_right_at_every_hour_over_both_changes_of_clocks()
    {
        // One after the other: a clock that ran backwards would be another test.
        foreach (var @case in new[] { Case.Spring, Case.Autumn })
        {
            register.Clock.Now = @case.Began.ToUniversalTime().AddHours(-12);
            var course = await CourseAsync(@case);
            // By the hour while periods of hours run, then by the half day.
            foreach (var minute in Enumerable.Range(1, 86).Select(hour => hour * 60).Concat(Enumerable.Range(8, 20).Select(halfDay => halfDay * 720)))
            {
                await course.UntilAsync(minute);
                Assert.Equal(@case.At(minute), await course.OwedAsync());
                Assert.Equal(minute is >= 14400 and < 15600 or >= 16200 ? "closed" : "open", await course.StatusAsync());
                if (minute == 360)
                    Assert.Contains(@case.NextOnThePage, await course.PageAsync(), StringComparison.Ordinal);
            }
        }
    }

    private async Task<Course> CourseAsync(Case @case)
    {
        var (slug, client) = await register.OrganisationAsync(Role.Contributor, Role.Dpo, Role.Reader);
        var tenant = (await register.Services.GetRequiredService<Standings>().OrganisationAsync(slug, default))!.TenantId;
        var agreements = new JsonArray(Agreement("NO", "987654325", 4), Agreement("SE", "5561234567", 48), Agreement("DK", "12345674", null));
        var file = new JsonObject { ["format"] = "processing-register-import/1", ["processingAgreements"] = agreements }.ToJsonString();
        var report = await register.Services.GetRequiredService<ImportFiles>().ImportFile(tenant, register.First.Actor, TimeZoneInfo.Utc,
            new MemoryStream(Encoding.UTF8.GetBytes(file)), "application/json", RefusedLines.Stop, null, default);
        Assert.True(report.Counts.Added == 3, JsonSerializer.Serialize(report));
        return new Course(register.Clock, @case.Began.ToUniversalTime(), client, slug);
    }

    private static JsonObject Agreement(string country, string number, int? hours)
    {
        var content = new JsonObject { ["controllerName"] = $"Controller in {country}", ["contact"] = new JsonObject { ["name"] = "Office" }, ["services"] = new JsonArray("payroll") };
        if (hours is not null)
            content["breachNoticeHours"] = hours;
        return new() { ["country"] = country, ["organisationNumber"] = number, ["effectiveFrom"] = "2026-01-01", ["content"] = content };
    }

    /// <summary>What is done, minute by minute.</summary>
    private sealed class Course
    {
        private readonly SetClock clock;
        private readonly DateTimeOffset start;
        private readonly HttpClient client;
        private readonly string slug;
        private readonly Queue<(int Minute, Func<Task> Do)> steps;
        private readonly Dictionary<string, string> controllers = [];
        private string breach = "";

        public Course(SetClock clock, DateTimeOffset start, HttpClient client, string slug)
        {
            (this.clock, this.start, this.client, this.slug) = (clock, start, client, slug);
            steps = new(Steps());
        }

        /// <summary>Does what is to be done up to a minute, each step at its own.</summary>
        public async Task UntilAsync(int minute)
        {
            while (steps.TryPeek(out var step) && step.Minute <= minute)
            {
                clock.Now = start.AddMinutes(step.Minute);
                await steps.Dequeue().Do();
            }

            clock.Now = start.AddMinutes(minute);
        }

        /// <summary>What the records of the breach and of its controllers show as owed.</summary>
        public async Task<IEnumerable<string>> OwedAsync()
        {
            var lines = Lines("breach", (await GetAsync(breach))["deadlines"]!.AsArray());
            var concerned = (await GetAsync($"{breach}/controllers"))["items"]!.AsArray();
            return lines.Concat(concerned.SelectMany(c => Lines((string)c!["notification"]!["country"]!, c["notification"]!["deadlines"]!.AsArray())))
                .Order(StringComparer.Ordinal).ToList();
        }

        public async Task<string> StatusAsync() => (string)(await GetAsync(breach))["status"]!;

        public Task<string> PageAsync() => client.GetStringAsync($"/o/{slug}{breach[$"/v1/{slug}".Length..]}");

        private IEnumerable<(int, Func<Task>)> Steps() =>
        [
            (10, BeginAsync),
            (50, () => PostAsync("investigation", new { begunAt = At(50) })),
            (200, () => RefusedAsync("authority-notifications", Filing("too-soon", "complete", 200), "breach-filed-without-awareness")),
            (205, () => PostAsync("awareness", new { role = "controller", awareAt = At(200), basis = "The files hold names of our own staff." })),
            (230, SelectAsync),
            (290, () => Task.WhenAll(SendAsync("NO", 1, 290), SendAsync("SE", 2, 290), SendAsync("DK", 3, 290))),
            (300, () => ToAsync("DK", "bounces", new { dispatch = Sending(3), bouncedAt = At(300), cause = "no such mailbox" })),
            (350, () => ToAsync("SE", "deliveries", new { dispatch = Sending(2), deliveredAt = At(350) })),
            (365, () => ToAsync("NO", "deliveries", new { dispatch = Sending(1), deliveredAt = At(365) })),
            (410, () => PostAsync("risk-assessments", new { outcome = "risk", assessedAt = At(410), method = "recital 76", reasons = "Names and addresses." })),
            (590, () => PostAsync("risk-assessments", new { outcome = "highRisk", assessedAt = At(590), method = "recital 76", reasons = "Account numbers as well." })),
            (1070, () => SendAsync("DK", 4, 1070)),
            (1145, () => ToAsync("DK", "deliveries", new { dispatch = Sending(4), deliveredAt = At(1145) })),
            (1900, () => PostAsync("facts", new { facts = new { numberOfDataSubjects = new { inAll = new { qualifier = "atLeast", value = 1200 } } }, reason = "counted" })),
            (3840, () => PostAsync("authority-notifications", Filing("first", "initial", 3840, Missing))),
            (3960, CoverAsync),
            (4800, () => PostAsync("communications", Communication("mail", 4800))),
            (5400, () => RefusedAsync("closure", Closure(5400), "breach-duties-are-open")),
            (6000, () => PostAsync("orders", new { reference = "20/7", orderedAt = At(6000), text = "Tell those who were not reached.", communicateBy = At(148 * 60) })),
            (7200, () => PostAsync("communications", Communication("letter", 7200))),
            (7800, () => PostAsync("correspondence", new { reference = "20/8", direction = "received", exchangedAt = At(7800), summary = "How many?", answerBy = At(200 * 60) })),
            (12600, () => PostAsync("correspondence", new { reference = "20/9", direction = "sent", exchangedAt = At(12600), summary = "1 215.", answers = "20/8" })),
            (13200, () => PostAsync("authority-notifications", Filing("second", "followUp", 13200))),
            (14400, () => PostAsync("closure", Closure(14400))),
            (14460, () => RefusedAsync("risk-assessments", new { outcome = "risk", assessedAt = At(14460), method = "recital 76", reasons = "Less." }, "breach-settled")),
            (15600, () => PostAsync("reopening", new { reopenedAt = At(15600), reason = "The archive was offered for sale." })),
            (15700, () => PostAsync("facts", new { facts = new { whereTheDataAreNow = "Offered in a forum." } })),
            (16200, () => PostAsync("closure", Closure(16200))),
        ];

        private async Task BeginAsync()
        {
            breach = (await FilledBreach.PostAsync(client, $"/v1/{slug}/breaches", new { reference = "saturday", jurisdiction = "NO", detectedAt = start })).Headers.Location!.ToString();
            await PostAsync("datasets", new { dataset = new { name = "payroll", role = "processor", services = Payroll } });
            await PostAsync("datasets", new { dataset = new { name = "own staff", role = "controller" } });
            await PostAsync("received-notices", new { reference = "INC-1", role = "processor", from = "subprocessor", receivedAt = start, sender = "Drift AS" });
        }

        private async Task SelectAsync()
        {
            await FilledBreach.DoneAsync(client, await FilledBreach.PostAsync(client, $"{breach}/controller-notifications", new { reference = "all", dataset = "payroll" }));
            foreach (var item in (await GetAsync($"{breach}/controllers"))["items"]!.AsArray())
                controllers[(string)item!["notification"]!["country"]!] = (string)item["notification"]!["id"]!;
        }

        // Only the Norwegian controller gave a mandate, and only before its own authority.
        private async Task CoverAsync()
        {
            var agreement = (string)(await GetAsync($"/v1/{slug}/controller-notifications/{controllers["NO"]}"))["agreement"]!;
            await FilledBreach.PostAsync(client, $"/v1/{slug}/reporting-mandates", new { agreement, reference = "m-1", scope = "full", validFrom = "2026-01-01", evidence = "annex 4" });
            var filing = new { reference = "for others", authority = "NO", kind = "complete", filedAt = At(3960), @for = "controllers" };
            await FilledBreach.DoneAsync(client, await FilledBreach.PostAsync(client, $"{breach}/authority-notifications", filing));
        }

        private object Filing(string reference, string kind, int minute, string[]? missing = null) =>
            new { reference, authority = "NO", kind, filedAt = At(minute), stillMissing = missing ?? [] };

        private object Communication(string reference, int minute) =>
            new { reference, informedAt = At(minute), number = new { qualifier = "exact", value = 600 }, means = ByEmail, contents = "What happened, and what to do." };

        private object Closure(int minute) => new { closedAt = At(minute), effects = "No misuse is known.", remedialAction = "Keys were changed." };

        private Task<HttpResponseMessage> SendAsync(string country, int n, int minute) => ToAsync(country, "dispatches", new { dispatch = Sending(n), sentAt = At(minute), channel = "email" });

        private Task<HttpResponseMessage> ToAsync(string country, string what, object body) => FilledBreach.PostAsync(client, $"/v1/{slug}/controller-notifications/{controllers[country]}/{what}", body);

        private Task<HttpResponseMessage> PostAsync(string what, object body) => FilledBreach.PostAsync(client, $"{breach}/{what}", body);

        private async Task RefusedAsync(string what, object body, string code)
        {
            var response = await client.PostAsJsonAsync($"{breach}/{what}", body);
            Assert.Equal((HttpStatusCode.Conflict, code), (response.StatusCode, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"]!));
        }

        private async Task<JsonNode> GetAsync(string address) => JsonNode.Parse(await client.GetStringAsync(address))!;

        private DateTimeOffset At(int minute) => start.AddMinutes(minute);

        private static Guid Sending(int n) => new($"0198c1f0-0000-7000-a000-{n:x12}");

        private static IEnumerable<string> Lines(string of, JsonArray deadlines) => deadlines.Select(d => Line.Text(
            of, (string)d!["obligation"]!, (string?)d["reference"], (string)d["state"]!, (DateTimeOffset)d["target"]!["at"]!, (DateTimeOffset?)d["limit"]?["at"]));
    }
}
