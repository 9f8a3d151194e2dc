using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>Records that notice was given of a contract. It stays on record, as ended from that day on.</summary>
/// <param name="EndedOn">The first day without it.</param>
/// <param name="By">Who gave notice.</param>
/// <param name="NoticeGivenOn">When; today when absent.</param>
/// <param name="Reason">Why.</param>
public sealed record TerminateSubprocessorAgreement(DateOnly EndedOn, TerminatingParty By, DateOnly? NoticeGivenOn = null, PersonalText? Reason = null)
    : ICommand<SubprocessorAgreement>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new TerminateSubprocessorAgreement(new DateOnly(2026, 12, 31), TerminatingParty.Organisation, new DateOnly(2026, 9, 1));

    /// <inheritdoc />
    public Decision Decide(SubprocessorAgreement agreement, Moment now) =>
        agreement.Termination is { } told
            ? (agreement.EndedOn, told.By) == (EndedOn, By) && (NoticeGivenOn ?? told.NoticeGivenOn) == told.NoticeGivenOn
                ? Decision.AlreadyDone : Decision.Refuse(SubprocessorAgreementRefusals.Ended)
        : NoticeGivenOn > now.Today ? Decision.Refuse(SubprocessorAgreementRefusals.NotYetHappened)
        : EndedOn < agreement.EffectiveFrom ? Decision.Refuse(SubprocessorAgreementRefusals.EndsBeforeItTakesEffect)
        : Decision.Append(new SubprocessorAgreementTerminated(EndedOn, By, NoticeGivenOn ?? now.Today, Reason));
}

/// <summary><c>POST /v1/{org}/subprocessor-agreements/{id}/termination</c>.</summary>
public static class TerminateSubprocessorAgreementEndpoint
{
    /// <summary>Terminates a contract with a subprocessor.</summary>
    [WolverinePost("/v1/{org}/subprocessor-agreements/{id}/termination", OperationId = "terminateSubprocessorAgreement"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, TerminateSubprocessorAgreement command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
