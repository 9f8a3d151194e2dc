using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.ProcessingAgreements;

/// <summary>Records that the services came to their end, and what becomes of the data, Art. 28(3)(g). The agreement stays on record, as ended.</summary>
/// <param name="Choice">What the controller chose.</param>
/// <param name="EndedOn">The first day without services; today when absent.</param>
/// <param name="Reason">Why.</param>
public sealed record EndProcessingAgreement(DeletionOrReturn Choice, DateOnly? EndedOn = null, PersonalText? Reason = null)
    : ICommand<ProcessingAgreement>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new EndProcessingAgreement(DeletionOrReturn.Both, new DateOnly(2026, 12, 31));

    /// <inheritdoc />
    public Decision Decide(ProcessingAgreement agreement, Moment now) =>
        agreement.EndedOn is not null
            ? (EndedOn ?? agreement.EndedOn) == agreement.EndedOn && Choice == agreement.Choice ? Decision.AlreadyDone : Decision.Refuse(AgreementRefusals.Ended)
        : (EndedOn ?? now.Today) < agreement.EffectiveFrom ? Decision.Refuse(AgreementRefusals.EndsBeforeItTakesEffect)
        : Decision.Append(new ProcessingAgreementEnded(EndedOn ?? now.Today, Choice, Reason));
}

/// <summary><c>POST /v1/{org}/processing-agreements/{id}/end</c>.</summary>
public static class EndProcessingAgreementEndpoint
{
    /// <summary>Ends a processing agreement.</summary>
    [WolverinePost("/v1/{org}/processing-agreements/{id}/end", OperationId = "endProcessingAgreement"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, EndProcessingAgreement command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
