using ProcessingRegister.Law;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary>What the law of a day says of a transfer on record.</summary>
/// <param name="Country">The third country.</param>
/// <param name="InternationalOrganisation">Or the international organisation.</param>
/// <param name="Importer">Who receives the data.</param>
/// <param name="Mechanism">On what ground.</param>
/// <param name="Verdict">What follows from the findings.</param>
/// <param name="Findings">Each condition that can be judged by what is on record.</param>
/// <param name="NotOnRecord">Conditions that the record has no member for; the verdict is unconfirmed while there are any.</param>
public sealed record AssessedTransfer(
    CountryCode? Country, ImpersonalText? InternationalOrganisation, ImpersonalText? Importer, TransferMechanism? Mechanism,
    TransferVerdict Verdict, IReadOnlyList<TransferFinding> Findings, IReadOnlyList<TransferCondition> NotOnRecord);

/// <summary>Data lie in, or are seen from, a place outside the area of free movement, and no transfer to it is on record (rule 6.4).</summary>
/// <param name="System">The system.</param>
/// <param name="Territory">The place.</param>
public sealed record UnstatedTransfer(ImpersonalText System, Territory Territory);

/// <summary>Asks the law about the transfers of an activity. Pure.</summary>
public static class TransferFindings
{
    private static readonly TransferCondition[] WithoutMember =
    [
        TransferCondition.AuthorisedByAuthority, TransferCondition.NotRepetitive, TransferCondition.LimitedNumberOfDataSubjects,
        TransferCondition.AuthorityInformed, TransferCondition.DataSubjectsInformed,
    ];

    /// <summary>The transfers that take place on the day of the law that is asked.</summary>
    public static IReadOnlyList<AssessedTransfer> Of(ProcessingActivity activity, LawInForce law) =>
    [
        .. (activity.Content.Transfers.Value ?? [])
            .Where(t => !(t.ValidFrom > law.On) && !(t.ValidTo < law.On))
            .Select(t => Assess(t, activity.Role, law)),
    ];

    /// <summary>The places of the activity's systems to which a transfer takes place that is not stated.</summary>
    public static IReadOnlyList<UnstatedTransfer> Unstated(ProcessingActivity activity, LawInForce law)
    {
        var stated = (activity.Content.Transfers.Value ?? []).Select(t => t.Country).OfType<CountryCode>().ToHashSet();
        return
        [
            .. from system in activity.Content.Systems
               from place in (system.StoredIn ?? []).Concat(system.AccessedFrom ?? []).Distinct()
               where Adequacy.For(place, law).State != AdequacyState.NotAThirdCountry && !(place.Country is { } country && stated.Contains(country))
               select new UnstatedTransfer(system.Name, place),
        ];
    }

    private static AssessedTransfer Assess(DataTransfer t, ProcessingRole exporter, LawInForce law)
    {
        var destination = t.Country is { } country ? TransferDestination.To(country) : TransferDestination.ToInternationalOrganisation(t.InternationalOrganisation?.Value ?? "");
        var assessment = Transfers.Assess(
            new Transfer(destination, t.Mechanism, exporter, ImporterBy(t.Mechanism))
            {
                // The record says that the importer is listed, not on which list: it is the one that the decision for that destination asks for.
                ImporterMemberships = t.ImporterListedUnderFramework && Adequacy.For(destination, law).Decision is { } decision
                    ? [new(decision.Scope, t.ValidFrom ?? DateOnly.MinValue, t.ValidTo)] : [],
                SafeguardDocumented = t.SafeguardDocument is not null,
                ImpactAssessed = t.ImpactAssessment is not null,
                DerogationDocumented = t.SafeguardDocument is not null,
            },
            law);
        IReadOnlyList<TransferFinding> findings = [.. assessment.Findings.Where(f => !WithoutMember.Contains(f.Condition))];
        IReadOnlyList<TransferCondition> unknown = [.. assessment.Findings.Select(f => f.Condition).Where(WithoutMember.Contains)];
        var verdict = assessment.Verdict != TransferVerdict.Invalid || findings.Any(f => f.State == ConditionState.Fails) ? assessment.Verdict : TransferVerdict.Unconfirmed;
        return new(t.Country, t.InternationalOrganisation, t.Importer, t.Mechanism, verdict, findings, unknown);
    }

    // The record does not state the importer's role. The mechanism presumes one, so that what is judged is whether it fits the exporter.
    private static ProcessingRole ImporterBy(TransferMechanism? mechanism) =>
        mechanism is TransferMechanism.StandardClausesModule1 or TransferMechanism.StandardClausesModule4 ? ProcessingRole.Controller : ProcessingRole.Processor;
}
