using System.Collections.Concurrent;
using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>Who is informed, by whom, and on what terms: all that the dates of a change depend on beside the day on which the controller is informed.</summary>
/// <param name="Terms">The terms.</param>
/// <param name="Controller">Where the controller is established: its days count, and its holidays.</param>
/// <param name="Keeper">Whose law the organisation is under: on its calendar a change takes effect.</param>
public readonly record struct ChangeParties(ChangeTerms Terms, CountryCode Controller, CountryCode Keeper);

/// <summary>The dates of a change for one controller.</summary>
/// <param name="Notice">The period of notice; <c>null</c> where the agreement names none.</param>
/// <param name="Objection">The period for objections; <c>null</c> where the agreement names none.</param>
/// <param name="Earliest">The first day, on the organisation's calendar, on which the change can lawfully take effect if the controller does not object.</param>
public sealed record ChangeDates(Deadline? Notice, Deadline? Objection, DateOnly Earliest)
{
    /// <summary>
    /// The last instant at which an objection is in time: by the latest reading, since the right is the controller's; <c>null</c> where the agreement names
    /// no period, so that every objection before the change is.
    /// </summary>
    public EndOfPeriod? ObjectionEnds => (Objection ?? Notice)?.Target;
}

/// <summary>
/// Computes when a change can lawfully take effect, rule 5.2: not before the end of the period of notice and of the period for objections, both by their
/// latest reading. Pure.
/// </summary>
public static class ChangePeriods
{
    /// <summary>The dates when the controller is informed at an instant.</summary>
    /// <exception cref="LawUnknownException">The law of the organisation, or a calendar that the agreement counts by, is not known.</exception>
    public static ChangeDates Of(ChangeParties parties, DateTimeOffset informedAt, LawBook law)
    {
        var (terms, keeper) = (parties.Terms, KeeperOf(parties.Keeper, informedAt, law));
        var place = PlaceOf(parties.Controller, keeper, law);
        var (notice, objection) = (Run(terms.Notice), Run(terms.Objection));
        var ends = new[] { notice, objection }.OfType<Deadline>().Select(period => period.Target.At).Append(informedAt).Max();
        return new(notice, objection, FirstDayFrom(keeper, ends));

        Deadline? Run(Period? length) => length is not { } period ? null
            : Deadlines.Contractual(new ContractPeriod(period, Duty.ToKeepUntil, terms.Rollover), place, informedAt, law.Holidays);
    }

    /// <summary>
    /// The last day, on the organisation's calendar, on which the controller can be informed so that the change can take effect on a day, whatever the hour
    /// on which it is informed.
    /// </summary>
    /// <exception cref="LawUnknownException">As for <see cref="Of"/>.</exception>
    public static DateOnly LastDayToInform(ChangeParties parties, DateOnly effective, LawBook law)
    {
        var keeper = KeeperOf(parties.Keeper, new DateTimeOffset(effective.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), law);
        var (tooEarlyFrom, inTime) = (effective, effective.AddDays(-1));
        for (var step = 1; !Allows(inTime); step *= 2)
            (tooEarlyFrom, inTime) = (inTime, inTime.AddDays(-step));
        // A later notice never allows an earlier change, so the last day in time lies between the two.
        while (inTime.AddDays(1) < tooEarlyFrom)
        {
            var between = inTime.AddDays((tooEarlyFrom.DayNumber - inTime.DayNumber) / 2);
            (tooEarlyFrom, inTime) = Allows(between) ? (tooEarlyFrom, between) : (between, inTime);
        }

        return inTime;

        bool Allows(DateOnly day) => Of(parties, keeper.EndOf(day).AddTicks(-TimeSpan.TicksPerMicrosecond), law).Earliest <= effective;
    }

    /// <summary>Where the organisation acts.</summary>
    /// <exception cref="LawUnknownException">Its law is not known.</exception>
    public static PlaceOfAction KeeperOf(CountryCode keeper, DateTimeOffset at, LawBook law) =>
        PlaceOfAction.In(law.At(keeper, DateOnly.FromDateTime(at.UtcDateTime)).Jurisdiction);

    /// <summary>Whether it is known which days and which zone are the controller's.</summary>
    public static bool Knows(CountryCode controller, LawBook law) => law.Jurisdictions.Any(j => j.Code == Territory.Of(controller));

    // Where the controller's zone is not known, its days are taken for the organisation's; its record says so.
    private static PlaceOfAction PlaceOf(CountryCode controller, PlaceOfAction keeper, LawBook law) =>
        law.Jurisdictions.FirstOrDefault(j => j.Code == Territory.Of(controller)) is { } known ? PlaceOfAction.In(known) : new(controller, keeper.TimeZone);

    private static DateOnly FirstDayFrom(PlaceOfAction keeper, DateTimeOffset end)
    {
        var day = keeper.DayOf(end);
        return keeper.EndOf(day.AddDays(-1)) >= end ? day : day.AddDays(1);
    }
}

/// <summary>
/// Remembers the dates of all controllers who have the same terms and are informed on the same day: of 20,000 agreements there are few kinds. One is made
/// for each question, since the day that counts is part of what is asked.
/// </summary>
internal sealed class KnownDates(LawBook law)
{
    private readonly ConcurrentDictionary<(ChangeParties, DateTimeOffset), ChangeDates?> known = [];

    /// <summary>The dates; <c>null</c> where a calendar that the agreement counts by is not known.</summary>
    public ChangeDates? Of(ChangeParties parties, DateTimeOffset informedAt) => known.GetOrAdd((parties, informedAt), _ => Compute(parties, informedAt, law));

    /// <summary>The dates, computed alone.</summary>
    public static ChangeDates? Compute(ChangeParties parties, DateTimeOffset informedAt, LawBook law)
    {
        try
        {
            return ChangePeriods.Of(parties, informedAt, law);
        }
        catch (LawUnknownException)
        {
            // The years that the sources cover end somewhere; a date is then not guessed.
            return null;
        }
    }
}
