using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements.ThirdCountries;

/// <summary>The grounds on which data go to subprocessors, by what the contracts with them record and by the law.</summary>
public sealed class ContractualGrounds(RecordQueries records) : ITransferGrounds
{
    /// <inheritdoc />
    public async Task<Func<Guid, Territory, TransferGround>> OnAsync(
        string tenantId, IReadOnlyCollection<Guid> subprocessors, View view, LawInForce law, CancellationToken ct)
    {
        var contracts = (await records.NamingAsync<SubprocessorAgreement>(tenantId, "subprocessor", subprocessors, view with { ValidAt = law.On }, ct, open: false))
            .ToLookup(contract => contract.Subprocessor);
        return (subprocessor, place) => Of(Carriage.Of(place, contracts[subprocessor], law), law);
    }

    /// <summary>What carries data to a place, as a chain shows it. Pure.</summary>
    public static TransferGround Of(Carriage carriage, LawInForce law)
    {
        var adequacy = carriage.Assessed.Adequacy;
        return new(carriage.Verdict, RestsOn(carriage), carriage.Mechanism, adequacy.State, adequacy.Source, carriage.Assessed.Findings)
        {
            Decision = adequacy.Decision is { } decision
                ? new(decision.Id, decision.Scope, law.Jurisdiction.Code, decision.AppliesFrom(law.Jurisdiction), decision.ValidTo) : null,
            Agreement = carriage.Agreement,
            Version = carriage.Agreed?.Version,
            ImpactAssessedOn = carriage.Impact?.AssessedOn,
            ImpactReviewDueOn = carriage.Impact?.ReviewDueOn,
        };
    }

    private static GroundRestsOn RestsOn(Carriage carriage) => carriage switch
    {
        { Verdict: TransferVerdict.NotATransfer } => GroundRestsOn.FreeMovement,
        { Agreement: not null } => GroundRestsOn.Contract,
        { Mechanism: not null } => GroundRestsOn.AdequacyLaw,
        _ => GroundRestsOn.Nothing,
    };
}
