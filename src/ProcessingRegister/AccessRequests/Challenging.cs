using ProcessingRegister.AccessRequests.Files;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.AccessRequests;

/// <summary>Records that the request was challenged (SCC clause 15.2).</summary>
/// <param name="Reference">What the challenge is called, unique within the request.</param>
/// <param name="ChallengedAt">When.</param>
/// <param name="Forum">Before whom.</param>
/// <param name="Grounds">On which grounds.</param>
/// <param name="Suspends">Whether nothing is disclosed before it is decided.</param>
public sealed record ChallengeRequest(ImpersonalText Reference, DateTimeOffset ChallengedAt, ImpersonalText Forum, PersonalText Grounds, bool Suspends = true)
    : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ChallengeRequest("complaint-1", AccessExamples.Received.AddDays(3), "Oslo tingrett", AccessExamples.Text);

    /// <inheritdoc />
    bool ICommand<AccessRequest>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        Repeat.Of(request.Challenges.FirstOrDefault(c => c.Reference == Reference) is { } earlier ? earlier with { DecidedAt = null, Outcome = null } : null,
            new Challenge(Reference, ChallengedAt.ToUniversalTime(), Forum, Grounds, Suspends))
        ?? Repeat.ForbiddenAt(request, ChallengedAt, now)
        ?? Decision.Append(new AccessRequestChallenged(Reference, ChallengedAt.ToUniversalTime(), Forum, Grounds, Suspends));
}

/// <summary>Records how a challenge was decided.</summary>
/// <param name="Reference">Which one.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Outcome">How.</param>
public sealed record RecordChallengeOutcome(ImpersonalText Reference, DateTimeOffset DecidedAt, ChallengeOutcome Outcome) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordChallengeOutcome("complaint-1", AccessExamples.Received.AddDays(30), ChallengeOutcome.PartlyUpheld);

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.Challenges.FirstOrDefault(c => c.Reference == Reference) is not { } challenge ? Decision.Refuse(AccessRefusals.NoSuchReference)
        : challenge.DecidedAt is { } decided ? (decided, challenge.Outcome) == (DecidedAt, Outcome) ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.RecordedOtherwise)
        : Repeat.ForbiddenAt(request, DecidedAt, now, evenWhenClosed: true) ?? Decision.Append(new AccessChallengeDecided(Reference, DecidedAt.ToUniversalTime(), Outcome));
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/challenges</c>.</summary>
public static class ChallengeRequestEndpoint
{
    /// <summary>Records that the request was challenged.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/challenges", OperationId = "challengeAccessRequest"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, ChallengeRequest command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/challenge-outcomes</c>.</summary>
public static class RecordChallengeOutcomeEndpoint
{
    /// <summary>Records how a challenge was decided.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/challenge-outcomes", OperationId = "recordChallengeOutcome"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, RecordChallengeOutcome command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}
