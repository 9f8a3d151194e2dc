using ProcessingRegister.Decisions;

namespace ProcessingRegister.ProcessingAgreements;

/// <summary>How processing agreements take part in imports.</summary>
public static class AgreementImport
{
    /// <summary>
    /// The section <c>processingAgreements</c>: each item is a <see cref="ConcludeProcessingAgreement"/>, and amends the agreement of its controller.
    /// </summary>
    public static IImportable Section { get; } = Importable.Of<ProcessingAgreement, ConcludeProcessingAgreement>(
        "processingAgreements",
        item => ControllerIdentity.Of(item.Country, item.OrganisationNumber.Value!),
        (item, agreement, now) => new AmendProcessingAgreement(item.Content, item.EffectiveFrom).Decide(agreement, now))
    with
    {
        Columns =
        [
            new("country", "/country"),
            new("organisationNumber", "/organisationNumber"),
            new("effectiveFrom", "/effectiveFrom"),
            new("controllerName", "/content/controllerName"),
            new("services", "/content/services/*"),
        ],
    };
}
