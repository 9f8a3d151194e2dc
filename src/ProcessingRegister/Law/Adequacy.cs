using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>Where data go: a place, or an international organisation wherever it sits, Art. 44.</summary>
public sealed record TransferDestination
{
    private TransferDestination(Territory? place, string? organisation) => (Place, Organisation) = (place, organisation);

    /// <summary>The place in which data are stored or from which they are seen; null for an international organisation.</summary>
    public Territory? Place { get; }

    /// <summary>The international organisation's acronym, for example <c>EPO</c>; null for a place.</summary>
    public string? Organisation { get; }

    /// <summary>Data go to a place.</summary>
    public static TransferDestination To(Territory place) => new(place, null);

    /// <summary>Data go to an international organisation, Art. 4(26). Its seat in a Member State does not matter.</summary>
    public static TransferDestination ToInternationalOrganisation(string acronym) => new(null, acronym);
}

/// <summary>What a day's law says of the protection at a destination.</summary>
public enum AdequacyState
{
    /// <summary>Inside the area in which data move freely: no transfer, and no decision needed.</summary>
    NotAThirdCountry,

    /// <summary>A decision covers every importer there.</summary>
    Adequate,

    /// <summary>A decision covers those importers that meet its scope.</summary>
    AdequateWithinScope,

    /// <summary>No decision is in force.</summary>
    NotAdequate,

    /// <summary>A decision is in force in the Union, but that it applies in this jurisdiction is not confirmed.</summary>
    Unconfirmed,
}

/// <summary>Why.</summary>
public enum AdequacyReason
{
    /// <summary>Data move freely there.</summary>
    FreeMovement,

    /// <summary>A decision is in force.</summary>
    DecisionInForce,

    /// <summary>There has been no decision up to that day.</summary>
    NoDecision,

    /// <summary>There is a decision, of a later day.</summary>
    NotYetInForce,

    /// <summary>The last decision expired.</summary>
    Expired,

    /// <summary>The last decision was declared invalid.</summary>
    Annulled,

    /// <summary>The last decision was repealed or suspended.</summary>
    Repealed,

    /// <summary>The decision is not confirmed to apply in the jurisdiction.</summary>
    NotConfirmedInJurisdiction,
}

/// <summary>The answer, with what it rests on.</summary>
/// <param name="State">The answer.</param>
/// <param name="Reason">Why.</param>
/// <param name="Source">The act or judgment.</param>
/// <param name="Confidence">How sure the row is.</param>
/// <param name="Decision">The decision that is, was or will be in force, if there is one. What relies on it depends on it.</param>
public sealed record AdequacyFinding(
    AdequacyState State, AdequacyReason Reason, string Source, Confidence Confidence, AdequacyDecision? Decision = null)
{
    /// <summary>Which importers the decision covers, where it is in force.</summary>
    public AdequacyScope? Scope => State is AdequacyState.Adequate or AdequacyState.AdequateWithinScope ? Decision?.Scope : null;
}

/// <summary>Adequacy of protection, Art. 45, as dated data.</summary>
public static class Adequacy
{
    /// <summary>Whether protection at a destination is adequate by the law of the exporter's jurisdiction on a day.</summary>
    public static AdequacyFinding For(TransferDestination destination, LawInForce law)
    {
        if (FreeMovementTo(destination, law) is { } free)
        {
            return new(AdequacyState.NotAThirdCountry, AdequacyReason.FreeMovement, free.Source, free.Confidence);
        }

        var decisions = law.Book.Adequacy
            .Where(row => row.Country == destination.Place?.Country && row.Organisation == destination.Organisation)
            .OrderBy(row => row.ValidFrom).ToList();
        return decisions.LastOrDefault(row => row.IsInForceOn(law.On)) is { } decision
            ? InForce(decision, law)
            : NotInForce(decisions, law.On);
    }

    /// <summary>Whether protection in a place is adequate by the law of the exporter's jurisdiction on a day.</summary>
    public static AdequacyFinding For(Territory place, LawInForce law) => For(TransferDestination.To(place), law);

    private static FreeMovement? FreeMovementTo(TransferDestination destination, LawInForce law) =>
        law.Book.FreeMovement.FirstOrDefault(row => Dates.Cover(row.ValidFrom, row.ValidTo, law.On)
            && destination.Place is { } place && (place.Country is null || row.Countries.Contains(place.Country)));

    private static AdequacyFinding InForce(AdequacyDecision decision, LawInForce law)
    {
        if (decision.Confidence == Confidence.D)
        {
            return new(AdequacyState.Unconfirmed, AdequacyReason.NotConfirmedInJurisdiction, decision.Source, Confidence.D, decision);
        }

        var state = decision.Scope is AdequacyScope.Country or AdequacyScope.Organisation ? AdequacyState.Adequate : AdequacyState.AdequateWithinScope;
        if (law.Jurisdiction.MemberOf == Territory.EuropeanUnion)
        {
            return new(state, AdequacyReason.DecisionInForce, decision.Source, decision.Confidence, decision);
        }

        var here = decision.AppliesIn.GetValueOrDefault(law.Jurisdiction.Code);
        return here is { From: { } from } && from <= law.On && here.Confidence != Confidence.D
            ? new(state, AdequacyReason.DecisionInForce, $"{decision.Source}; {here.Basis}", here.Confidence, decision)
            : new(AdequacyState.Unconfirmed, AdequacyReason.NotConfirmedInJurisdiction, here?.Basis ?? decision.Source, Confidence.D, decision);
    }

    private static AdequacyFinding NotInForce(List<AdequacyDecision> decisions, DateOnly on)
    {
        if (decisions.LastOrDefault(row => row.ValidTo < on) is { } past)
        {
            var reason = past.EndedBy switch
            {
                DecisionEnd.Annulment => AdequacyReason.Annulled,
                DecisionEnd.Repeal => AdequacyReason.Repealed,
                _ => AdequacyReason.Expired,
            };
            return new(AdequacyState.NotAdequate, reason, past.Source, past.Confidence, past);
        }

        return decisions.FirstOrDefault() is { } future
            ? new(AdequacyState.NotAdequate, AdequacyReason.NotYetInForce, future.Source, future.Confidence, future)
            : new(AdequacyState.NotAdequate, AdequacyReason.NoDecision, "Art. 45", Confidence.C);
    }
}
