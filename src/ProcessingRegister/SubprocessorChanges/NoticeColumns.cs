using System.Globalization;
using ProcessingRegister.Reading;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>The controllers that a change concerns, as a table.</summary>
public static class NoticeColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<InformedController>> All { get; } =
    [
        new("agreement", c => c.Notice.Agreement.ToString()),
        new("controllerName", c => Words.Of(c.Name)),
        new("country", c => c.Notice.Country.Code),
        new("standing", c => c.Notice.Shown is { } shown ? Words.Of(shown.Standing) : null),
        new("progress", c => Words.Of(c.Notice.Progress)),
        new("announcedAt", c => Text(c.Notice.AnnouncedAt)),
        new("informedAt", c => Text(c.Notice.InformedAt)),
        new("noticeEnds", c => Text(c.Notice.Shown?.NoticeEnds?.At)),
        new("objectionEnds", c => Text(c.Notice.Shown?.ObjectionEnds?.At)),
        new("earliestFrom", c => Words.Of(c.Notice.Shown?.EarliestFrom)),
        new("intendedFrom", c => Words.Of(c.Notice.IntendedFrom)),
        new("effectiveFrom", c => Words.Of(c.Notice.EffectiveFrom)),
        new("recordedAt", c => Text(c.Notice.RecordedAt)),
        new("acceptedAt", c => Text(c.Notice.AcceptedAt)),
        new("objections", c => Words.Join(c.Notice.Objections, o => Words.Phrase(
            o.Reference.Value, Text(o.ReceivedAt), o.InTime == false ? "late" : "in time", o.Resolution is { } r ? Words.Of(r.Outcome) : "open"))),
        new("findings", c => Words.Join(c.Notice.Shown?.Findings ?? [], f => Words.Of(f.Code))),
        new("explanation", c => Words.Join(c.Notice.Shown?.InWords ?? [], s => s)),
    ];

    private static string? Text(DateTimeOffset? instant) => instant?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
