using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.ProcessingActivities;

/// <summary>Enters a processing activity in the record, Art. 30(1) or (2).</summary>
/// <param name="Reference">A short name that is the organisation's own and unique among its activities, such as <c>customer-support</c>.</param>
/// <param name="Role">Whether the organisation carries it out as controller or as processor.</param>
/// <param name="Content">What the record says.</param>
/// <param name="EffectiveFrom">From when on it holds; today when absent.</param>
public sealed record RegisterProcessingActivity(ImpersonalText Reference, ProcessingRole Role, ActivityContent Content, DateOnly? EffectiveFrom = null)
    : ICreation<ProcessingActivity>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RegisterProcessingActivity("customer-support", ProcessingRole.Controller, ActivityExamples.Support, new DateOnly(2026, 1, 1));

    string ICreation<ProcessingActivity>.Identity => Reference.Value.Trim().Normalize().ToUpperInvariant();

    Refusal ICreation<ProcessingActivity>.AlreadyExists => ActivityRefusals.AlreadyRegistered;

    /// <inheritdoc />
    public Decision Decide(Moment now) => Decision.Append(new ProcessingActivityRegistered(Reference, Role, EffectiveFrom ?? now.Today, Content));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Content.Faults("/content", Role);
}

/// <summary><c>POST /v1/{org}/processing-activities</c>.</summary>
public static class RegisterProcessingActivityEndpoint
{
    /// <summary>Registers a processing activity.</summary>
    [WolverinePost("/v1/{org}/processing-activities", OperationId = "registerProcessingActivity"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(RegisterProcessingActivity command, IDocumentSession session, HttpContext http) => session.Create(command, http);
}
