using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>States that data are affected, and in which role the organisation holds them. Stated again under the same name, it takes the earlier statement's place.</summary>
/// <param name="Dataset">Which data.</param>
public sealed record StateAffectedDataset(AffectedDataset Dataset) : ICommand<Breach>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new StateAffectedDataset(new AffectedDataset("payroll data of customers", BreachRole.Processor, "Payslips and their bases.", ["payroll"]));

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        breach.Datasets.Any(d => RegisterJson.SayTheSame(d, Dataset)) ? Decision.AlreadyDone
        : breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
        : Decision.Append(new DatasetAffected(Dataset));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
        Dataset.Faults("/dataset");
}

/// <summary><c>POST /v1/{org}/breaches/{id}/datasets</c>.</summary>
public static class StateAffectedDatasetEndpoint
{
    /// <summary>States that a dataset is affected.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/datasets", OperationId = "stateAffectedDataset"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, StateAffectedDataset command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
