using ProcessingRegister.Decisions;
using Xunit;

namespace ProcessingRegister.Tests.Decisions;

public class The_organisations_day
{
    [Theory]
    [InlineData("Europe/Oslo", "2026-03-28T22:59:59Z", "2026-03-28")]
    [InlineData("Europe/Oslo", "2026-03-28T23:00:00Z", "2026-03-29")]
    [InlineData("Europe/Oslo", "2026-03-29T21:59:59Z", "2026-03-29")]
    [InlineData("Europe/Oslo", "2026-03-29T22:00:00Z", "2026-03-30")]
    [InlineData("Europe/Oslo", "2026-10-24T22:00:00Z", "2026-10-25")]
    [InlineData("Europe/Oslo", "2026-10-25T22:59:59Z", "2026-10-25")]
    [InlineData("Europe/Oslo", "2026-10-25T23:00:00Z", "2026-10-26")]
    [InlineData("Europe/Helsinki", "2026-03-01T22:00:00Z", "2026-03-02")]
    [InlineData("Atlantic/Azores", "2026-03-02T00:59:59Z", "2026-03-01")]
    [InlineData("Europe/Oslo", "2026-03-02T00:30:00+14:00", "2026-03-01")]
    public void Begins_and_ends_at_its_own_midnight(string zone, string instant, string day) =>
        Assert.Equal(
            DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            new Moment(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)).Today);
}
