using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.ProcessingActivities;

/// <summary>Says what is processed, or how, from a day on. The record becomes unapproved.</summary>
/// <param name="Content">All that the record says from then on.</param>
/// <param name="EffectiveFrom">From when on it holds; today when absent.</param>
/// <param name="Reason">Why it changed.</param>
public sealed record ReviseProcessingActivity(ActivityContent Content, DateOnly? EffectiveFrom = null, PersonalText? Reason = null)
    : ICommand<ProcessingActivity>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ReviseProcessingActivity(
        ActivityExamples.Support with { Description = "Requests by e-mail, telephone and chat." }, new DateOnly(2026, 3, 1), new PersonalText("The chat was added."));

    /// <inheritdoc />
    bool ICommand<ProcessingActivity>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(ProcessingActivity activity, Moment now) =>
        activity.EndedOn is not null ? Decision.Refuse(ActivityRefusals.Ended)
        : RegisterJson.SayTheSame(activity.Content, Content) && (EffectiveFrom ?? activity.EffectiveFrom) == activity.EffectiveFrom ? Decision.AlreadyDone
        : (EffectiveFrom ?? now.Today) < activity.EffectiveFrom ? Decision.Refuse(ActivityRefusals.TakesEffectBeforeLatest)
        : Content.DeniesWhatAlwaysApplies(activity.Role) ? Decision.Refuse(ActivityRefusals.AlwaysApplies)
        : Decision.Append(new ProcessingActivityRevised(EffectiveFrom ?? now.Today, Content, Reason));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Content.Faults("/content", role: null);
}

/// <summary><c>POST /v1/{org}/processing-activities/{id}/revisions</c>.</summary>
public static class ReviseProcessingActivityEndpoint
{
    /// <summary>Revises a processing activity.</summary>
    [WolverinePost("/v1/{org}/processing-activities/{id}/revisions", OperationId = "reviseProcessingActivity"), AllowedTo(Role.Contributor, Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(Guid id, ReviseProcessingActivity command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
