using System.Collections.Concurrent;
using System.Text.Json;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>
/// Public holidays as data: what is in <c>holidays.json</c>, read strictly and checked once. It answers for the years its sources
/// cover and for no other, since a holiday can be abolished from one year to the next.
/// </summary>
/// <param name="calendars">The calendars; those of one place do not overlap in years.</param>
public sealed class HolidayBook(IReadOnlyList<HolidayCalendar> calendars)
{
    /// <summary>What the register asks the law for when it needs a calendar.</summary>
    public const string Key = "calendar.holidays";

    private const string Resource = "ProcessingRegister.Law.holidays.json";

    private static readonly Lazy<HolidayBook> Embedded = new(() =>
    {
        using var stream = typeof(HolidayBook).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidDataException($"The resource {Resource} is missing.");
        return Read(stream);
    });

    private readonly ConcurrentDictionary<(Territory Place, int Year), IReadOnlyList<Holiday>> years = [];

    /// <summary>The book that comes with the register.</summary>
    public static HolidayBook Current => Embedded.Value;

    /// <summary>The calendars.</summary>
    public IReadOnlyList<HolidayCalendar> Calendars { get; } = calendars;

    /// <summary>Reads and checks a book.</summary>
    /// <exception cref="JsonException">A row is malformed.</exception>
    /// <exception cref="InvalidDataException">Two calendars of one place cover the same year, or one covers none.</exception>
    public static HolidayBook Read(Stream json) =>
        Checked(JsonSerializer.Deserialize<HolidayBook>(json, LawBook.Json) ?? throw new InvalidDataException("The holidays are empty."));

    /// <summary>This book with one more calendar: one more place, or one more year of a place whose holidays are set yearly.</summary>
    /// <exception cref="InvalidDataException">The place has a calendar for one of the years.</exception>
    public HolidayBook With(HolidayCalendar calendar) => Checked(new([.. Calendars, calendar]));

    /// <summary>The calendar of a place for a year.</summary>
    /// <exception cref="LawUnknownException">The book does not cover the place, or not in that year.</exception>
    public HolidayCalendar CalendarOf(Territory place, int year) =>
        Calendars.FirstOrDefault(calendar => calendar.Place == place && calendar.Covers(year))
        ?? throw new LawUnknownException(Key, place, new DateOnly(year, 1, 1));

    /// <summary>The public holidays of a place in a year and the days on which it is merely closed, in the order of the year.</summary>
    /// <exception cref="LawUnknownException">The book does not cover the place, or not in that year.</exception>
    public IReadOnlyList<Holiday> Of(Territory place, int year) =>
        years.GetOrAdd((place, year), _ => [.. CalendarOf(place, year).In(year).OrderBy(holiday => holiday.Day)]);

    private static HolidayBook Checked(HolidayBook book)
    {
        foreach (var calendar in book.Calendars)
        {
            if (calendar.LastYear < calendar.FirstYear)
            {
                throw new InvalidDataException("A calendar ends before it begins.");
            }

            if (book.Calendars.Any(other => !ReferenceEquals(other, calendar) && other.Place == calendar.Place && calendar.Covers(other.FirstYear)))
            {
                throw new InvalidDataException("Two calendars of one place cover the same year.");
            }
        }

        return book;
    }
}

/// <summary>The public holidays of the book that comes with the register.</summary>
public static class PublicHolidays
{
    /// <summary>The days designated as public holidays in a place, Regulation (EEC, Euratom) No 1182/71 Art. 2(1), in the order of the year.</summary>
    /// <exception cref="LawUnknownException">The place, or the year, is not covered.</exception>
    public static IReadOnlyList<Holiday> Of(Territory place, int year) =>
        [.. HolidayBook.Current.Of(place, year).Where(holiday => holiday.Kind == HolidayKind.PublicHoliday)];
}
