using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.SubprocessorAgreements.Commitments;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements.FlowDown;

/// <summary>What has to be passed down to a subprocessor, Art. 28(4).</summary>
public enum FlowDownSubject
{
    /// <summary>That there is a contract at all.</summary>
    [Provision("Art. 28(4)")]
    Contract,

    /// <summary>In how many hours notice of a breach is given.</summary>
    [Provision("Art. 33(2)")]
    BreachNotice,

    /// <summary>That the subprocessor can be audited.</summary>
    [Provision("Art. 28(3)(h)")]
    Audits,

    /// <summary>By what it is certified.</summary>
    [Provision("Art. 28(5)")]
    Certificate,

    /// <summary>Where the data may lie, and from where they may be seen.</summary>
    [Provision("Art. 28(3)(a)")]
    Residency,

    /// <summary>That each further processor needs leave.</summary>
    [Provision("Art. 28(2)")]
    FurtherProcessors,
}

/// <summary>What the controllers served demand most strictly, beside what the subprocessor promises.</summary>
/// <param name="Subject">Of what.</param>
/// <param name="Provision">The provision.</param>
/// <param name="Met">Whether the promise reaches the demand; what is not promised does not.</param>
/// <param name="Agreements">How many agreements demand more than is promised; where it is met, how many demand it.</param>
/// <param name="Example">One agreement that demands the most.</param>
/// <param name="DemandedHours">For notice of breaches: the fewest hours demanded.</param>
/// <param name="PromisedHours">And the hours promised.</param>
/// <param name="Certificate">For certificates: which.</param>
/// <param name="Commitment">For residency: what was promised to controllers.</param>
public sealed record FlowDownItem(
    FlowDownSubject Subject, string Provision, bool Met, int Agreements, Guid? Example, int? DemandedHours = null, int? PromisedHours = null,
    ImpersonalText? Certificate = null, ResidencyCommitment? Commitment = null);

/// <summary>The comparison for one subprocessor.</summary>
/// <param name="Subprocessor">The subprocessor.</param>
/// <param name="Name">Its name.</param>
/// <param name="Contracts">The contracts in force.</param>
/// <param name="Agreements">How many agreements with controllers it serves.</param>
/// <param name="Items">What is demanded, the unmet first.</param>
public sealed record FlowDownComparison(Guid Subprocessor, ImpersonalText Name, IReadOnlyList<Guid> Contracts, int Agreements, IReadOnlyList<FlowDownItem> Items)
{
    /// <summary>Compares. A demand is met when any contract in force promises it. Pure.</summary>
    public static FlowDownComparison Of(Subprocessor subprocessor, IEnumerable<SubprocessorAgreement> contracts, IEnumerable<AgreementGroup> agreements, DateOnly day)
    {
        var inForce = contracts.Where(c => c.IsInForceOn(day)).ToList();
        var served = agreements.Where(g => subprocessor.Content.Services.Any(s => g.Terms.Take(s.Service))).ToList();
        var promises = inForce.Select(c => c.Content.Promises).ToList();
        List<FlowDownItem> items =
        [
            .. served.Count > 0 || inForce.Count > 0 ? [Item(FlowDownSubject.Contract, inForce.Count > 0, served)] : Array.Empty<FlowDownItem>(),
            .. BreachNotice(served, promises),
            .. Demanded(FlowDownSubject.Audits, served.Where(g => g.Terms.DemandedOfSubprocessors?.Audits is true), promises.Exists(p => p.Audits)),
            .. Demanded(FlowDownSubject.FurtherProcessors, served.Where(g => g.Terms.Authorisation == SubprocessorAuthorisation.Specific),
                promises.Exists(p => p.FurtherProcessors == SubprocessorAuthorisation.Specific)),
            .. from demand in served.SelectMany(g => (g.Terms.DemandedOfSubprocessors?.Certificates ?? []).Distinct().Select(certificate => (Group: g, certificate)))
               group demand.Group by demand.certificate into demanding
               select Item(FlowDownSubject.Certificate, promises.Exists(p => p.Certificates?.Contains(demanding.Key) is true), [.. demanding]) with { Certificate = demanding.Key },
            .. Places(subprocessor, served, promises),
        ];
        return new(subprocessor.Id, subprocessor.NameOn(day), [.. inForce.Select(c => c.Id)], served.Sum(g => g.Agreements), [.. items.OrderBy(i => i.Met).ThenBy(i => i.Subject)]);
    }

    private static IEnumerable<FlowDownItem> BreachNotice(List<AgreementGroup> served, List<FlowDownPromises> promises)
    {
        var demanding = served.Where(g => g.Terms.NoticeHoursDemanded is not null).OrderBy(g => g.Terms.NoticeHoursDemanded).ToList();
        if (demanding is not [var strictest, ..])
            return [];
        var promised = promises.Min(p => p.BreachNoticeHours);
        var broken = demanding.Where(g => !(promised <= g.Terms.NoticeHoursDemanded)).ToList();
        return
        [
            Item(FlowDownSubject.BreachNotice, broken.Count == 0, broken.Count == 0 ? demanding : broken) with
            {
                Example = strictest.Example, DemandedHours = strictest.Terms.NoticeHoursDemanded, PromisedHours = promised,
            },
        ];
    }

    // A commitment about other services or categories is none of this subprocessor's; one that it keeps to by its contract is met wherever the data are today.
    private static IEnumerable<FlowDownItem> Places(Subprocessor subprocessor, List<AgreementGroup> served, List<FlowDownPromises> promises) =>
        from demand in served.SelectMany(g => g.Terms.Residency.Select(commitment => (Group: g, Commitment: commitment, Key: Residency.KeyOf(commitment))))
        where subprocessor.Content.Services.Any(s => Concerns(s, demand.Commitment) && demand.Group.Terms.Take(s.Service))
        group demand by demand.Key into same
        let commitment = same.First().Commitment
        select Item(FlowDownSubject.Residency, promises.Exists(p => Keeps(p, commitment)), [.. same.Select(d => d.Group)]) with { Commitment = commitment };

    private static bool Concerns(ServedService served, ResidencyCommitment commitment) =>
        (commitment.Service is null || served.Service is null || served.Service == commitment.Service)
        && (commitment.DataCategories is not { } committed || served.DataCategories is not { Count: > 0 } categories || committed.Intersect(categories).Any());

    private static bool Keeps(FlowDownPromises promise, ResidencyCommitment commitment) =>
        promise.StoredIn is { Count: > 0 } stored && stored.All(place => Residency.LiesIn(place, commitment.StoredIn))
        && (commitment.AccessedFrom is not { } from || (promise.AccessedFrom is { Count: > 0 } accessed && accessed.All(place => Residency.LiesIn(place, from))));

    private static IEnumerable<FlowDownItem> Demanded(FlowDownSubject subject, IEnumerable<AgreementGroup> demanding, bool met) =>
        demanding.ToList() is { Count: > 0 } some ? [Item(subject, met, some)] : [];

    private static FlowDownItem Item(FlowDownSubject subject, bool met, List<AgreementGroup> groups) =>
        new(subject, subject.Provision()!, met, groups.Distinct().Sum(g => g.Agreements), groups.FirstOrDefault()?.Example);
}
