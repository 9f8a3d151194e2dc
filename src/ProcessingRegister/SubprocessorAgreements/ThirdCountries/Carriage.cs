using System.Text.Json.Serialization;
using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements.ThirdCountries;

/// <summary>What is wrong with the ground on which data go to a third country.</summary>
public enum TransferGap
{
    /// <summary>Nothing carries them: neither contract nor law, Art. 44.</summary>
    NoMechanism,

    /// <summary>The ground may not be relied on on that day.</summary>
    MechanismNotInForce,

    /// <summary>The adequacy decision ran out, was repealed or declared invalid.</summary>
    DecisionEnded,

    /// <summary>The decision does not cover this importer on that day, for example since it is not on the list of the Data Privacy Framework.</summary>
    OutsideScope,

    /// <summary>That the decision applies in the organisation's jurisdiction is not confirmed.</summary>
    NotConfirmed,

    /// <summary>The laws and practices there were not assessed, or the assessment says no.</summary>
    ImpactNotAssessed,

    /// <summary>The assessment was to be reviewed before that day.</summary>
    ImpactReviewOverdue,

    /// <summary>Another condition of the ground does not hold.</summary>
    ConditionFails,
}

/// <summary>One finding of a transfer.</summary>
/// <param name="Gap">What.</param>
/// <param name="Condition">Of which condition, where it follows from one.</param>
/// <param name="Since">The first day on which it is so, where the law or the record names one.</param>
/// <param name="Reason">For a decision: how it ended.</param>
/// <param name="Source">The provision, decision or judgment.</param>
public sealed record TransferGapFound(TransferGap Gap, TransferCondition? Condition, DateOnly? Since, AdequacyReason? Reason, string Source);

