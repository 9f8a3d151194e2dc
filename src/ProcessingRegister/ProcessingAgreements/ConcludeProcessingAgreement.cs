using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.ProcessingAgreements;

/// <summary>Records that a contract on processing was concluded with a controller, Art. 28(3).</summary>
/// <param name="Country">Where the controller is established.</param>
/// <param name="OrganisationNumber">Its number in that country's register of companies. Together they identify the controller, and are fixed.</param>
/// <param name="Content">What the agreement says.</param>
/// <param name="EffectiveFrom">The first day of the services; today when absent.</param>
public sealed record ConcludeProcessingAgreement(CountryCode Country, PersonalText OrganisationNumber, AgreementContent Content, DateOnly? EffectiveFrom = null)
    : ICreation<ProcessingAgreement>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ConcludeProcessingAgreement(CountryCode.Parse("NO"), new("987 654 321"), AgreementExamples.Payroll, new DateOnly(2026, 1, 1));

    string ICreation<ProcessingAgreement>.Identity => ControllerIdentity.Of(Country, OrganisationNumber.Value!);

    Refusal ICreation<ProcessingAgreement>.AlreadyExists => AgreementRefusals.AlreadyConcluded;

    /// <inheritdoc />
    public Decision Decide(Moment now) => Decision.Append(new ProcessingAgreementConcluded(Country, OrganisationNumber, EffectiveFrom ?? now.Today, Content));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. OrganisationNumber.Value!.Any(char.IsLetterOrDigit) ? Array.Empty<Fault>() : [new Fault("/organisationNumber", "must contain a letter or a digit")],
        .. Content.Faults("/content"),
    ];
}

/// <summary><c>POST /v1/{org}/processing-agreements</c>.</summary>
public static class ConcludeProcessingAgreementEndpoint
{
    /// <summary>Concludes a processing agreement.</summary>
    [WolverinePost("/v1/{org}/processing-agreements", OperationId = "concludeProcessingAgreement"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(ConcludeProcessingAgreement command, IDocumentSession session, HttpContext http) => session.Create(command, http);
}
