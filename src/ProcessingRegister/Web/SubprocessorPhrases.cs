namespace ProcessingRegister.Web;

/// <summary>The words of the pages about subprocessors.</summary>
internal static class SubprocessorPhrases
{
    public static (string Key, string En, string Nb)[] All { get; } =
    [
        ("navSubprocessors", "Subprocessors", "Underleverandører"),
        ("subprocessorsLead", "Other processors that the organisation engages, Art. 28(2) and (4), and parties that the customers chose themselves.",
            "Andre databehandlere som virksomheten engasjerer, artikkel 28 nr. 2 og 4, og parter som kundene selv har valgt."),
        ("subprocessorKind", "Kind", "Type"),
        ("SubprocessorKind.hosting", "Hosting", "Drift"),
        ("SubprocessorKind.development", "Development", "Utvikling"),
        ("SubprocessorKind.processingWithoutStorage", "Processing without storage", "Behandling uten lagring"),
        ("SubprocessorKind.processingWithStorage", "Processing with storage", "Behandling med lagring"),
        ("SubprocessorKind.thirdPartyChosenByCustomer", "Third party chosen by the customer, no subprocessor", "Tredjepart valgt av kunden, ikke underleverandør"),
        ("SubprocessorKind.customersOwnIntegration", "The customer's own integration, no subprocessor", "Kundens egen integrasjon, ikke underleverandør"),
        ("places", "Places", "Steder"),
        ("inUse", "In use", "I bruk"),
        ("notInUse", "Not in use", "Ikke i bruk"),
        ("everyService", "every service", "alle tjenester"),
        ("formerName", "Former name", "Tidligere navn"),
        ("mergedInto", "Merged into", "Fusjonert inn i"),
        ("absorbed", "Merged with it", "Fusjonert inn"),
        ("ownSubprocessors", "Its own subprocessors", "Egne underleverandører"),
        ("certificates", "Certificates", "Sertifikater"),
        ("certificate", "Certificate", "Sertifikat"),
        ("scope", "Scope", "Omfang"),
        ("issuer", "Issuer", "Utsteder"),
        ("validUntil", "Valid until", "Gyldig til"),
        ("subprocessor_registered", "Registered", "Registrert"),
        ("subprocessor_revised", "Revised", "Endret"),
        ("subprocessor_renamed", "Renamed", "Nytt navn"),
        ("subprocessor_corrected", "Corrected", "Rettet"),
        ("subprocessor_engaged", "Engaged", "Tatt i bruk"),
        ("subprocessor_engagement_ended", "Use ended", "Bruk avsluttet"),
        ("subprocessor_merged", "Merged into another", "Fusjonert inn i en annen"),
        ("subprocessor_absorbed", "Another merged into it", "En annen fusjonert inn"),
        ("own_subprocessor_added", "Own subprocessor added", "Egen underleverandør lagt til"),
        ("own_subprocessor_removed", "Own subprocessor removed", "Egen underleverandør fjernet"),
        ("certificate_recorded", "Certificate recorded", "Sertifikat registrert"),
        ("duty.subprocessor.certificate", "Obtain the renewed certificate", "Innhente fornyet sertifikat"),
        ("duty.subprocessor.agreement.renewal", "Renew the contract with the subprocessor", "Fornye avtalen med underdatabehandleren"),
        ("duty.subprocessor.tia.review", "Review the transfer impact assessment", "Gå gjennom vurderingen av overføringen på nytt"),
        ("duty.subprocessor.adequacy.sunset", "Find another ground before the adequacy decision runs out", "Finne et annet grunnlag før adekvansbeslutningen utløper"),
    ];
}
