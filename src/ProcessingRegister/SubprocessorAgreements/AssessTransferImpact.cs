using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>Records an assessment of the laws and practices of a third country to which data go under a contract (rule 6.3).</summary>
/// <param name="Assessment">The assessment.</param>
public sealed record AssessTransferImpact(ImpactAssessment Assessment) : ICommand<SubprocessorAgreement>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new AssessTransferImpact(SubprocessorAgreementExamples.Assessment);

    /// <inheritdoc />
    public Decision Decide(SubprocessorAgreement agreement, Moment now) =>
        agreement.Assessments.FirstOrDefault(a => a.Reference == Assessment.Reference) is { } recorded
            ? RegisterJson.SayTheSame(recorded, Assessment) ? Decision.AlreadyDone : Decision.Refuse(SubprocessorAgreementRefusals.AssessedOtherwise)
        : Assessment.AssessedOn > now.Today ? Decision.Refuse(SubprocessorAgreementRefusals.NotYetHappened)
        : Decision.Append(new TransferImpactAssessed(Assessment));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Assessment.Faults("/assessment");
}

/// <summary><c>POST /v1/{org}/subprocessor-agreements/{id}/impact-assessments</c>.</summary>
public static class AssessTransferImpactEndpoint
{
    /// <summary>Records a transfer impact assessment.</summary>
    [WolverinePost("/v1/{org}/subprocessor-agreements/{id}/impact-assessments", OperationId = "assessTransferImpact"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, AssessTransferImpact command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
