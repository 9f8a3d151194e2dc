using Marten;
using ProcessingRegister.Decisions;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors;

/// <summary>Records that a subprocessor is in use from a day on. That the controllers were informed beforehand, Art. 28(2), is recorded apart.</summary>
/// <param name="EffectiveFrom">The first day; today when absent.</param>
public sealed record EngageSubprocessor(DateOnly? EffectiveFrom = null) : ICommand<Subprocessor>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new EngageSubprocessor(new DateOnly(2026, 7, 1));

    /// <inheritdoc />
    public Decision Decide(Subprocessor subprocessor, Moment now) =>
        subprocessor.Engagements is [.., { To: null } present] && (EffectiveFrom ?? present.From) == present.From ? Decision.AlreadyDone
        : subprocessor.MergedInto is not null ? Decision.Refuse(SubprocessorRefusals.Merged)
        : subprocessor.Engagements is [.., { To: null }] ? Decision.Refuse(SubprocessorRefusals.AlreadyEngaged)
        : (EffectiveFrom ?? now.Today) < subprocessor.StartsOn ? Decision.Refuse(SubprocessorRefusals.TakesEffectBeforeStart)
        : subprocessor.Engagements is [.., { To: { } gone }] && (EffectiveFrom ?? now.Today) < gone ? Decision.Refuse(SubprocessorRefusals.EngagementOverlaps)
        : Decision.Append(On(EffectiveFrom ?? now.Today));

    /// <summary>The fact that it is in use from a day on.</summary>
    internal static object On(DateOnly day) => new SubprocessorEngaged(day);
}

/// <summary><c>POST /v1/{org}/subprocessors/{id}/engagement</c>.</summary>
public static class EngageSubprocessorEndpoint
{
    /// <summary>Records that a subprocessor is in use.</summary>
    [WolverinePost("/v1/{org}/subprocessors/{id}/engagement", OperationId = "engageSubprocessor"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, EngageSubprocessor command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
