using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>Whether a day counts when the end of a period is moved.</summary>
public enum HolidayKind
{
    /// <summary>Designated as a public holiday. A period of days does not end on it, Regulation (EEC, Euratom) No 1182/71 Art. 3(4).</summary>
    PublicHoliday,

    /// <summary>Banks or offices are closed by agreement or custom; a working day all the same, Art. 2(2).</summary>
    ClosingDay,

    /// <summary>Equated with a public holiday by the State's own law of periods, or designated by some sources only. Working day for a limit; it can be argued otherwise.</summary>
    DisputedHoliday,

    /// <summary>Designated in a part of the State. Working day for a limit; there it can be argued otherwise.</summary>
    RegionalHoliday,
}

/// <summary>A holiday on a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Name">Its English name.</param>
/// <param name="NameInNorwegian">Its name in Norwegian, bokmål.</param>
/// <param name="Kind">Whether it is a public holiday.</param>
/// <param name="Source">The statute or decision.</param>
public sealed record Holiday(DateOnly Day, string Name, string NameInNorwegian, HolidayKind Kind, string Source);

/// <summary>A holiday as its statute describes it.</summary>
/// <param name="On">How its date is found.</param>
/// <param name="En">Its English name.</param>
/// <param name="Nb">Its name in Norwegian, bokmål.</param>
/// <param name="Kind">Whether it is a public holiday.</param>
/// <param name="FirstYear">The first year in which it is kept, where that is not the calendar's.</param>
/// <param name="LastYear">The last year in which it is kept, where that is not the calendar's.</param>
/// <param name="Source">The statute, where it is not the calendar's.</param>
public sealed record HolidayRule(
    HolidayDate On,
    string En,
    string Nb,
    HolidayKind Kind = HolidayKind.PublicHoliday,
    int? FirstYear = null,
    int? LastYear = null,
    string? Source = null)
{
    /// <summary>Whether it is kept in a year.</summary>
    internal bool IsKeptIn(int year) => !(year < FirstYear) && !(year > LastYear);
}

/// <summary>The holidays of a place for some years.</summary>
/// <param name="Place">The State, or <c>EU</c> for the institutions in Brussels.</param>
/// <param name="FirstYear">The first year the source covers.</param>
/// <param name="LastYear">The last year for which the calendar answers: beyond it the law may have changed.</param>
/// <param name="Source">The statute or decision.</param>
/// <param name="Confidence">How sure the rows are.</param>
/// <param name="Holidays">The rows.</param>
/// <param name="Note">What a reader should know besides.</param>
public sealed record HolidayCalendar(
    Territory Place,
    int FirstYear,
    int LastYear,
    string Source,
    Confidence Confidence,
    IReadOnlyList<HolidayRule> Holidays,
    string? Note = null)
{
    /// <summary>Whether the calendar answers for a year.</summary>
    public bool Covers(int year) => FirstYear <= year && year <= LastYear;

    /// <summary>The holidays of a year, in no order.</summary>
    internal IEnumerable<Holiday> In(int year) =>
        from rule in Holidays
        where rule.IsKeptIn(year)
        let day = rule.On.In(year)
        where day is not null
        select new Holiday(day.Value, rule.En, rule.Nb, rule.Kind, rule.Source ?? Source);
}
