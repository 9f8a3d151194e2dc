using ProcessingRegister.Vocabulary;
using static ProcessingRegister.Law.ConditionState;
using static ProcessingRegister.Vocabulary.ProcessingRole;

namespace ProcessingRegister.Law;

/// <summary>Chapter V as conditions: valid is a transfer whose mechanism is in force on the day and whose every condition holds.</summary>
public static class Transfers
{
    /// <summary>Examines a transfer by the law of the exporter's jurisdiction on a day.</summary>
    public static TransferAssessment Assess(Transfer transfer, LawInForce law)
    {
        var adequacy = Adequacy.For(transfer.Destination, law);
        if (adequacy.State == AdequacyState.NotAThirdCountry)
        {
            return new(TransferVerdict.NotATransfer, [], adequacy);
        }

        List<TransferFinding> findings = transfer.Mechanism is { } mechanism
            ? [InForce(mechanism, law), .. Conditions(mechanism, transfer, adequacy, law.On)]
            : [new(TransferCondition.MechanismRecorded, Fails, "Art. 44")];
        var verdict = findings.Any(finding => finding.State == Fails) ? TransferVerdict.Invalid
            : findings.Any(finding => finding.State == Unconfirmed) ? TransferVerdict.Unconfirmed
            : TransferVerdict.Valid;
        return new(verdict, findings, adequacy);
    }

    private static TransferFinding InForce(TransferMechanism mechanism, LawInForce law)
    {
        var row = law.Book.Mechanisms.FirstOrDefault(row => row.Mechanisms.Contains(mechanism) && Dates.Cover(row.ValidFrom, row.ValidTo, law.On));
        var holds = row is not null && law.Jurisdiction.GdprInForceFrom <= law.On;
        return new(TransferCondition.MechanismInForce, Holding(holds), row?.Source ?? mechanism.Provision()!);
    }

    private static IEnumerable<TransferFinding> Conditions(TransferMechanism mechanism, Transfer transfer, AdequacyFinding adequacy, DateOnly on) =>
        mechanism switch
        {
            TransferMechanism.AdequacyDecision => OfAdequacy(transfer, adequacy, on),
            TransferMechanism.AuthorisedContractualClauses or TransferMechanism.AdministrativeArrangement =>
            [
                .. OfSafeguards(transfer),
                Asked(TransferCondition.AuthorisedByAuthority, transfer.AuthorisedByAuthority, mechanism.Provision()!),
            ],
            TransferMechanism.CompellingLegitimateInterests => OfCompellingInterests(transfer),
            TransferMechanism.ExplicitConsent or TransferMechanism.ContractWithDataSubject or TransferMechanism.ContractInInterestOfDataSubject
                or TransferMechanism.ImportantPublicInterest or TransferMechanism.LegalClaims or TransferMechanism.VitalInterests
                or TransferMechanism.PublicRegister =>
                [Asked(TransferCondition.DerogationDocumented, transfer.DerogationDocumented, $"{mechanism.Provision()}; Art. 5(2)")],
            _ => [.. OfRoles(mechanism, transfer), .. OfSafeguards(transfer)],
        };

    private static IEnumerable<TransferFinding> OfAdequacy(Transfer transfer, AdequacyFinding adequacy, DateOnly on)
    {
        yield return new(
            TransferCondition.AdequacyDecisionInForce,
            adequacy.State switch { AdequacyState.NotAdequate => Fails, AdequacyState.Unconfirmed => Unconfirmed, _ => Holds },
            adequacy.Source);

        // Whether the importer is covered can be said even where it is uncertain that the decision applies.
        if (adequacy is { State: not AdequacyState.NotAdequate, Decision: { Scope: not (AdequacyScope.Country or AdequacyScope.Organisation) } decision })
        {
            var covered = transfer.ImporterMemberships.Any(member => member.Scope == decision.Scope && Dates.Cover(member.From, member.To, on));
            yield return Asked(TransferCondition.ImporterWithinScope, covered, decision.Source);
        }
    }

    private static IEnumerable<TransferFinding> OfSafeguards(Transfer transfer) =>
    [
        Asked(TransferCondition.SafeguardDocumented, transfer.SafeguardDocumented, "Art. 46(1)"),
        Asked(TransferCondition.ImpactAssessed, transfer.ImpactAssessed, "Decision (EU) 2021/914 clause 14; EDPB Recommendations 01/2020; Case C-311/18"),
    ];

    private static IEnumerable<TransferFinding> OfRoles(TransferMechanism mechanism, Transfer transfer)
    {
        bool? match = (mechanism, transfer.Exporter, transfer.Importer) switch
        {
            (TransferMechanism.StandardClausesModule1, var from, var to) => (from, to) == (Controller, Controller),
            (TransferMechanism.StandardClausesModule2, var from, var to) => (from, to) == (Controller, Processor),
            (TransferMechanism.StandardClausesModule3, var from, var to) => (from, to) == (Processor, Processor),
            (TransferMechanism.StandardClausesModule4, var from, var to) => (from, to) == (Processor, Controller),
            (TransferMechanism.BindingCorporateRulesForProcessors, _, var to) => to == Processor,
            _ => null,
        };
        return match is { } holds ? [Asked(TransferCondition.RolesMatchMechanism, holds, mechanism.Provision()!)] : [];
    }

    private static IEnumerable<TransferFinding> OfCompellingInterests(Transfer transfer)
    {
        var source = TransferMechanism.CompellingLegitimateInterests.Provision()!;
        return
        [
            Asked(TransferCondition.NotRepetitive, transfer.NotRepetitive, source),
            Asked(TransferCondition.LimitedNumberOfDataSubjects, transfer.LimitedNumberOfDataSubjects, source),
            Asked(TransferCondition.SafeguardDocumented, transfer.SafeguardDocumented, "Art. 49(6); Art. 30(1)(e) and (2)(c)"),
            Asked(TransferCondition.AuthorityInformed, transfer.AuthorityInformed, source),
            Asked(TransferCondition.DataSubjectsInformed, transfer.DataSubjectsInformed, source),
        ];
    }

    private static TransferFinding Asked(TransferCondition condition, bool holds, string source) => new(condition, Holding(holds), source);

    private static ConditionState Holding(bool holds) => holds ? Holds : Fails;
}
