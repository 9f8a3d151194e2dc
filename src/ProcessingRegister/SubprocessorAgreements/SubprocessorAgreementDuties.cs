using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>What is owed because of a contract: that it is renewed, that its assessments are reviewed, that a decision which will run out is replaced.</summary>
public sealed partial record SubprocessorAgreement : IOwes
{
    ImpersonalText? IOwes.Title => Reference;

    string? IOwes.Path => $"subprocessor-agreements/{Id}";

    /// <inheritdoc />
    public IEnumerable<Obligation> Obligations(LawBook law, DateTimeOffset now) => [.. Renewals(now), .. Reviews(now), .. Sunsets(law, now)];

    private IEnumerable<Obligation> Renewals(DateTimeOffset now)
    {
        foreach (var (version, next) in Versions.Zip(Versions.Skip(1).Cast<AgreementVersion?>().Append(null)))
        {
            // Neither is renewed what has no end, nor what ends before by notice; and a version that runs as long as its successor is only amended.
            if (version.RunsUntil is { } last && !(EndedOn <= last.AddDays(1)) && !(next?.RunsUntil <= last))
                yield return Obligation.By(
                    Owing("subprocessor.agreement.renewal", "Art. 28(4)", Words.Of(last)!), StartOf(version.EffectiveFrom), StartOf(last.AddDays(1)),
                    next is null ? null : StartOf(next.SignedOn), now);
        }
    }

    private IEnumerable<Obligation> Reviews(DateTimeOffset now) =>
        from assessment in Assessments
        where !(EndedOn <= assessment.ReviewDueOn) && Content.Transfers.Any(t => t.Place == assessment.Place)
        select Obligation.By(
            Owing("subprocessor.tia.review", "Art. 46(1)", assessment.Reference.Value), StartOf(assessment.AssessedOn), StartOf(assessment.ReviewDueOn.AddDays(1)),
            Assessments.Where(a => a.Place == assessment.Place && a.AssessedOn > assessment.AssessedOn).Select(a => (DateTimeOffset?)StartOf(a.AssessedOn)).Min(), now);

    // Only what is relied on alone, and by what the law says today: a court's judgment is known no sooner.
    private IEnumerable<Obligation> Sunsets(LawBook law, DateTimeOffset now)
    {
        foreach (var transfer in Content.Transfers.Where(t => t.Mechanism == TransferMechanism.AdequacyDecision && Content.Transfers.Count(o => o.Place == t.Place) == 1))
        {
            var decisions = law.Adequacy.Where(d => d.Country == transfer.Place.Country).ToList();
            if (decisions.Find(d => d.Id == transfer.AdequacyDecision?.Value) is not { ValidTo: { } last, EndedBy: DecisionEnd.Expiry } relied || EndedOn <= last)
                continue;
            var follows = decisions.Where(d => d.Scope == relied.Scope && d.ValidFrom <= last.AddDays(1) && !(d.ValidTo <= last)).Select(d => (DateOnly?)d.ValidFrom).Min();
            yield return Obligation.By(
                Owing("subprocessor.adequacy.sunset", "Art. 45(3)", relied.Id), StartOf(EffectiveFrom > relied.ValidFrom ? EffectiveFrom : relied.ValidFrom),
                StartOf(last.AddDays(1)), follows is { } day ? StartOf(day) : null, now);
        }
    }

    private Owed Owing(string kind, string provision, string reference) => new(Id, kind, provision, DutyParty.Keeper, DutyParty.Controller, reference);

    // A contract names days and no zone.
    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
