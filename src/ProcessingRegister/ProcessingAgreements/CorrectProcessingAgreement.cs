using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.ProcessingAgreements;

/// <summary>Puts right what an earlier statement said. The statement stands as it was recorded; the correction stands beside it, with its reason.</summary>
/// <param name="Corrects">The event that was wrong; the record's history names it.</param>
/// <param name="Content">All that it should have said.</param>
/// <param name="Reason">What was wrong, and why.</param>
/// <param name="EffectiveFrom">From when on it should have held; as before when absent.</param>
public sealed record CorrectProcessingAgreement(Guid Corrects, AgreementContent Content, PersonalText Reason, DateOnly? EffectiveFrom = null)
    : ICommand<ProcessingAgreement>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example =>
        new CorrectProcessingAgreement(new Guid("0197c1f2-6b7a-7c3e-9a53-2f1c5d8e4b60"), AgreementExamples.Payroll, new("The version of the agreement was mistyped."));

    /// <inheritdoc />
    bool ICommand<ProcessingAgreement>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(ProcessingAgreement agreement, Moment now)
    {
        var statements = agreement.ContentStatements.ToList();
        var at = statements.FindIndex(s => s.EventId == Corrects);
        if (at < 0)
            return Decision.Refuse(AgreementRefusals.NothingToCorrect);
        var from = EffectiveFrom ?? agreement.EffectOf(statements[at]);
        var said = agreement.StatesNow(Corrects) ? (agreement.Content, agreement.EffectiveFrom)
            : agreement.CorrectedStatements.FirstOrDefault(c => c.EventId == Corrects) is { } corrected ? (corrected.Content, corrected.EffectiveFrom)
            : (null, default(DateOnly));
        return from == said.Item2 && RegisterJson.SayTheSame(Content, said.Item1) ? Decision.AlreadyDone
            : (at > 0 && from < agreement.EffectOf(statements[at - 1])) || (at + 1 < statements.Count && from > agreement.EffectOf(statements[at + 1])) || from > agreement.EndedOn
                ? Decision.Refuse(AgreementRefusals.CorrectionOutOfOrder)
            : Decision.Append(new ProcessingAgreementCorrected(Corrects, from, Content, Reason));
    }

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Content.Faults("/content");
}

/// <summary><c>POST /v1/{org}/processing-agreements/{id}/corrections</c>.</summary>
public static class CorrectProcessingAgreementEndpoint
{
    /// <summary>Corrects a statement about a processing agreement.</summary>
    [WolverinePost("/v1/{org}/processing-agreements/{id}/corrections", OperationId = "correctProcessingAgreement"), AllowedTo(Role.Contributor, Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(Guid id, CorrectProcessingAgreement command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
