using ProcessingRegister.Decisions;

namespace ProcessingRegister.Subprocessors;

/// <summary>How a correction changes what the record says, and where it may stand. The statements of one aspect are in the order of their effect.</summary>
public sealed partial record Subprocessor
{
    private static readonly StatedAspect[][] Orders =
    [
        [StatedAspect.Registration, StatedAspect.Content],
        [StatedAspect.Registration, StatedAspect.Name],
        [StatedAspect.Engagement, StatedAspect.EndOfEngagement],
    ];

    /// <summary>The statements that are no corrections, each with what it is about and its day of effect.</summary>
    internal IReadOnlyList<(Guid EventId, StatedAspect Aspect, DateOnly Effect)> Stated =>
        [.. Statements.Where(s => s.Corrects is null).Zip(Aspects, (s, aspect) => (s.EventId, aspect, EffectOf(s)))];

    /// <summary>The first day on which anything is said of it.</summary>
    internal DateOnly StartsOn => Stated is [var first, ..] ? first.Effect : EffectiveFrom;

    /// <summary>The first day of the present name.</summary>
    internal DateOnly NamedFrom => Stated.Where(s => s.Aspect is StatedAspect.Registration or StatedAspect.Name).Select(s => s.Effect).LastOrDefault(EffectiveFrom);

    /// <summary>Whether a statement with another day of effect would keep its place among those of its aspect, and none would come before the first.</summary>
    internal bool KeepsItsPlace(int at, DateOnly from)
    {
        var stated = Stated;
        return (at == 0 ? stated.Skip(1).All(s => from <= s.Effect) : from >= stated[0].Effect)
            && !(at != 0 && stated[at].Aspect == StatedAspect.Engagement && MergedInto?.On < from)
            && Orders.Where(order => order.Contains(stated[at].Aspect)).All(order =>
                stated.Take(at).Where(s => order.Contains(s.Aspect)).All(s => s.Effect <= from)
                && stated.Skip(at + 1).Where(s => order.Contains(s.Aspect)).All(s => s.Effect >= from));
    }

    private Subprocessor Corrected(CorrectedStatement e)
    {
        var stated = Stated;
        var at = stated.ToList().FindIndex(s => s.EventId == e.EventId);
        var corrected = this with { CorrectedStatements = [.. CorrectedStatements.Where(c => c.EventId != e.EventId), e] };
        return stated[at].Aspect switch
        {
            StatedAspect.Content => corrected.CorrectedContent(at, e),
            StatedAspect.Name => corrected.CorrectedName(at, e),
            StatedAspect.Engagement => corrected.CorrectedUse(stated.Take(at).Count(s => s.Aspect == StatedAspect.Engagement), use => use with { From = e.EffectiveFrom }),
            StatedAspect.EndOfEngagement => corrected.CorrectedUse(stated.Take(at).Count(s => s.Aspect == StatedAspect.EndOfEngagement), use => use with { To = e.EffectiveFrom }),
            _ => corrected.CorrectedContent(at, e).CorrectedName(at, e),
        };
    }

    private Subprocessor CorrectedContent(int at, CorrectedStatement e) =>
        Aspects.Skip(at + 1).Contains(StatedAspect.Content) ? this : this with { Content = e.Content!, EffectiveFrom = e.EffectiveFrom };

    // The names stand in the order of their statements: each but the last is a former one, and ends with the effect of the one behind it.
    private Subprocessor CorrectedName(int at, CorrectedStatement e)
    {
        var ordinal = Aspects.Take(at).Count(a => a is StatedAspect.Registration or StatedAspect.Name);
        var former = FormerNames.Select((f, i) => new FormerName(i == ordinal ? e.Name!.Value : f.Name, i == ordinal - 1 ? e.EffectiveFrom : f.Until)).ToList();
        return this with { FormerNames = former, Name = ordinal == former.Count ? e.Name!.Value : Name };
    }

    private Subprocessor CorrectedUse(int ordinal, Func<Engagement, Engagement> correct) =>
        this with { Engagements = [.. Engagements.Select((use, i) => i == ordinal ? correct(use) : use)] };
}
