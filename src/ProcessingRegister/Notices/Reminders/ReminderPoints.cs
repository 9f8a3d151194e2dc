using System.Security.Cryptography;
using System.Text;

namespace ProcessingRegister.Notices.Reminders;

/// <summary>A point at which somebody is reminded.</summary>
/// <param name="Name">Its stable name.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Escalates">Whether those above are told, too.</param>
public sealed record ReminderPoint(string Name, DateTimeOffset At, bool Escalates);

/// <summary>When people are reminded of what is owed.</summary>
public static class ReminderPoints
{
    /// <summary>How long before a limit, unless the settings say otherwise.</summary>
    public static IReadOnlyList<TimeSpan> BeforeLimit { get; } = [TimeSpan.FromHours(24), TimeSpan.FromHours(12), TimeSpan.FromHours(1)];

    /// <summary>The points of an obligation that do not lie further back than <paramref name="since"/>: before the limit, at the target, and a first day overdue.</summary>
    public static IReadOnlyList<ReminderPoint> Of(OpenObligation owed, IReadOnlyList<TimeSpan> beforeLimit, DateTimeOffset since) =>
    [
        .. ((ReminderPoint[])
        [
            .. beforeLimit.Select(before => new ReminderPoint($"before-{(int)before.TotalMinutes}", owed.Limit - before, false)),
            new ReminderPoint("target", owed.Target, true),
            Overdue(owed, FirstOverdueAfter(owed, since)),
        ]).Where(point => point.At >= since).OrderBy(point => point.At),
    ];

    /// <summary>The point of a day overdue: the first, 1, is the limit itself, and each following lies 24 hours later.</summary>
    public static ReminderPoint Overdue(OpenObligation owed, int day) => new($"overdue-{day}", owed.Limit.AddDays(day - 1), true);

    /// <summary>By what an obligation is known to be the same: a limit or target that moved makes another.</summary>
    public static byte[] IdOf(Guid record, string kind, string reference, DateTimeOffset target, DateTimeOffset limit) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{record}\n{kind}\n{reference}\n{target.UtcTicks}\n{limit.UtcTicks}"));

    private static int FirstOverdueAfter(OpenObligation owed, DateTimeOffset since) =>
        since <= owed.Limit ? 1 : (int)Math.Ceiling((since - owed.Limit).TotalDays) + 1;
}