/// <summary>The ground that carries data to a place on a day, or the best of those that do not.</summary>
/// <param name="Verdict">What the law of the day says.</param>
/// <param name="Mechanism">The ground; <c>null</c> where there is none.</param>
/// <param name="Agreement">The contract in which it stands; <c>null</c> where the law alone carries them.</param>
/// <param name="Decision">The adequacy decision on which it depends.</param>
/// <param name="KnownToEnd">The last day of that decision, where it is known.</param>
/// <param name="Gaps">What is wrong with it; none when all is well.</param>
/// <param name="Assessed">What the law says of the place, and each condition that was judged.</param>
public sealed record Carriage(
    TransferVerdict Verdict, TransferMechanism? Mechanism, Guid? Agreement, string? Decision, DateOnly? KnownToEnd, IReadOnlyList<TransferGapFound> Gaps,
    [property: JsonIgnore] TransferAssessment Assessed)
{
    /// <summary>The ground as the contract names it; <c>null</c> where the law alone carries them.</summary>
    [JsonIgnore]
    public AgreedTransfer? Agreed { get; init; }

    /// <summary>The last assessment of the place that the contract has.</summary>
    [JsonIgnore]
    public ImpactAssessment? Impact { get; init; }

    /// <summary>
    /// What carries data to a place by the law of a day: the grounds that the contracts in force name, and an adequacy decision that covers every importer,
    /// which needs no contract. Computed from dated data, so a decision's end shows on its day without anybody doing anything. Pure.
    /// </summary>
    /// <param name="place">Where data are stored or from where they are seen.</param>
    /// <param name="contracts">The contracts with the subprocessor, each as it is in effect on the day of the law.</param>
    /// <param name="law">The law of the organisation's jurisdiction on the day.</param>
    public static Carriage Of(Territory place, IEnumerable<SubprocessorAgreement> contracts, LawInForce law)
    {
        var adequacy = Adequacy.For(place, law);
        if (adequacy.State == AdequacyState.NotAThirdCountry)
            return new(TransferVerdict.NotATransfer, null, null, null, null, [], new(TransferVerdict.NotATransfer, [], adequacy));
        var agreed = from contract in contracts
                     where contract.IsInForceOn(law.On)
                     from transfer in contract.Content.Transfers
                     where transfer.Place == place && transfer.Covers(law.On)
                     select By(transfer, contract, adequacy, law);
        return agreed.Append(ByLawAlone(place, adequacy, law)).MinBy(Preference)!;
    }

    // What carries goes before what does not. Of several that do, safeguards are for where there is no decision, Art. 46(1), and a derogation for where there are
    // no safeguards either, Art. 49(1). What is stated goes before what merely might be: it is the stated ground whose end is of interest.
    private static (int, int, int, int) Preference(Carriage carriage) =>
        (carriage.Gaps.Count == 0 ? 0 : 1, carriage.Verdict switch { TransferVerdict.Valid => 0, TransferVerdict.Unconfirmed => 1, _ => 2 } + (carriage.Mechanism is null ? 3 : 0),
            carriage.Mechanism == TransferMechanism.AdequacyDecision ? 0 : carriage.Agreed is { IsDerogation: true } ? 2 : 1, carriage.Agreement is null ? 1 : 0);

    private static Carriage By(AgreedTransfer agreed, SubprocessorAgreement contract, AdequacyFinding adequacy, LawInForce law)
    {
        var relied = agreed.AdequacyDecision is { } id ? law.Book.Adequacy.FirstOrDefault(d => d.Id == id.Value) : null;
        var assessment = contract.AssessmentOn(law.On, agreed.Place);
        var assessed = Transfers.Assess(
            new Transfer(TransferDestination.To(agreed.Place), agreed.Mechanism, ProcessingRole.Processor, ProcessingRole.Processor)
            {
                ImporterMemberships = agreed.ListedFrom is { } from && relied is not null ? [new(relied.Scope, from, agreed.ListedUntil)] : [],
                SafeguardDocumented = agreed.Evidence is not null || agreed.DocumentSha256 is not null,
                ImpactAssessed = assessment is { Conclusion: not ImpactConclusion.NotEquivalent },
                AuthorisedByAuthority = agreed.AuthorisedByAuthority,
                DerogationDocumented = agreed.Reasons is not null,
            },
            law);
        var gaps = assessed.Findings.Where(f => f.State != ConditionState.Holds).Select(f => GapOf(f, adequacy, agreed)).ToList();
        if (assessment?.ReviewDueOn < law.On && assessed.Findings.Any(f => f.Condition == TransferCondition.ImpactAssessed))
            gaps.Add(new(TransferGap.ImpactReviewOverdue, TransferCondition.ImpactAssessed, assessment.ReviewDueOn.AddDays(1), null, "Decision (EU) 2021/914 clause 14"));
        var decision = agreed.Mechanism == TransferMechanism.AdequacyDecision ? adequacy.Decision ?? relied : null;
        return new(assessed.Verdict, agreed.Mechanism, contract.Id, decision?.Id, decision?.ValidTo, gaps, assessed) { Agreed = agreed, Impact = assessment };
    }

    private static Carriage ByLawAlone(Territory place, AdequacyFinding adequacy, LawInForce law)
    {
        // A decision that covers only some importers carries nothing unless this one is known to be of them.
        TransferMechanism? mechanism = adequacy is { Decision.Scope: AdequacyScope.Country, State: AdequacyState.Adequate or AdequacyState.Unconfirmed }
            ? TransferMechanism.AdequacyDecision : null;
        var assessed = Transfers.Assess(new Transfer(TransferDestination.To(place), mechanism, ProcessingRole.Processor, ProcessingRole.Processor), law);
        List<TransferGapFound> gaps = [.. assessed.Findings.Where(f => f.State != ConditionState.Holds).Select(f => GapOf(f, adequacy, null))];
        if (mechanism is null && adequacy.State == AdequacyState.NotAdequate && Ended(adequacy) is { } since && adequacy.Decision!.Scope == AdequacyScope.Country)
            gaps.Add(new(TransferGap.DecisionEnded, TransferCondition.AdequacyDecisionInForce, since, adequacy.Reason, adequacy.Source));
        var decision = mechanism is null ? null : adequacy.Decision;
        return new(assessed.Verdict, mechanism, null, decision?.Id, decision?.ValidTo, gaps, assessed);
    }

    private static TransferGapFound GapOf(TransferFinding finding, AdequacyFinding adequacy, AgreedTransfer? agreed) => finding switch
    {
        { State: ConditionState.Unconfirmed } => new(TransferGap.NotConfirmed, finding.Condition, null, adequacy.Reason, finding.Source),
        { Condition: TransferCondition.MechanismRecorded } => new(TransferGap.NoMechanism, finding.Condition, null, null, finding.Source),
        { Condition: TransferCondition.MechanismInForce } => new(TransferGap.MechanismNotInForce, finding.Condition, null, null, finding.Source),
        { Condition: TransferCondition.AdequacyDecisionInForce } =>
            new(Ended(adequacy) is null ? TransferGap.MechanismNotInForce : TransferGap.DecisionEnded, finding.Condition, Ended(adequacy), adequacy.Reason, finding.Source),
        { Condition: TransferCondition.ImporterWithinScope } => new(TransferGap.OutsideScope, finding.Condition, agreed?.ListedUntil?.AddDays(1), null, finding.Source),
        { Condition: TransferCondition.ImpactAssessed } => new(TransferGap.ImpactNotAssessed, finding.Condition, null, null, finding.Source),
        _ => new(TransferGap.ConditionFails, finding.Condition, null, null, finding.Source),
    };

    private static DateOnly? Ended(AdequacyFinding adequacy) =>
        adequacy.Reason is AdequacyReason.Annulled or AdequacyReason.Expired or AdequacyReason.Repealed ? adequacy.Decision?.ValidTo?.AddDays(1) : null;
}
