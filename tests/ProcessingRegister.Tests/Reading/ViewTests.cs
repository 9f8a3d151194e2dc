using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Xunit;

namespace ProcessingRegister.Tests.Reading;

public class A_view
{
    private const string Now = "2026-11-22T16:20:12.1511889Z";

    [Fact]
    public void Is_of_the_present_and_the_latest_unless_asked() => Assert.Equal(View.Now, Read(""));

    [Theory]
    [InlineData("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01T12:00:00%2B02:00", "2026-03-01T10:00:00Z")]
    [InlineData("2026-03-01T12:00:00-05:30", "2026-03-01T17:30:00Z")]
    [InlineData("2026-03-01t12:00:00.123456z", "2026-03-01T12:00:00.123456Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    public void Takes_an_instant_with_its_offset(string asOf, string instant) => Assert.Equal(At(instant), Read($"asOf={asOf}").AsOf);

    [Theory]
    [InlineData("2026-03-01", "Europe/Oslo", "2026-03-01T22:59:59.999999Z")]
    [InlineData("2026-03-28", "Europe/Oslo", "2026-03-28T22:59:59.999999Z")]
    [InlineData("2026-03-29", "Europe/Oslo", "2026-03-29T21:59:59.999999Z")]
    [InlineData("2026-10-25", "Europe/Oslo", "2026-10-25T22:59:59.999999Z")]
    // In the Azores the clocks change at midnight: one day has none, and another has it twice.
    [InlineData("2026-03-28", "Atlantic/Azores", "2026-03-29T00:59:59.999999Z")]
    [InlineData("2026-10-24", "Atlantic/Azores", "2026-10-24T23:59:59.999999Z")]
    public void Takes_a_date_as_the_end_of_the_organisations_day(string date, string zone, string instant) =>
        Assert.Equal(At(instant), Read($"asOf={date}", zone).AsOf);

    [Fact]
    public void Of_today_is_of_now()
    {
        Assert.Null(Read("asOf=2026-11-22").AsOf);
        Assert.Equal(["asOf"], Faults("asOf=2026-11-23"));
    }

    [Theory]
    [InlineData("2026-11-22T16:20:13Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("9999-12-30")]
    public void Does_not_see_the_future(string asOf) => Assert.Equal(["asOf"], Faults($"asOf={asOf}"));

    [Theory]
    [InlineData("2026-03-01T23:30:00Z", "2026-03-02")]
    [InlineData("2026-03-01", "2026-03-01")]
    [InlineData("2030-01-01", "2030-01-01")]
    [InlineData("9999-12-31", "9999-12-31")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31")]
    public void Takes_a_day_of_effect_in_the_past_or_to_come(string validAt, string day) =>
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), Read($"validAt={validAt}").ValidAt);

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-02-30")]
    [InlineData("2026-3-1")]
    [InlineData("2026-03-01T12:00:00")]
    [InlineData("2026-03-01 12:00:00Z")]
    [InlineData("1 March 2026 12:00Z")]
    [InlineData("03/01/2026 12:00:00Z")]
    [InlineData("2026-03-01T25:00:00Z")]
    [InlineData("2026-03-01T12:00:00 01:00")]
    public void Refuses_what_is_neither_an_instant_nor_a_date(string text)
    {
        Assert.Equal(["asOf"], Faults($"asOf={text}"));
        Assert.Equal(["validAt"], Faults($"validAt={text}"));
    }

    [Fact]
    public void Is_asked_for_once()
    {
        Assert.Equal(["asOf"], Faults("asOf=2026-03-01&asOf=2026-03-02"));
        Assert.Equal(["asOf", "validAt"], Faults("asOf=x&validAt=2026-03-01&validAt=2026-03-01"));
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void Answers_for_the_first_and_the_last_day_of_the_calendar(string date)
    {
        foreach (var endOfDay in new[] { true, false })
        {
            var faults = new List<Fault>();
            Assert.True(View.Instant(Request($"from={date}", "Europe/Oslo"), "from", endOfDay, faults) is null == faults.Count > 0);
        }
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    private static View Read(string query, string zone = "Europe/Oslo")
    {
        Assert.Null(View.Of(Request(query, zone), out var view));
        return view;
    }

    private static IEnumerable<string> Faults(string query)
    {
        var problem = Assert.IsType<Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>(View.Of(Request(query, "Europe/Oslo"), out _));
        return ((IReadOnlyDictionary<string, string[]>)problem.ProblemDetails.Extensions["errors"]!).Keys;
    }

    private static DefaultHttpContext Request(string query, string zone)
    {
        var http = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddSingleton<TimeProvider>(new FakeTimeProvider(At(Now))).BuildServiceProvider(),
        };
        http.Features.Set(new Caller(Guid.Empty, "11111111-1111-1111-1111-111111111111", "acme", TimeZoneInfo.FindSystemTimeZoneById(zone), new HashSet<Role>()));
        http.Request.QueryString = new QueryString($"?{query.Replace(" ", "%20", StringComparison.Ordinal)}");
        return http;
    }
}
