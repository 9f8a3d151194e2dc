using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>Enters a letter to or from the supervisory authority. Letters come after the end, too.</summary>
/// <param name="Reference">What the letter is called, unique within the breach.</param>
/// <param name="Direction">Which way it went.</param>
/// <param name="ExchangedAt">When it was received or sent.</param>
/// <param name="Summary">What it says.</param>
/// <param name="AnswerBy">By when the authority wants an answer.</param>
/// <param name="Answers">The letter received that this one answers.</param>
/// <param name="Document">The letter itself, by its digest.</param>
public sealed record EnterCorrespondence(
    ImpersonalText Reference, CorrespondenceDirection Direction, DateTimeOffset ExchangedAt, PersonalText Summary, DateTimeOffset? AnswerBy = null,
    ImpersonalText? Answers = null, Attachment? Document = null)
    : ICommand<Breach>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new EnterCorrespondence(
        "20/01234-2", CorrespondenceDirection.Received, BreachExamples.Detected.AddDays(5), new("Asks which measures were in place."), BreachExamples.Detected.AddDays(19));

    /// <inheritdoc />
    bool ICommand<Breach>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        Again.Of(breach.Correspondence.FirstOrDefault(c => c.Reference == Reference), Letter, BreachRefusals.CorrespondenceRecordedOtherwise)
        ?? (ExchangedAt > now.Instant ? Decision.Refuse(BreachRefusals.NotYetHappened)
            : Answers is not null && !breach.Correspondence.Any(c => c.Reference == Answers && c.Direction == CorrespondenceDirection.Received)
                ? Decision.Refuse(BreachRefusals.NothingToAnswer)
            : Decision.Append(new CorrespondenceEntered(Reference, Direction, Letter.ExchangedAt, Summary, Letter.AnswerBy, Answers, Document)));

    private Correspondence Letter => new(Reference, Direction, ExchangedAt.ToUniversalTime(), Summary, AnswerBy?.ToUniversalTime(), Answers, Document);

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Direction == CorrespondenceDirection.Sent && AnswerBy is not null ? [new Fault("/answerBy", "must be given for a letter received only")] : Array.Empty<Fault>(),
        .. Direction == CorrespondenceDirection.Received && Answers is not null ? [new Fault("/answers", "must be given for a letter sent only")] : Array.Empty<Fault>(),
        .. AnswerBy < ExchangedAt ? [new Fault("/answerBy", "must not be before exchangedAt")] : Array.Empty<Fault>(),
        .. Document?.Faults("/document") ?? [],
    ];
}

/// <summary><c>POST /v1/{org}/breaches/{id}/correspondence</c>.</summary>
public static class EnterCorrespondenceEndpoint
{
    /// <summary>Enters a letter to or from the authority.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/correspondence", OperationId = "enterCorrespondence"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, EnterCorrespondence command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
