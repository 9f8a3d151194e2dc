using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>Records a further version of a contract: an amendment, or a renewal, which runs longer.</summary>
/// <param name="Content">All that it says from then on.</param>
/// <param name="EffectiveFrom">From when on it holds; the day on which it was signed when absent.</param>
/// <param name="Reason">Why it changed.</param>
public sealed record AmendSubprocessorAgreement(SubprocessorAgreementContent Content, DateOnly? EffectiveFrom = null, PersonalText? Reason = null)
    : ICommand<SubprocessorAgreement>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new AmendSubprocessorAgreement(
        SubprocessorAgreementExamples.Hosting with { RunsUntil = new DateOnly(2029, 12, 31) }, new DateOnly(2026, 6, 1), new("Renewed for another two years."));

    /// <inheritdoc />
    bool ICommand<SubprocessorAgreement>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(SubprocessorAgreement agreement, Moment now)
    {
        var from = EffectiveFrom ?? Content.SignedOn;
        return agreement.EndedOn is not null ? Decision.Refuse(SubprocessorAgreementRefusals.Ended)
            : from == agreement.EffectiveFrom && RegisterJson.SayTheSame(agreement.Content, Content) ? Decision.AlreadyDone
            : Content.SignedOn > now.Today ? Decision.Refuse(SubprocessorAgreementRefusals.NotYetSigned)
            : from < agreement.EffectiveFrom ? Decision.Refuse(SubprocessorAgreementRefusals.TakesEffectBeforeLatest)
            : Content.RunsUntil < from ? Decision.Refuse(SubprocessorAgreementRefusals.EndsBeforeItTakesEffect)
            : Decision.Append(new SubprocessorAgreementAmended(from, Content, Reason));
    }

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Content.Faults("/content");
}

/// <summary><c>POST /v1/{org}/subprocessor-agreements/{id}/amendments</c>.</summary>
public static class AmendSubprocessorAgreementEndpoint
{
    /// <summary>Amends or renews a contract with a subprocessor.</summary>
    [WolverinePost("/v1/{org}/subprocessor-agreements/{id}/amendments", OperationId = "amendSubprocessorAgreement"), AllowedTo(Role.Contributor, Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(Guid id, AmendSubprocessorAgreement command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
