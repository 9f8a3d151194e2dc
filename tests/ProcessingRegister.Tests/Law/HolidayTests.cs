using System.Text;
using System.Text.Json;
using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Law.Days;

namespace ProcessingRegister.Tests.Law;

public class The_public_holidays
{
    // All years of the States' calendars were once compared with those of the package date-holidays 3.37, which lacks 18 March 2022 in Ireland and
    // agrees otherwise.
    [Theory]
    [InlineData("NO", 2026, "01-01 04-02 04-03 04-05 04-06 05-01 05-14 05-17 05-24 05-25 12-25 12-26")]
    [InlineData("NO", 2027, "01-01 03-25 03-26 03-28 03-29 05-01 05-06 05-16 05-17 12-25 12-26")]
    [InlineData("SE", 2026, "01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-06 06-20 10-31 12-25 12-26")]
    [InlineData("DK", 2023, "01-01 04-06 04-07 04-09 04-10 05-05 05-18 05-28 05-29 12-25 12-26")]
    [InlineData("DK", 2026, "01-01 04-02 04-03 04-05 04-06 05-14 05-24 05-25 12-25 12-26")]
    [InlineData("FI", 2026, "01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-20 10-31 12-06 12-25 12-26")]
    [InlineData("DE", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26")]
    [InlineData("FR", 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25")]
    [InlineData("IE", 2022, "01-01 03-17 03-18 04-18 05-02 06-06 08-01 10-31 12-25 12-26")]
    [InlineData("IE", 2026, "01-01 02-02 03-17 04-06 05-04 06-01 08-03 10-26 12-25 12-26")]
    [InlineData("IE", 2030, "01-01 02-01 03-17 04-22 05-06 06-03 08-05 10-28 12-25 12-26")]
    [InlineData("IE", 2031, "01-01 02-03 03-17 04-14 05-05 06-02 08-04 10-27 12-25 12-26")]
    [InlineData("EU", 2023, "01-02 04-06 04-07 04-10 05-01 05-09 05-18 05-19 05-29 07-21 08-15 11-01 11-02 12-25 12-26 12-27 12-28 12-29")]
    public void Are_those_of_the_statute(string place, int year, string days) =>
        Assert.Equal(
            days.Split(' ').Select(day => On($"{year}-{day}")),
            PublicHolidays.Of(Territory.Parse(place), year).Select(holiday => holiday.Day).Distinct());

    [Fact]
    public void Have_a_calendar_for_every_jurisdiction_of_the_law() =>
        Assert.Empty(LawBook.Current.Jurisdictions.Select(place => place.Code).Except(HolidayBook.Current.Calendars.Select(calendar => calendar.Place)));

    [Fact]
    public void Are_all_named_in_both_languages_with_a_source() =>
        Assert.All(
            HolidayBook.Current.Calendars.SelectMany(calendar => HolidayBook.Current.Of(calendar.Place, calendar.FirstYear)),
            holiday => Assert.DoesNotContain("", new[] { holiday.Name.Trim(), holiday.NameInNorwegian.Trim(), holiday.Source.Trim() }));

    [Theory]
    [InlineData("NO", 2017)]
    [InlineData("NO", 2032)]
    [InlineData("EU", 2024)]
    [InlineData("EU", 2026)]
    [InlineData("IT", 2026)]
    [InlineData("EEA", 2026)]
    public void Of_a_year_or_place_without_source_are_not_guessed(string place, int year)
    {
        var unknown = Assert.Throws<LawUnknownException>(() => PublicHolidays.Of(Territory.Parse(place), year));

        Assert.Equal(("calendar.holidays", place, year), (unknown.Key, unknown.Jurisdiction.Code, unknown.On.Year));
    }

    [Fact]
    public void Are_asked_for_only_in_the_years_that_a_deadline_touches()
    {
        Deadline Received(string day) => Deadlines.Compute(DeadlineRules.AnswerRequest, Cases.Norway, Cases.Noon(Cases.Norway, On(day)));

        Assert.Equal(On("2031-12-31"), Received("2031-11-30") is { Limit.LastDay: var last } ? last!.Value.AddDays(1) : default);
        Assert.Throws<LawUnknownException>(() => Received("2031-12-01"));
        Assert.NotNull(Deadlines.Compute(DeadlineRules.NotifyAuthority, Cases.Norway, Cases.Utc("2031-12-31T12:00:00Z")));
    }

    [Fact]
    public void Of_one_more_year_are_one_more_calendar()
    {
        var place = Territory.EuropeanUnion;
        var book = HolidayBook.Current.With(new(place, 2026, 2026, "A decision of a test", Confidence.B, [new(Date("2026-07-21"), "A holiday", "En helligdag")]));

        Assert.Equal(On("2026-07-21"), Assert.Single(book.Of(place, 2026)).Day);
        Assert.Throws<InvalidDataException>(() => book.With(new(place, 2025, 2027, "Another", Confidence.B, [])));
        Assert.Throws<InvalidDataException>(() => book.With(new(place, 2028, 2027, "None", Confidence.B, [])));
    }

    [Theory]
    [InlineData("NO", "2026-12-24", true)]
    [InlineData("NO", "2026-12-25", false)]
    [InlineData("NO", "2026-12-26", false)]
    [InlineData("NO", "2026-12-27", false)]
    [InlineData("IE", "2026-04-03", true)]
    [InlineData("DK", "2026-06-05", true)]
    [InlineData("DK", "2026-05-15", true)]
    [InlineData("SE", "2026-06-19", true)]
    [InlineData("SE", "2026-06-20", false)]
    public void Are_not_the_days_on_which_banks_are_merely_closed(string place, string day, bool working) =>
        Assert.Equal(working, new WorkingDays(HolidayBook.Current, Territory.Parse(place)).Include(On(day)));

    [Theory]
    [InlineData(2018, "04-01")]
    [InlineData(2019, "04-21")]
    [InlineData(2020, "04-12")]
    [InlineData(2021, "04-04")]
    [InlineData(2022, "04-17")]
    [InlineData(2023, "04-09")]
    [InlineData(2024, "03-31")]
    [InlineData(2025, "04-20")]
    [InlineData(2026, "04-05")]
    [InlineData(2027, "03-28")]
    [InlineData(2028, "04-16")]
    [InlineData(2029, "04-01")]
    [InlineData(2030, "04-21")]
    [InlineData(2031, "04-13")]
    [InlineData(1818, "03-22")]
    [InlineData(1943, "04-25")]
    [InlineData(1954, "04-18")]
    [InlineData(1981, "04-19")]
    [InlineData(2038, "04-25")]
    public void Move_with_Easter(int year, string sunday) => Assert.Equal(On($"{year}-{sunday}"), HolidayDate.EasterSunday(year));

    [Theory]
    [InlineData("05-17", "2026-05-17")]
    [InlineData("easter-2", "2026-04-03")]
    [InlineData("easter+0", "2026-04-05")]
    [InlineData("saturday>=06-20", "2026-06-20")]
    [InlineData("monday<=10-31", "2026-10-26")]
    [InlineData("2026-03-18", "2026-03-18")]
    [InlineData("2022-03-18", null)]
    public void Are_found_by_a_notation(string notation, string? day) => Assert.Equal(day is null ? null : On(day), Date(notation).In(2026));

    [Theory]
    [InlineData("")]
    [InlineData("02-29")]
    [InlineData("13-01")]
    [InlineData("easter")]
    [InlineData("easter+100")]
    [InlineData("moonday>=01-01")]
    [InlineData("monday=01-01")]
    [InlineData("2026-02-29")]
    [InlineData("05-17\n")]
    public void Are_not_found_by_what_is_no_notation(string notation) => Assert.False(HolidayDate.TryParse(notation, out _));

    [Theory]
    [InlineData("""{ "calendars": [], "x": 1 }""")]
    [InlineData("""{ "calendars": [{ "place": "NO", "firstYear": 2020, "lastYear": 2021, "confidence": "A", "holidays": [] }] }""")]
    [InlineData("""{ "calendars": [{ "place": "NO", "firstYear": 2020, "lastYear": 2021, "source": "s", "confidence": "A", "holidays": [{ "on": "99-99", "en": "e", "nb": "n" }] }] }""")]
    public void Are_not_read_from_a_malformed_file(string json) =>
        Assert.Throws<JsonException>(() => HolidayBook.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))));

    private static HolidayDate Date(string notation) => HolidayDate.TryParse(notation, out var date) ? date : throw new FormatException(HolidayDate.Rule);
}
