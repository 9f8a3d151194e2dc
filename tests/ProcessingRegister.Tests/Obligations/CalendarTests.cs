using System.Net;
using Ical.Net;
using Ical.Net.CalendarComponents;
using ProcessingRegister.Obligations;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Obligations;

/// <summary>The calendar, read back by a parser that others wrote.</summary>
[Collection(RegisterCollection.Name)]
public sealed class The_calendar_of_obligations(RegisterHost register)
{
    private static readonly DateTimeOffset Hour = new(DateTimeOffset.UtcNow.Ticks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);

    [Fact]
    public async Task Has_an_event_from_the_target_to_the_limit_of_each_with_its_alarms()
    {
        var owing = await OwingRegister.BeginAsync(register);
        var breach = await owing.BreachAsync("2026-07; two, three", Hour.AddDays(-2));
        await owing.AwareAsync(breach, Hour.AddDays(-1).AddMinutes(17));
        await owing.ConcernAsync(breach, 12, Hour.AddDays(-1));
        await owing.AskedAsync(breach, "far away", Hour, Hour.AddDays(200));

        var events = await EventsAsync(owing);

        Assert.Equal(2, events.Count);
        var authority = events.Single(e => e.Summary!.Contains("2026-07; two, three", StringComparison.Ordinal) && e.Summary.StartsWith("Art. 33(1)", StringComparison.Ordinal));
        Assert.Equal((Hour.AddDays(2).AddMinutes(17).UtcDateTime, Hour.AddDays(2).AddHours(1).UtcDateTime), (authority.DtStart!.AsUtc, authority.DtEnd!.AsUtc));
        Assert.Equal(3, authority.Alarms.Count);
        Assert.Contains("(12)", events.Single(e => e != authority).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moves_an_event_under_the_same_UID_and_leaves_out_what_was_met()
    {
        var owing = await OwingRegister.BeginAsync(register);
        var breach = await owing.BreachAsync("2026-07", Hour.AddDays(-3));
        await owing.AwareAsync(breach, Hour.AddDays(-1));
        var before = Assert.Single(await EventsAsync(owing));
        await owing.AwareAsync(breach, Hour.AddDays(-2));

        var after = Assert.Single(await EventsAsync(owing));
        Assert.Equal((before.Uid, before.DtStart!.AsUtc.AddDays(-1)), (after.Uid, after.DtStart!.AsUtc));
        Assert.True(after.Sequence > before.Sequence && after.LastModified!.AsUtc >= before.LastModified!.AsUtc);

        await owing.PostAsync($"breaches/{breach}/authority-notifications", new { reference = "first", authority = "NO", kind = "complete", filedAt = Hour });
        Assert.Empty(await EventsAsync(owing));
    }

    [Fact]
    public async Task Is_not_sent_again_until_something_changes()
    {
        var owing = await OwingRegister.BeginAsync(register);
        var breach = await owing.BreachAsync("2026-07", Hour.AddDays(-3));
        await owing.AwareAsync(breach, Hour.AddDays(-1));
        var first = await owing.Client.GetAsync($"{owing.At}/obligations.ics");
        Assert.Equal("text/calendar", first.Content.Headers.ContentType!.MediaType);

        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync());
        await owing.AwareAsync(breach, Hour.AddDays(-2));
        Assert.Equal(HttpStatusCode.OK, await AgainAsync());

        async Task<HttpStatusCode> AgainAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{owing.At}/obligations.ics");
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            return (await owing.Client.SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public void Folds_lines_by_octets_and_escapes_texts()
    {
        var text = string.Concat(Enumerable.Repeat("frist; blåbær, \\ æøå 🕛\n", 12)) + "!";
        var written = new CalendarWriter().Line("BEGIN", "VCALENDAR").Line("VERSION", "2.0").Line("PRODID", "x").Line("BEGIN", "VEVENT").Line("UID", "1")
            .Text("SUMMARY", text).Line("END", "VEVENT").Line("END", "VCALENDAR").ToString();

        Assert.All(written.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Equal(text, Assert.Single(Calendar.Load(written)!.Events).Summary);
    }

    private static async Task<IReadOnlyList<CalendarEvent>> EventsAsync(OwingRegister owing) =>
        [.. Calendar.Load(await owing.Client.GetStringAsync($"{owing.At}/obligations.ics"))!.Events];
}
