using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.ProcessingAgreements;

/// <summary>Says what the agreement sets out from a day on: a new version, a new name of the controller, other services.</summary>
/// <param name="Content">All that it says from then on.</param>
/// <param name="EffectiveFrom">From when on it holds; today when absent.</param>
/// <param name="Reason">Why it changed.</param>
public sealed record AmendProcessingAgreement(AgreementContent Content, DateOnly? EffectiveFrom = null, PersonalText? Reason = null)
    : ICommand<ProcessingAgreement>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new AmendProcessingAgreement(AgreementExamples.Payroll, new DateOnly(2026, 6, 1), new("The controller has a new name."));

    /// <inheritdoc />
    bool ICommand<ProcessingAgreement>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(ProcessingAgreement agreement, Moment now) =>
        agreement.EndedOn is not null ? Decision.Refuse(AgreementRefusals.Ended)
        : RegisterJson.SayTheSame(agreement.Content, Content) && (EffectiveFrom ?? agreement.EffectiveFrom) == agreement.EffectiveFrom ? Decision.AlreadyDone
        : (EffectiveFrom ?? now.Today) < agreement.EffectiveFrom ? Decision.Refuse(AgreementRefusals.TakesEffectBeforeLatest)
        : Decision.Append(new ProcessingAgreementAmended(EffectiveFrom ?? now.Today, Content, Reason));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Content.Faults("/content");
}

/// <summary><c>POST /v1/{org}/processing-agreements/{id}/amendments</c>.</summary>
public static class AmendProcessingAgreementEndpoint
{
    /// <summary>Amends a processing agreement.</summary>
    [WolverinePost("/v1/{org}/processing-agreements/{id}/amendments", OperationId = "amendProcessingAgreement"), AllowedTo(Role.Contributor, Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(Guid id, AmendProcessingAgreement command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
