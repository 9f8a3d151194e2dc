using ProcessingRegister.AccessRequests.Files;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.AccessRequests;

/// <summary>Records that data were handed to the authority: the minimum, counted and hashed, and only where every rule is kept.</summary>
/// <param name="Reference">What the disclosure is called, unique within the request.</param>
/// <param name="DisclosedAt">When.</param>
/// <param name="Kinds">Which kinds of data.</param>
/// <param name="Accounts">Of how many accounts.</param>
/// <param name="Items">How many items.</param>
/// <param name="ContentSha256">SHA-256 of what was handed over.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Minimisation">Why this is the least that satisfies the request.</param>
/// <param name="Ends">Whether the request ends with it, and how: <c>disclosedFull</c> or <c>disclosedPartial</c>; absent while more is to follow.</param>
public sealed record DiscloseData(
    ImpersonalText Reference, DateTimeOffset DisclosedAt, IReadOnlyList<DataSought> Kinds, int Accounts, long Items, byte[] ContentSha256, AccessChannel Channel,
    PersonalText Minimisation, AccessOutcome? Ends = null)
    : ICommand<AccessRequest>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new DiscloseData(
        "first", AccessExamples.Received.AddDays(9), [DataSought.Subscriber], 1, 12, AccessExamples.Digest, AccessChannel.EncryptedMedium, AccessExamples.Text, AccessOutcome.DisclosedPartial);

    /// <inheritdoc />
    bool ICommand<AccessRequest>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now)
    {
        var disclosure = new Disclosure(Reference, DisclosedAt.ToUniversalTime(), [.. Kinds.Distinct().Order()], Accounts, Items, ContentSha256, Channel, Minimisation);
        return Repeat.Of(request.Disclosures.FirstOrDefault(d => d.Reference == Reference), disclosure)
            ?? Repeat.ForbiddenAt(request, DisclosedAt, now)
            ?? (Forbidden(request) is { } refusal ? Decision.Refuse(refusal)
                : Ends is { } outcome ? Decision.Append(new DataDisclosedToAuthority(disclosure), AccessFact.Ended(new(disclosure.DisclosedAt, outcome, [])))
                : Decision.Append(new DataDisclosedToAuthority(disclosure)));
    }

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Kinds.Count == 0 ? [new Fault("/kinds", "must not be empty")] : Array.Empty<Fault>(),
        .. Form.Size("/kinds", Kinds as System.Collections.ICollection),
        .. Accounts < 0 ? [new Fault("/accounts", "must not be negative")] : Array.Empty<Fault>(),
        .. Items < 1 ? [new Fault("/items", "must be at least 1: where nothing is held, that is recorded instead")] : Array.Empty<Fault>(),
        .. ContentSha256.Length != 32 ? [new Fault("/contentSha256", "must be the 32 bytes of a SHA-256 digest in base64")] : Array.Empty<Fault>(),
        .. Ends is not (null or AccessOutcome.DisclosedFull or AccessOutcome.DisclosedPartial)
            ? [new Fault("/ends", "must be disclosedFull or disclosedPartial, or absent")] : Array.Empty<Fault>(),
    ];

    // In the order in which they are to be satisfied.
    private Refusal? Forbidden(AccessRequest request) =>
        request.AuthenticityChecks.LastOrDefault(c => c.CheckedAt <= DisclosedAt) is not { IsAuthentic: true } ? AccessRefusals.NotAuthenticated
        : request.LegalReviews.LastOrDefault(r => r.ReviewedAt <= DisclosedAt) is not { } review ? AccessRefusals.NotReviewed
        : review.Verdict == ReviewVerdict.Unlawful ? AccessRefusals.FoundUnlawful
        : request.IsFromThirdCountry && review.TwoSteps is not { AreTaken: true } ? AccessRefusals.TwoStepsMissing
        : request.Scope is not { Datasets.Count: > 0 } ? AccessRefusals.ScopeUnknown
        : Kinds.Except(request.Sought.Kinds).Any() ? AccessRefusals.MoreThanSought
        : request.Challenges.Any(c => c is { Suspends: true, DecidedAt: null }) ? AccessRefusals.ChallengePending
        : !MayComplyUntold(request) && request.ConcernedAgreements.Any(a => !(request.ControllerOf(a).ToldAt <= DisclosedAt)) ? AccessRefusals.ControllerNotTold
        : review.Compulsion is null && !AllAccept(request) ? AccessRefusals.NeitherAcceptedNorCompelled
        : request.TransmitNotBefore(LawBook.Current) > DisclosedAt ? AccessRefusals.MayStillBeRefused
        : null;

    // Only an order in force that names the controllers, or a law that counsel has named, excuses from telling them first.
    private bool MayComplyUntold(AccessRequest request) =>
        request.Review?.TellingForbiddenBy is not null
        || request.SecrecyOrders.Any(o => o.Scope.Contains(SecrecyScope.Controllers) && o.From <= DisclosedAt && !(o.LiftedAt <= DisclosedAt) && !(o.Until < DisclosedAt));

    // The organisation's own data are disclosed by compulsion only: there is nobody else to accept.
    private static bool AllAccept(AccessRequest request) =>
        request.Scope!.Datasets.All(d => d.Role != AccessRole.Controller) && request.ConcernedAgreements.All(a => request.ControllerOf(a).Accepts == true);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/disclosures</c>.</summary>
public static class DiscloseDataEndpoint
{
    /// <summary>Records that data were handed to the authority.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/disclosures", OperationId = "discloseData"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, DiscloseData command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}
