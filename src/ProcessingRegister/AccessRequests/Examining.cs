using ProcessingRegister.AccessRequests.Files;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.AccessRequests;

/// <summary>Records that the authority was told of the receipt (DSA Art. 10(1)).</summary>
/// <param name="ConfirmedAt">When.</param>
public sealed record ConfirmReceipt(DateTimeOffset ConfirmedAt) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ConfirmReceipt(AccessExamples.Received.AddHours(1));

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.ReceiptConfirmedAt == ConfirmedAt ? Decision.AlreadyDone
        : request.ReceiptConfirmedAt is not null ? Decision.Refuse(AccessRefusals.RecordedOtherwise)
        : Repeat.ForbiddenAt(request, ConfirmedAt, now) ?? Decision.Append(new AccessReceiptConfirmed(ConfirmedAt.ToUniversalTime()));
}

/// <summary>Establishes whom and what the request concerns. It takes the place of what was said before.</summary>
/// <param name="Scope">The identifiers, the accounts, the data and the organisation's role in each.</param>
public sealed record EstablishScope(RequestScope Scope) : ICommand<AccessRequest>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new EstablishScope(new RequestScope([new("987 654 321")], 1, [new("ledgers", AccessRole.Processor, [AccessExamples.Agreement])], 1));

    /// <inheritdoc />
    bool ICommand<AccessRequest>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.Scope is { } known && RegisterJson.SayTheSame(known, Scope) ? Decision.AlreadyDone
        : request.IsClosed ? Decision.Refuse(AccessRefusals.Closed)
        : Decision.Append(new AccessScopeEstablished(Scope));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Form.Size("/scope/identifiers", Scope.Identifiers as System.Collections.ICollection),
        .. Scope.AccountsSpecified < 0 ? [new Fault("/scope/accountsSpecified", "must not be negative")] : Array.Empty<Fault>(),
        .. Scope.AccountsAffected < 0 ? [new Fault("/scope/accountsAffected", "must not be negative")] : Array.Empty<Fault>(),
        .. Form.Each("/scope/datasets", Scope.Datasets, (dataset, at) =>
        [
            .. Form.Size($"{at}/agreements", dataset.Agreements as System.Collections.ICollection),
            .. dataset.Role == AccessRole.Controller != (dataset.Agreements.Count == 0)
                ? [new Fault($"{at}/agreements", "must be empty for data held as controller, and name the agreements for others")] : Array.Empty<Fault>(),
        ]),
    ];
}

/// <summary>Records whether the authority is who it says it is. A later check supersedes this one.</summary>
/// <param name="CheckedAt">When it was checked.</param>
/// <param name="IsAuthentic">What was found.</param>
/// <param name="Method">How it was checked.</param>
/// <param name="Findings">What was found, in words.</param>
public sealed record AuthenticateAuthority(DateTimeOffset CheckedAt, bool IsAuthentic, ImpersonalText Method, PersonalText? Findings = null) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new AuthenticateAuthority(AccessExamples.Received.AddHours(2), true, "called back by the number on the authority's own site");

    /// <inheritdoc />
    bool ICommand<AccessRequest>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now)
    {
        var check = new AuthenticityCheck(CheckedAt.ToUniversalTime(), IsAuthentic, Method, Findings);
        return Repeat.Of(request.AuthenticityChecks.FirstOrDefault(c => c.CheckedAt == CheckedAt), check)
            ?? Repeat.ForbiddenAt(request, CheckedAt, now) ?? Decision.Append(new AuthorityAuthenticated(check));
    }
}

/// <summary>Records counsel's review of the request's lawfulness. A later review supersedes this one.</summary>
/// <param name="Review">What was found.</param>
public sealed record ReviewRequest(LegalReview Review) : ICommand<AccessRequest>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ReviewRequest(new LegalReview(
        AccessExamples.Received.AddDays(1), ReviewVerdict.Lawful, AccessExamples.Text, new(Vocabulary.CountryCode.Parse("NO"), "straffeprosessloven § 210")));

    /// <inheritdoc />
    bool ICommand<AccessRequest>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now)
    {
        var review = Review with { ReviewedAt = Review.ReviewedAt.ToUniversalTime() };
        return Repeat.Of(request.LegalReviews.FirstOrDefault(r => r.ReviewedAt == review.ReviewedAt), review)
            ?? Repeat.ForbiddenAt(request, review.ReviewedAt, now)
            // A third country's order carries a disclosure only by both steps, so a review that finds it lawful has taken them.
            ?? (request.IsFromThirdCountry && review.Verdict != ReviewVerdict.Unlawful && review.TwoSteps is not { AreTaken: true } ? Decision.Refuse(AccessRefusals.TwoStepsMissing)
                : Decision.Append(new AccessRequestReviewed(review)));
    }

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Review.TwoSteps?.Faults("/review/twoSteps") ?? [];
}

/// <summary>Records that costs were claimed from the authority.</summary>
/// <param name="ClaimedAt">When.</param>
/// <param name="MinorUnits">How much, in minor units of the currency.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record ClaimCosts(DateTimeOffset ClaimedAt, long MinorUnits, ImpersonalText Currency) : ICommand<AccessRequest>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ClaimCosts(AccessExamples.Received.AddDays(9), 120_000, "NOK");

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        Repeat.Of(request.CostClaims.FirstOrDefault(c => c.ClaimedAt == ClaimedAt), new CostClaim(ClaimedAt.ToUniversalTime(), MinorUnits, Currency))
        ?? Repeat.ForbiddenAt(request, ClaimedAt, now, evenWhenClosed: true) ?? Decision.Append(new AccessCostsClaimed(ClaimedAt.ToUniversalTime(), MinorUnits, Currency));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. MinorUnits < 0 ? [new Fault("/minorUnits", "must not be negative")] : Array.Empty<Fault>(),
        .. Currency.Value is not { Length: 3 } code || code.Any(c => c is < 'A' or > 'Z') ? [new Fault("/currency", "must be a code of ISO 4217")] : Array.Empty<Fault>(),
    ];
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/receipt-confirmations</c>.</summary>
public static class ConfirmReceiptEndpoint
{
    /// <summary>Records that the authority was told of the receipt.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/receipt-confirmations", OperationId = "confirmReceipt"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, ConfirmReceipt command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/scope</c>.</summary>
public static class EstablishScopeEndpoint
{
    /// <summary>Establishes whom and what the request concerns.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/scope", OperationId = "establishScope"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, EstablishScope command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/authenticity-checks</c>.</summary>
public static class AuthenticateAuthorityEndpoint
{
    /// <summary>Records whether the authority is who it says it is.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/authenticity-checks", OperationId = "authenticateAuthority"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, AuthenticateAuthority command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/legal-reviews</c>.</summary>
public static class ReviewRequestEndpoint
{
    /// <summary>Records counsel's review of the request's lawfulness.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/legal-reviews", OperationId = "reviewAccessRequest"), AllowedTo(Role.Counsel)]
    public static Task<IResult> Post(Guid id, ReviewRequest command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/cost-claims</c>.</summary>
public static class ClaimCostsEndpoint
{
    /// <summary>Records that costs were claimed.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/cost-claims", OperationId = "claimCosts"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, ClaimCosts command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}
