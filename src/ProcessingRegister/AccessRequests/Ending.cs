using ProcessingRegister.AccessRequests.Files;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.AccessRequests;

/// <summary>Refuses the request, on grounds of the closed list (Regulation (EU) 2023/1543, Annex III).</summary>
/// <param name="RefusedAt">When the authority was told.</param>
/// <param name="Grounds">On which grounds.</param>
/// <param name="Reasons">In words.</param>
public sealed record RefuseRequest(DateTimeOffset RefusedAt, IReadOnlyList<RefusalGround> Grounds, PersonalText Reasons) : ICommand<AccessRequest>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RefuseRequest(AccessExamples.Received.AddDays(4), [RefusalGround.InvalidIssuingAuthority], AccessExamples.Text);

    /// <inheritdoc />
    bool ICommand<AccessRequest>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        Ending.Of(request, new(RefusedAt.ToUniversalTime(), AccessOutcome.Rejected, [.. Grounds.Distinct().Order()], Reasons), now);

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Grounds.Count == 0 ? [new Fault("/grounds", "must not be empty")] : Array.Empty<Fault>(), .. Form.Size("/grounds", Grounds as System.Collections.ICollection),
    ];
}

/// <summary>Records that the authority was sent to the controller, as a processor does first.</summary>
/// <param name="RedirectedAt">When.</param>
/// <param name="Reasons">What it was told.</param>
public sealed record RedirectRequest(DateTimeOffset RedirectedAt, PersonalText? Reasons = null) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RedirectRequest(AccessExamples.Received.AddHours(6));

    /// <inheritdoc />
    bool ICommand<AccessRequest>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request is { IsClosed: false, ConcernedAgreements.Count: 0 } ? Decision.Refuse(AccessRefusals.NobodyToRedirectTo)
        : Ending.Of(request, new(RedirectedAt.ToUniversalTime(), AccessOutcome.RedirectedToCustomer, [], Reasons), now);
}

/// <summary>Records that the authority withdrew its request.</summary>
/// <param name="WithdrawnAt">When.</param>
/// <param name="Reasons">What it said.</param>
public sealed record RecordWithdrawal(DateTimeOffset WithdrawnAt, PersonalText? Reasons = null) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordWithdrawal(AccessExamples.Received.AddDays(2));

    /// <inheritdoc />
    bool ICommand<AccessRequest>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) => Ending.Of(request, new(WithdrawnAt.ToUniversalTime(), AccessOutcome.Withdrawn, [], Reasons), now);
}

/// <summary>Records that the organisation holds no such data, and that the authority was told.</summary>
/// <param name="FoundAt">When the authority was told.</param>
/// <param name="Searched">What was searched.</param>
public sealed record FindNoData(DateTimeOffset FoundAt, PersonalText Searched) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new FindNoData(AccessExamples.Received.AddDays(2), AccessExamples.Text);

    /// <inheritdoc />
    bool ICommand<AccessRequest>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) => Ending.Of(request, new(FoundAt.ToUniversalTime(), AccessOutcome.NoDataHeld, [], Searched), now);
}

/// <summary>Opens the request again: the authority asked once more, or a court decided otherwise.</summary>
/// <param name="ReopenedAt">When.</param>
/// <param name="Reason">Why.</param>
public sealed record ReopenRequest(DateTimeOffset ReopenedAt, PersonalText Reason) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ReopenRequest(AccessExamples.Received.AddDays(40), AccessExamples.Text);

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.Closures is [.., var last] && last.ReopenedAt == ReopenedAt ? Decision.AlreadyDone
        : !request.IsClosed ? Decision.Refuse(AccessRefusals.NotClosed)
        : Repeat.ForbiddenAt(request, ReopenedAt, now, evenWhenClosed: true) ?? Decision.Append(new AccessRequestReopened(ReopenedAt.ToUniversalTime(), Reason));
}

/// <summary>How a request ends, whatever the outcome.</summary>
internal static class Ending
{
    public static Decision Of(AccessRequest request, Closure end, Moment now) =>
        request.Closures is [.., { ReopenedAt: null } last] ? RegisterJson.SayTheSame(last, end) ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.Closed)
        : Repeat.ForbiddenAt(request, end.At, now)
            ?? (request.Disclosures.Count > 0 ? Decision.Refuse(AccessRefusals.AlreadyDisclosed)
                : Decision.Append(AccessFact.Ended(end)));
}

/// <summary>Records that nothing more is disclosed than was already: the request ends with that.</summary>
/// <param name="EndedAt">When.</param>
/// <param name="Outcome">Whether all that was sought was disclosed: <c>disclosedFull</c> or <c>disclosedPartial</c>.</param>
/// <param name="Grounds">On which grounds the rest was refused.</param>
/// <param name="Reasons">In words.</param>
public sealed record ConcludeDisclosure(DateTimeOffset EndedAt, AccessOutcome Outcome, IReadOnlyList<RefusalGround>? Grounds = null, PersonalText? Reasons = null)
    : ICommand<AccessRequest>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ConcludeDisclosure(AccessExamples.Received.AddDays(10), AccessOutcome.DisclosedPartial, [RefusalGround.NotHeld]);

    /// <inheritdoc />
    bool ICommand<AccessRequest>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now)
    {
        var end = new Closure(EndedAt.ToUniversalTime(), Outcome, [.. (Grounds ?? []).Distinct().Order()], Reasons);
        return request.Closures is [.., { ReopenedAt: null } last] ? RegisterJson.SayTheSame(last, end) ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.Closed)
            : Repeat.ForbiddenAt(request, end.At, now)
                ?? (request.Disclosures.Count == 0 ? Decision.Refuse(AccessRefusals.NothingDisclosed) : Decision.Append(AccessFact.Ended(end)));
    }

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Outcome is not (AccessOutcome.DisclosedFull or AccessOutcome.DisclosedPartial) ? [new Fault("/outcome", "must be disclosedFull or disclosedPartial")] : Array.Empty<Fault>(),
        .. Form.Size("/grounds", Grounds as System.Collections.ICollection),
    ];
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/refusals</c>.</summary>
public static class RefuseRequestEndpoint
{
    /// <summary>Refuses the request.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/refusals", OperationId = "refuseAccessRequest"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, RefuseRequest command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/redirections</c>.</summary>
public static class RedirectRequestEndpoint
{
    /// <summary>Records that the authority was sent to the controller.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/redirections", OperationId = "redirectAccessRequest"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, RedirectRequest command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/withdrawals</c>.</summary>
public static class RecordWithdrawalEndpoint
{
    /// <summary>Records that the authority withdrew its request.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/withdrawals", OperationId = "recordAccessWithdrawal"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, RecordWithdrawal command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/no-data-findings</c>.</summary>
public static class FindNoDataEndpoint
{
    /// <summary>Records that no such data are held.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/no-data-findings", OperationId = "findNoData"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, FindNoData command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/conclusion</c>.</summary>
public static class ConcludeDisclosureEndpoint
{
    /// <summary>Records that nothing more is disclosed.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/conclusion", OperationId = "concludeDisclosure"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, ConcludeDisclosure command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/reopening</c>.</summary>
public static class ReopenRequestEndpoint
{
    /// <summary>Opens the request again.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/reopening", OperationId = "reopenAccessRequest"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, ReopenRequest command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}
