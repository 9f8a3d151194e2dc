using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>
/// How the date of a holiday is found, in the words of the data: <c>05-17</c> a date of every year, <c>easter-2</c> or
/// <c>easter+39</c> days from Easter Sunday, <c>saturday&gt;=06-20</c> the first such day of the week from a date on,
/// <c>monday&lt;=10-31</c> the last up to one, <c>2022-03-18</c> that day alone.
/// </summary>
[JsonConverter(typeof(TextValueJsonConverter<HolidayDate>))]
public sealed partial record HolidayDate : ITextValue<HolidayDate>
{
    // No leap year: a date that not every year has is none.
    private const string YearOfTheNotation = "2001-";

    private readonly string text;
    private readonly Func<int, DateOnly?> find;

    private HolidayDate(string text, Func<int, DateOnly?> find) => (this.text, this.find) = (text, find);

    /// <inheritdoc/>
    public static string Rule => "The date of a holiday is MM-DD, easter±N, a weekday >= or <= MM-DD, or YYYY-MM-DD.";

    /// <summary>The day in a year, or null where the holiday does not occur in it.</summary>
    public DateOnly? In(int year) => find(year);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out HolidayDate value)
    {
        var match = Notation().Match(text ?? "");
        Func<int, DateOnly?>? find = null;
        if (match.Groups["easter"] is { Success: true, Value: var offset })
        {
            var days = int.Parse(offset, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            find = year => EasterSunday(year).AddDays(days);
        }
        else if (match.Groups["once"] is { Success: true, Value: var once } && TryRead(once, out var day))
        {
            find = year => year == day.Year ? day : null;
        }
        else if (match.Groups["date"] is { Success: true, Value: var date } && TryRead(YearOfTheNotation + date, out var fixedDay))
        {
            find = Finder(match, fixedDay);
        }

        value = find is null ? null : new HolidayDate(text!, find);
        return value is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => text;

    /// <summary>Easter Sunday of the Gregorian calendar, by the computus of Oudin.</summary>
    internal static DateOnly EasterSunday(int year)
    {
        var (century, golden) = (year / 100, year % 19);
        var epact = (century - (century / 4) - (((8 * century) + 13) / 25) + (19 * golden) + 15) % 30;
        var moon = epact - (epact / 28 * (1 - (29 / (epact + 1) * ((21 - golden) / 11))));
        var weekday = (year + (year / 4) + moon + 2 - century + (century / 4)) % 7;
        var sunday = moon - weekday;
        var month = 3 + ((sunday + 40) / 44);
        return new DateOnly(year, month, sunday + 28 - (31 * (month / 4)));
    }

    private static Func<int, DateOnly?> Finder(Match match, DateOnly date)
    {
        DateOnly InYear(int year) => new(year, date.Month, date.Day);
        if (!match.Groups["weekday"].Success)
        {
            return year => InYear(year);
        }

        var weekday = Enum.Parse<DayOfWeek>(match.Groups["weekday"].Value, ignoreCase: true);
        var sign = match.Groups["relation"].Value == ">=" ? 1 : -1;
        return year => Enumerable.Range(0, 7).Select(days => InYear(year).AddDays(sign * days)).First(day => day.DayOfWeek == weekday);
    }

    private static bool TryRead(string date, out DateOnly day) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    [GeneratedRegex(
        @"^(?:easter(?<easter>[+-]\d{1,2})|(?<once>\d{4}-\d\d-\d\d)|(?:(?<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?<relation>>=|<=))?(?<date>\d\d-\d\d))\z")]
    private static partial Regex Notation();
}
