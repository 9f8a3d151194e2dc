using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors;

/// <summary>Puts right what an earlier statement said of name, content or use. The statement stands as it was recorded; the correction stands beside it, with its reason.</summary>
/// <param name="Corrects">The event that was wrong; the record's history names it.</param>
/// <param name="Reason">What was wrong, and why.</param>
/// <param name="EffectiveFrom">From when on it should have held; as before when absent.</param>
/// <param name="Name">The name that a registration or a rename should have stated.</param>
/// <param name="Content">All that a registration or a revision should have said.</param>
public sealed record CorrectSubprocessor(Guid Corrects, PersonalText Reason, DateOnly? EffectiveFrom = null, ImpersonalText? Name = null, SubprocessorContent? Content = null)
    : ICommand<Subprocessor>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new CorrectSubprocessor(
        new Guid("0197c1f2-6b7a-7c3e-9a53-2f1c5d8e4b60"), new("The place of storage was mistyped."), Content: SubprocessorExamples.Hosting);

    /// <inheritdoc />
    bool ICommand<Subprocessor>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Subprocessor subprocessor, Moment now)
    {
        var stated = subprocessor.Stated.ToList();
        var at = stated.FindIndex(s => s.EventId == Corrects);
        if (at < 0 || stated[at].Aspect is StatedAspect.Merger or StatedAspect.OwnSubprocessors)
            return Decision.Refuse(SubprocessorRefusals.NothingToCorrect);
        var aspect = stated[at].Aspect;
        if (Name is null != aspect is not (StatedAspect.Registration or StatedAspect.Name) || Content is null != aspect is not (StatedAspect.Registration or StatedAspect.Content))
            return Decision.Refuse(SubprocessorRefusals.CorrectionOfAnotherKind);
        var from = EffectiveFrom ?? stated[at].Effect;
        return from == stated[at].Effect && IsSaidAlready(subprocessor, aspect, at == stated.FindLastIndex(s => s.Aspect is StatedAspect.Registration or StatedAspect.Content))
                ? Decision.AlreadyDone
            : !subprocessor.KeepsItsPlace(at, from) ? Decision.Refuse(SubprocessorRefusals.CorrectionOutOfOrder)
            : Decision.Append(new SubprocessorCorrected(Corrects, from, Name, Content, Reason));
    }

    // What a superseded statement said is known only by its last correction; what it said at first is not kept, and correcting it anew does no harm.
    private bool IsSaidAlready(Subprocessor subprocessor, StatedAspect aspect, bool isPresentContent) =>
        aspect is StatedAspect.Engagement or StatedAspect.EndOfEngagement
        || (subprocessor.CorrectedStatements.FirstOrDefault(c => c.EventId == Corrects) is { } said
            ? Name == said.Name && RegisterJson.SayTheSame(Content, isPresentContent ? subprocessor.Content : said.Content)
            : aspect == StatedAspect.Content && isPresentContent && RegisterJson.SayTheSame(Content, subprocessor.Content));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Content?.Faults("/content") ?? [];
}

/// <summary><c>POST /v1/{org}/subprocessors/{id}/corrections</c>.</summary>
public static class CorrectSubprocessorEndpoint
{
    /// <summary>Corrects a statement about a subprocessor.</summary>
    [WolverinePost("/v1/{org}/subprocessors/{id}/corrections", OperationId = "correctSubprocessor"), AllowedTo(Role.Contributor, Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(Guid id, CorrectSubprocessor command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
