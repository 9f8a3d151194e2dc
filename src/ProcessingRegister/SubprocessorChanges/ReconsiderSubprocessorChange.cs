using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>Puts otherwise what is intended. Once it was announced, another change has to be: what controllers were told cannot be unsaid.</summary>
/// <param name="IntendedFrom">The day from which it is intended.</param>
/// <param name="Content">What is intended.</param>
public sealed record ReconsiderSubprocessorChange(DateOnly IntendedFrom, ChangeContent Content) : ICommand<SubprocessorChange>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ReconsiderSubprocessorChange(new DateOnly(2026, 7, 1), ChangeExamples.Addition);

    /// <inheritdoc />
    public Decision Decide(SubprocessorChange change, Moment now) =>
        change.IntendedFrom == IntendedFrom && RegisterJson.SayTheSame(change.Content, Content) ? Decision.AlreadyDone
        : change.State != ChangeState.Intended ? Decision.Refuse(ChangeRefusals.AlreadyAnnounced)
        : Decision.Append(new SubprocessorChangeReconsidered(IntendedFrom, Content));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => [.. Content.Faults("/content"), .. DayOfEffect.Faults("/intendedFrom", IntendedFrom)];
}

/// <summary><c>POST /v1/{org}/subprocessor-changes/{id}/revisions</c>.</summary>
public static class ReconsiderSubprocessorChangeEndpoint
{
    /// <summary>Puts otherwise what is intended, before it is announced.</summary>
    [WolverinePost("/v1/{org}/subprocessor-changes/{id}/revisions", OperationId = "reconsiderSubprocessorChange"), AllowedTo(Role.Contributor, Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(Guid id, ReconsiderSubprocessorChange command, IDocumentSession session, RecordQueries records, HttpContext http) =>
        session.Reconsider(id, command, records, http);
}
