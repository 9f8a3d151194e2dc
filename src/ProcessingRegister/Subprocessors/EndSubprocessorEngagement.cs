using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors;

/// <summary>Records that a subprocessor is in use no longer. It stays on record, and can be engaged again.</summary>
/// <param name="EndedOn">The first day without it; today when absent.</param>
/// <param name="Reason">Why.</param>
public sealed record EndSubprocessorEngagement(DateOnly? EndedOn = null, PersonalText? Reason = null) : ICommand<Subprocessor>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new EndSubprocessorEngagement(new DateOnly(2026, 12, 31), new("The help desk was moved to another party."));

    /// <inheritdoc />
    public Decision Decide(Subprocessor subprocessor, Moment now) => subprocessor.Engagements switch
    {
        [.., { To: { } gone }] when (EndedOn ?? gone) == gone => Decision.AlreadyDone,
        [.., { To: null } present] => (EndedOn ?? now.Today) < present.From ? Decision.Refuse(SubprocessorRefusals.EndsBeforeItBegins)
            : Decision.Append(new SubprocessorEngagementEnded(EndedOn ?? now.Today, Reason)),
        _ => Decision.Refuse(SubprocessorRefusals.NotEngaged),
    };
}

/// <summary><c>POST /v1/{org}/subprocessors/{id}/end</c>.</summary>
public static class EndSubprocessorEngagementEndpoint
{
    /// <summary>Records that a subprocessor is in use no longer.</summary>
    [WolverinePost("/v1/{org}/subprocessors/{id}/end", OperationId = "endSubprocessorEngagement"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, EndSubprocessorEngagement command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
