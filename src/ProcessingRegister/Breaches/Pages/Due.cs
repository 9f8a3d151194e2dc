using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Web;

namespace ProcessingRegister.Breaches.Pages;

/// <summary>What is owed, in the order in which it presses, and by the clock of whoever must act.</summary>
internal static class Due
{
    /// <summary>What has an end and is still owed by the organisation, the earliest first.</summary>
    public static IEnumerable<Obligation> WithAnEnd(IEnumerable<Obligation> all) => Open(all).Where(o => o.Limit is not null).OrderBy(o => o.Target).ThenBy(o => o.Limit);

    /// <summary>What is still owed by the organisation without undue delay, the oldest first.</summary>
    public static IEnumerable<Obligation> AtOnce(IEnumerable<Obligation> all) => Open(all).Where(o => o.Limit is null).OrderBy(o => o.Since);

    /// <summary>What stands first: the next end, or where no end is near what is due at once.</summary>
    public static Obligation? Next(IEnumerable<Obligation> all) => WithAnEnd(all).Concat(AtOnce(all)).FirstOrDefault();

    /// <summary>The zone of whoever must act: that of the law by which it was computed, else the organisation's.</summary>
    public static TimeZoneInfo ZoneOf(Obligation obligation, TimeZoneInfo organisation) => obligation.Deadline?.Place.Zone ?? organisation;

    /// <summary>An end in words: the day of the week, the date, the hour, and the zone with its offset, so that a repeated hour is told apart.</summary>
    public static string InWords(DateTimeOffset at, DateOnly? lastDay, TimeZoneInfo zone)
    {
        if (lastDay is { } day)
            return Phrases.Say("endOfDay", $"{Phrases.Weekday(day.ToDateTime(TimeOnly.MinValue))} ({zone.Id})");
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return $"{Phrases.Weekday(local.DateTime)} {(at.Second == 0 ? local.ToString("HH':'mm", Invariant) : local.ToString("HH':'mm':'ss", Invariant))} ({zone.Id}, {Offset(local.Offset)})";
    }

    /// <summary>The target in words.</summary>
    public static string TargetOf(Obligation o, TimeZoneInfo zone) => InWords(o.Target, o.Deadline?.Target.LastDay, zone);

    /// <summary>The limit in words; <c>null</c> where the law names no end.</summary>
    public static string? LimitOf(Obligation o, TimeZoneInfo zone) => o.Limit is { } limit ? InWords(limit, o.Deadline?.Limit.LastDay, zone) : null;

    /// <summary>How an obligation presses at an instant, in a class of the style sheet.</summary>
    public static string ClassOf(Obligation o, DateTimeOffset at) => !o.IsOpen ? "" : o.Limit < at ? "missing" : "open";

    /// <summary>How much time is left, or has gone by.</summary>
    public static string TimeLeft(Obligation o, DateTimeOffset at)
    {
        if (o.Limit < at)
            return Said("limitPassed", at - o.Limit.Value);
        return o.Target < at ? Phrases.Say("targetPassed") : Said("hoursLeft", o.Target - at);
    }

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static IEnumerable<Obligation> Open(IEnumerable<Obligation> all) => all.Where(o => o is { IsOpen: true, Who: DutyParty.Keeper });

    private static string Said(string key, TimeSpan span) => Phrases.Say(key, (long)span.TotalHours, span.Minutes);

    private static string Offset(TimeSpan offset) => offset == TimeSpan.Zero ? "UTC" : $"UTC{(offset < TimeSpan.Zero ? "−" : "+")}{offset.ToString(@"hh\:mm", Invariant)}";
}
