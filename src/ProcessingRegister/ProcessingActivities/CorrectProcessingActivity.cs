using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.ProcessingActivities;

/// <summary>Puts right what an earlier statement said. The statement stands as it was recorded; the correction stands beside it, with its reason.</summary>
/// <param name="Corrects">The event that was wrong; the record's history names it.</param>
/// <param name="Content">All that it should have said.</param>
/// <param name="Reason">What was wrong, and why.</param>
/// <param name="EffectiveFrom">From when on it should have held; as before when absent.</param>
public sealed record CorrectProcessingActivity(Guid Corrects, ActivityContent Content, PersonalText Reason, DateOnly? EffectiveFrom = null)
    : ICommand<ProcessingActivity>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new CorrectProcessingActivity(
        new Guid("01a20474-956f-7a5f-8f21-4b8fcf84c17f"), ActivityExamples.Support, new PersonalText("The purpose was misspelt."));

    /// <inheritdoc />
    bool ICommand<ProcessingActivity>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(ProcessingActivity activity, Moment now)
    {
        var statements = activity.ContentStatements.ToList();
        var at = statements.FindIndex(s => s.EventId == Corrects);
        if (at < 0)
            return Decision.Refuse(ActivityRefusals.NothingToCorrect);
        var from = EffectiveFrom ?? activity.EffectOf(statements[at]);
        var said = activity.StatesNow(Corrects) ? (activity.Content, activity.EffectiveFrom)
            : activity.CorrectedStatements.FirstOrDefault(c => c.EventId == Corrects) is { } corrected ? (corrected.Content, corrected.EffectiveFrom)
            : (null, default(DateOnly));
        return from == said.Item2 && RegisterJson.SayTheSame(Content, said.Item1) ? Decision.AlreadyDone
            : (at > 0 && from < activity.EffectOf(statements[at - 1])) || (at + 1 < statements.Count && from > activity.EffectOf(statements[at + 1])) || from > activity.EndedOn
                ? Decision.Refuse(ActivityRefusals.CorrectionOutOfOrder)
            : Content.DeniesWhatAlwaysApplies(activity.Role) ? Decision.Refuse(ActivityRefusals.AlwaysApplies)
            : Decision.Append(new ProcessingActivityCorrected(Corrects, from, Content, Reason));
    }

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Content.Faults("/content", role: null);
}

/// <summary><c>POST /v1/{org}/processing-activities/{id}/corrections</c>.</summary>
public static class CorrectProcessingActivityEndpoint
{
    /// <summary>Corrects a statement about a processing activity.</summary>
    [WolverinePost("/v1/{org}/processing-activities/{id}/corrections", OperationId = "correctProcessingActivity"), AllowedTo(Role.Contributor, Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(Guid id, CorrectProcessingActivity command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
