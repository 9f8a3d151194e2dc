using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Subprocessors;

/// <summary>A place in which a subprocessor has data, or from which it sees them, and what the law of the day says of it.</summary>
/// <param name="Place">The place.</param>
/// <param name="Storage">Whether data lie there.</param>
/// <param name="Access">Whether they can be seen from there.</param>
/// <param name="Ground">On what ground they go there; <c>null</c> when the keeper's law is not known.</param>
public sealed record PlaceOfProcessing(Territory Place, bool Storage, bool Access, TransferGround? Ground);

/// <summary>On what ground personal data go to a place, Chapter V, as far as the law alone can say it.</summary>
/// <param name="Verdict">Whether they may.</param>
/// <param name="Mechanism">What it rests on: an adequacy decision where there is one. Clauses and other safeguards are a matter of the contract.</param>
/// <param name="Adequacy">What the law says of the place.</param>
/// <param name="Source">The act or judgment.</param>
/// <param name="Findings">Each condition that was judged.</param>
/// <param name="NotOnRecord">Conditions that the register cannot judge by what is on record; the verdict is unconfirmed while there are any.</param>
public sealed record TransferGround(
    TransferVerdict Verdict, TransferMechanism? Mechanism, AdequacyState Adequacy, string Source, IReadOnlyList<TransferFinding> Findings,
    IReadOnlyList<TransferCondition> NotOnRecord)
{
    /// <summary>The places of what a subprocessor does, each once, with the ground by a day's law.</summary>
    public static IReadOnlyList<PlaceOfProcessing> Places(IReadOnlyList<ServedService> services, LawInForce? law) =>
    [
        .. services.SelectMany(s => s.Places).Distinct().OrderBy(p => p.Code, StringComparer.Ordinal).Select(place => new PlaceOfProcessing(
            place, services.Any(s => s.StoredIn?.Contains(place) is true), services.Any(s => s.AccessedFrom?.Contains(place) is true), law is null ? null : Of(place, law))),
    ];

    /// <summary>The ground for a place, from one processor to another.</summary>
    public static TransferGround Of(Territory place, LawInForce law)
    {
        var adequacy = Law.Adequacy.For(place, law);
        TransferMechanism? mechanism = adequacy.State is AdequacyState.NotAThirdCountry or AdequacyState.NotAdequate ? null : TransferMechanism.AdequacyDecision;
        var assessed = Transfers.Assess(new Transfer(TransferDestination.To(place), mechanism, ProcessingRole.Processor, ProcessingRole.Processor), law);
        // Whether the importer is one of those that a decision covers is not on record, so that it can neither hold nor fail.
        var unknown = assessed.Findings.Where(f => f.Condition == TransferCondition.ImporterWithinScope && f.State == ConditionState.Fails).ToList();
        var findings = assessed.Findings.Except(unknown).ToList();
        var verdict = unknown.Count > 0 && findings.All(f => f.State != ConditionState.Fails) ? TransferVerdict.Unconfirmed : assessed.Verdict;
        return new(verdict, mechanism, adequacy.State, adequacy.Source, findings, [.. unknown.Select(f => f.Condition)]);
    }
}
