using ProcessingRegister.Breaches;
using TransparencyReport.Editions;
using TransparencyReport.Facts;

namespace ProcessingRegister.Transparency.Counting;

/// <summary>What the report counts of breaches: which fact each step of a record is. Pure.</summary>
internal static class CountedBreaches
{
    /// <summary>The fact of one step; <c>null</c> when it says nothing that is counted.</summary>
    public static BreachKnown? Of(RecordStep<Breach> step)
    {
        var (before, after) = (step.Before is { } was ? Known(was) : null, Known(step.After));
        if (after is null || after == before)
            return null;
        return after with { Position = step.Position, RecordedAt = step.RecordedAt, Kind = KindOf(before, after) };
    }

    private static BreachKnown? Known(Breach breach)
    {
        // One breach is counted once, in the role whose duties reach furthest.
        var held = Enum.GetValues<BreachRole>().Where(role => breach.DutySince(role) is not null).Select(role => (BreachRole?)role).FirstOrDefault();
        if (held is not { } role)
            return null;
        var aware = breach.DutySince(role)!.Value;
        var filing = role == BreachRole.Controller ? breach.Filings.Where(f => f.For == FilingFor.Self && f.Opens).MinBy(f => f.FiledAt) : null;
        // A processor notifies its controllers, Art. 33(2): from when they were selected, their notices were on their way.
        var notified = role == BreachRole.Controller ? filing?.FiledAt : breach.ControllerSelections.Select(s => (DateTimeOffset?)s.SelectedAt).Min();
        return new(breach.Id.ToString(), 0, default, aware, role == BreachRole.Controller ? ProcessingRole.Controller : ProcessingRole.Processor, CategoryOf(breach.Facts.Kinds))
        {
            Notified = notified < aware ? aware : notified,
            SubjectsTold = breach.Communications.Select(c => (DateTimeOffset?)c.InformedAt).Min() is { } told ? told < aware ? aware : told : null,
            Affected = breach.Facts.NumberOfDataSubjects?.InAll.Value,
            ReasonsForDelay = filing?.ReasonsForDelay is not null,
            Struck = breach.Status == BreachStatus.NoBreach,
        };
    }

    private static BreachCategory CategoryOf(IReadOnlyList<BreachKind>? kinds) => kinds is { Count: > 0 } ? kinds.Min() switch
    {
        BreachKind.Integrity => BreachCategory.Integrity,
        BreachKind.Availability => BreachCategory.Availability,
        _ => BreachCategory.Confidentiality,
    }
    : BreachCategory.Confidentiality;

    private static RevisionKind KindOf(BreachKnown? before, BreachKnown after) =>
        before is null ? RevisionKind.LateRegistration
        : (before.Aware, before.Role, before.Category, before.Struck) != (after.Aware, after.Role, after.Category, after.Struck) ? RevisionKind.Correction
        : RevisionKind.Maturation;
}
