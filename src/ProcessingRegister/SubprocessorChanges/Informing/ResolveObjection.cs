using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>Records what came of a controller's objection.</summary>
/// <param name="Agreement">The agreement with the controller.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="ResolvedAt">When that was settled; now when absent.</param>
/// <param name="TerminatedOn">The first day without the agreement, where it ends because of the objection. That it ends is recorded with the agreement.</param>
/// <param name="Explanation">What was agreed.</param>
public sealed record ResolveObjection(
    Guid Agreement, ObjectionOutcome Outcome, DateTimeOffset? ResolvedAt = null, DateOnly? TerminatedOn = null, PersonalText? Explanation = null)
    : ICommand<ChangeNotice>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ResolveObjection(
        ChangeExamples.AnAgreement, ObjectionOutcome.AlternativeOffered, ChangeExamples.Announced.AddDays(29), Explanation: new("Cases of this customer stay with the own help desk."));

    // The number of the objection, from the address.
    internal int Number { get; init; } = 1;

    /// <inheritdoc />
    bool ICommand<ChangeNotice>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(ChangeNotice notice, Moment now) =>
        notice.Objections.FirstOrDefault(o => o.Number == Number) is not { } objection ? Decision.Refuse(NoticeRefusals.NoSuchObjection)
        : objection.Resolution is { } earlier
            ? RegisterJson.SayTheSame(earlier, new(Outcome, ResolvedAt?.ToUniversalTime() ?? earlier.ResolvedAt, TerminatedOn, Explanation))
                ? Decision.AlreadyDone : Decision.Refuse(NoticeRefusals.ResolvedOtherwise)
        : ResolvedAt > now.Instant ? Decision.Refuse(ChangeRefusals.NotYetHappened)
        : (ResolvedAt ?? now.Instant) < objection.ReceivedAt ? Decision.Refuse(NoticeRefusals.ResolvedBeforeReceived)
        : Decision.Append(new ObjectionResolved(Number, Outcome, (ResolvedAt ?? now.Instant).ToUniversalTime(), TerminatedOn, Explanation));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => (Outcome == ObjectionOutcome.AgreementTerminated) != (TerminatedOn is not null)
        ? [new("/terminatedOn", "must be given exactly when outcome is agreementTerminated")] : [];
}

/// <summary><c>POST /v1/{org}/subprocessor-changes/{id}/objections/{n}/resolution</c>.</summary>
public static class ResolveObjectionEndpoint
{
    /// <summary>Records what came of the controller's objection of this number.</summary>
    [WolverinePost("/v1/{org}/subprocessor-changes/{id}/objections/{n}/resolution", OperationId = "resolveObjection"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, int n, ResolveObjection command, IDocumentSession session, HttpContext http) =>
        session.Decide(NoticeIds.Of(id, command.Agreement), command with { Number = n }, http);
}
