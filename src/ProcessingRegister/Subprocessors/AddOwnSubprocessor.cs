using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors;

/// <summary>Records that a subprocessor engages one of its own, Art. 28(4). Both are on record; none may come to be its own subprocessor, on any day.</summary>
/// <param name="Subprocessor">The record of the one that is engaged.</param>
/// <param name="EffectiveFrom">The first day; today when absent.</param>
public sealed record AddOwnSubprocessor(Guid Subprocessor, DateOnly? EffectiveFrom = null) : ICommand<Subprocessor>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new AddOwnSubprocessor(SubprocessorExamples.Another, new DateOnly(2026, 3, 1));

    /// <summary>Who engages whom at the moment of the decision; the register supplies it.</summary>
    internal OwnSubprocessorGraph Graph { get; init; } = new([]);

    /// <inheritdoc />
    public Decision Decide(Subprocessor subprocessor, Moment now)
    {
        var from = EffectiveFrom ?? now.Today;
        return subprocessor.OwnSubprocessors.LastOrDefault(o => o.Subprocessor == Subprocessor) is { To: null } present && (EffectiveFrom ?? present.From) == present.From
                ? Decision.AlreadyDone
            : subprocessor.MergedInto is not null ? Decision.Refuse(SubprocessorRefusals.Merged)
            : !Graph.Knows(Subprocessor) ? Decision.Refuse(SubprocessorRefusals.Unknown)
            : !subprocessor.Content.IsSubprocessor || !Graph.IsSubprocessor(Subprocessor) ? Decision.Refuse(SubprocessorRefusals.ChosenByCustomer)
            : Graph.IsMerged(Subprocessor) ? Decision.Refuse(SubprocessorRefusals.Merged)
            : from < subprocessor.StartsOn ? Decision.Refuse(SubprocessorRefusals.TakesEffectBeforeStart)
            : subprocessor.OwnSubprocessors.Any(o => o.Subprocessor == Subprocessor && !(o.To <= from)) ? Decision.Refuse(SubprocessorRefusals.EngagementOverlaps)
            : Graph.Reaches(Subprocessor, subprocessor.Id, from) ? Decision.Refuse(SubprocessorRefusals.WouldBeItsOwn)
            : Decision.Append(new OwnSubprocessorAdded(from, Subprocessor));
    }
}

/// <summary><c>POST /v1/{org}/subprocessors/{id}/own-subprocessors</c>.</summary>
public static class AddOwnSubprocessorEndpoint
{
    /// <summary>Records that a subprocessor engages one of its own.</summary>
    [WolverinePost("/v1/{org}/subprocessors/{id}/own-subprocessors", OperationId = "addOwnSubprocessor"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, AddOwnSubprocessor command, RecordQueries records, IDocumentSession session, HttpContext http) =>
        session.DecideInTurn(id, command, (own, graph) => own with { Graph = graph }, records, http);
}
