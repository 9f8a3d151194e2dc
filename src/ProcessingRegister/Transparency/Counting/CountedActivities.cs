using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.RecordsOfProcessing;
using TransparencyReport.Facts;
using TransparencyReport.Periods;
using Kept = ProcessingRegister.Vocabulary.ProcessingRole;

namespace ProcessingRegister.Transparency.Counting;

/// <summary>What the report counts of the records of processing activities: which fact each step of an entry is. Pure.</summary>
internal static class CountedActivities
{
    /// <summary>
    /// The fact of one step; <c>null</c> when it says nothing that is counted. A correction of what the entry says at present amends it; one of what it said before
    /// tells of the past, and changes no figure.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="calendar">The calendar of the organisation, on whose days statements hold.</param>
    public static ActivityChanged? Of(RecordStep<ProcessingActivity> step, Calendar calendar)
    {
        var (before, after) = (step.Before, step.After);
        if (after.Statements.Count == (before?.Statements.Count ?? 0))
            return null;
        var said = after.Statements[^1];
        if (said.Corrects is { } corrected && !after.StatesNow(corrected))
            return null;
        var change = before is null ? ActivityChange.Registered : before.EndedOn != after.EndedOn ? ActivityChange.Withdrawn : ActivityChange.Amended;
        return new(after.Id.ToString(), step.Position, step.RecordedAt, after.Role == Kept.Controller ? ProcessingRole.Controller : ProcessingRole.Processor, change,
            calendar.StartOf(said.EffectiveFrom), RecordCompleteness.Of(after, null).Points.Count(point => point.State == StatedAs.Missing));
    }
}
