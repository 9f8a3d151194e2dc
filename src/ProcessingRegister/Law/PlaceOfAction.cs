using System.Text.Json.Serialization;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>
/// Where an act is to be done: its public holidays count, Regulation (EEC, Euratom) No 1182/71 Art. 2(1), and days and clock hours
/// are those of its zone. A duty of the law of one State may have to be done in another.
/// </summary>
/// <param name="Territory">Whose public holidays count; <c>EU</c> is the institutions in Brussels.</param>
/// <param name="TimeZone">The IANA name of the zone: a State may have several.</param>
public sealed record PlaceOfAction(Territory Territory, string TimeZone)
{
    /// <summary>The zone.</summary>
    /// <exception cref="TimeZoneNotFoundException">There is no zone of that name.</exception>
    [JsonIgnore]
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>A place in a jurisdiction, in the zone in which its law is read.</summary>
    public static PlaceOfAction In(Jurisdiction jurisdiction) => new(jurisdiction.Code, jurisdiction.TimeZone);

    /// <summary>The day on which an instant falls there.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(LocalTimeOf(instant).DateTime);

    /// <summary>An instant as the clocks there show it.</summary>
    public DateTimeOffset LocalTimeOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>24:00 of a day there, in UTC.</summary>
    public DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);

        // Some zones change their clocks at midnight. A midnight that is skipped is the instant of the change, which the offset
        // of the evening before finds; of a midnight that comes twice the first ends the day.
        var offset = Zone.IsInvalidTime(midnight) ? Zone.GetUtcOffset(midnight.AddHours(-3))
            : Zone.IsAmbiguousTime(midnight) ? Zone.GetAmbiguousTimeOffsets(midnight).Max()
            : Zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
