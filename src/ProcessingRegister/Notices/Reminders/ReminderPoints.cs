using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProcessingRegister.Notices.Reminders;

/// <summary>A point at which somebody is reminded.</summary>
/// <param name="Name">Its stable name.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Escalates">Whether those above are told, too.</param>
public sealed record ReminderPoint(string Name, DateTimeOffset At, bool Escalates);

/// <summary>
/// When people are reminded of what is owed: some time before its limit, at its target, and daily once it is overdue. What the law wants without undue
/// delay is reminded of when it begins to be owed, and daily until it is done; from the second day on those above are told.
/// </summary>
public static class ReminderPoints
{
    private const string OverduePrefix = "overdue-";

    private const string DailyPrefix = "daily-";

    /// <summary>How long before a limit, unless the settings say otherwise.</summary>
    public static IReadOnlyList<TimeSpan> BeforeLimit { get; } = [TimeSpan.FromHours(24), TimeSpan.FromHours(12), TimeSpan.FromHours(1)];

    /// <summary>The points of an obligation that do not lie further back than <paramref name="since"/>, of those that come daily the first.</summary>
    public static IReadOnlyList<ReminderPoint> Of(OpenObligation owed, IReadOnlyList<TimeSpan> beforeLimit, DateTimeOffset since) => owed.Limit is not { } limit
        ? [Daily(owed, DaysUntil(owed.Target, since))]
        :
        [
            .. ((ReminderPoint[])
            [
                .. beforeLimit.Select(before => new ReminderPoint($"before-{(int)before.TotalMinutes}", limit - before, false)),
                new ReminderPoint("target", owed.Target, true),
                Overdue(limit, DaysUntil(limit, since) + 1),
            ]).Where(point => point.At >= since).OrderBy(point => point.At),
        ];

    /// <summary>The point a day after one of those that come daily; <c>null</c> after any other.</summary>
    public static ReminderPoint? After(OpenObligation owed, string point) =>
        DayOf(point, OverduePrefix) is { } overdue && owed.Limit is { } limit ? Overdue(limit, overdue + 1)
        : DayOf(point, DailyPrefix) is { } day ? Daily(owed, day + 1) : null;

    /// <summary>By what an obligation is known to be the same: a limit or target that moved makes another.</summary>
    public static byte[] IdOf(Guid record, string kind, string reference, DateTimeOffset target, DateTimeOffset? limit) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{record}\n{kind}\n{reference}\n{target.UtcTicks}\n{limit?.UtcTicks}"));

    // The first day overdue, 1, is the limit itself, and each following lies 24 hours later.
    private static ReminderPoint Overdue(DateTimeOffset limit, int day) => new($"{OverduePrefix}{day}", limit.AddDays(day - 1), true);

    private static ReminderPoint Daily(OpenObligation owed, int day) => new($"{DailyPrefix}{day}", owed.Target.AddDays(day), day > 0);

    private static int DaysUntil(DateTimeOffset first, DateTimeOffset since) => since <= first ? 0 : (int)Math.Ceiling((since - first).TotalDays);

    private static int? DayOf(string point, string prefix) =>
        point.StartsWith(prefix, StringComparison.Ordinal) ? int.Parse(point[prefix.Length..], CultureInfo.InvariantCulture) : null;
}
