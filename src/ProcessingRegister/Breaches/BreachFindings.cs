using ProcessingRegister.Law;

namespace ProcessingRegister.Breaches;

/// <summary>What is not as it should be with a breach.</summary>
public enum BreachFindingCode
{
    /// <summary>A review found that certainty had been possible before the instant from which the clock runs.</summary>
    AwarenessPossibleEarlier,

    /// <summary>The awareness was once stated earlier than it is now.</summary>
    AwarenessMovedToLater,

    /// <summary>The organisation's data as controller are affected, and since when it is aware is not on record.</summary>
    AwarenessMissing,

    /// <summary>The risk was not assessed: it counts as one to be notified of.</summary>
    RiskNotAssessed,

    /// <summary>The risk was found after it had been found unlikely; whether a new period runs is not settled.</summary>
    RiskFoundLater,

    /// <summary>The exception of Art. 34(3) that was relied on is not to be had by what is known now.</summary>
    ExceptionNotAvailable,

    /// <summary>The authority is not notified and no reasons are on record.</summary>
    NotNotifyingWithoutReasons,

    /// <summary>The controllers were selected under an awareness that is no longer the one on record.</summary>
    ControllersSelectedUnderOtherAwareness,

    /// <summary>There was no breach, and what was filed was not withdrawn.</summary>
    FilingNotWithdrawn,

    /// <summary>A filing does not cover every controller concerned: some must notify by themselves.</summary>
    ControllersNotCovered,
}

/// <summary>A finding.</summary>
/// <param name="Code">What.</param>
/// <param name="Provision">The provision that it is about.</param>
/// <param name="Reference">Of what: a role, a filing, a dataset.</param>
public sealed record BreachFinding(BreachFindingCode Code, string Provision, string? Reference = null);

/// <summary>What is found when a breach is looked at.</summary>
public sealed partial record Breach
{
    /// <summary>The findings, by the law. Pure.</summary>
    public IEnumerable<BreachFinding> FindingsUnder(LawBook law)
    {
        foreach (var awareness in Awareness)
        {
            if (awareness.CertaintyPossibleAt < awareness.AwareAt)
                yield return new(BreachFindingCode.AwarenessPossibleEarlier, "Art. 33(1), 33(2)", Reading.Words.Of(awareness.Role));
            if (awareness.EarliestStated < awareness.AwareAt)
                yield return new(BreachFindingCode.AwarenessMovedToLater, "Art. 33(1), 33(2)", Reading.Words.Of(awareness.Role));
        }

        foreach (var filing in Filings.Where(f => f.Uncovered > 0))
            yield return new(BreachFindingCode.ControllersNotCovered, "Art. 33(1)", filing.Reference.Value);
        if (Status == BreachStatus.NoBreach)
        {
            foreach (var filing in Filings.Where(f => f.Opens && !Filings.Any(w => w.Kind == FilingKind.Withdrawal && (w.For, w.Authority) == (f.For, f.Authority))))
                yield return new(BreachFindingCode.FilingNotWithdrawn, "Art. 33(1)", filing.Reference.Value);
            yield break;
        }

        foreach (var finding in AsController(law).Concat(AsProcessor()))
            yield return finding;
    }

    private IEnumerable<BreachFinding> AsController(LawBook law)
    {
        var since = DutySince(BreachRole.Controller);
        if (since is null && Datasets.Any(d => d.Role == BreachRole.Controller))
            yield return new(BreachFindingCode.AwarenessMissing, "Art. 33(1)");
        if (since is null)
            yield break;
        if (Risk is null)
            yield return new(BreachFindingCode.RiskNotAssessed, "Art. 33(1)");
        if (RiskFoundLater(law) is not null)
            yield return new(BreachFindingCode.RiskFoundLater, "Art. 33(1)");
        if (!MustNotifyAuthority(law) && NonNotification is null && FirstOwnFiling() is null)
            yield return new(BreachFindingCode.NotNotifyingWithoutReasons, "Art. 33(5)");
        if (Risk?.Outcome == RiskOutcome.HighRisk && CommunicationException is not null && Communications.Count == 0 && !ExceptionHolds)
            yield return new(BreachFindingCode.ExceptionNotAvailable, "Art. 34(3)");
    }

    private IEnumerable<BreachFinding> AsProcessor() => Datasets
        .Where(d => ControllerSelections.LastOrDefault(s => s.Dataset == d.Name) is { } selection && selection.DutySince != DutySince(d.Role))
        .Select(d => new BreachFinding(BreachFindingCode.ControllersSelectedUnderOtherAwareness, "Art. 33(2)", d.Name.Value));
}
