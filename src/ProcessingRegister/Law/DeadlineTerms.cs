namespace ProcessingRegister.Law;

/// <summary>What each rule asks, what sets its period running, and the names that explanations need.</summary>
internal static class DeadlineTerms
{
    public static (string Key, string En, string Nb)[] All { get; } =
    [
        ("DeadlineRule.breach.sa", "Notify the breach to the supervisory authority", "Meld bruddet til tilsynsmyndigheten"),
        ("DeadlineRule.dsr.answer", "Answer the data subject's request", "Besvar den registrertes anmodning"),
        ("DeadlineRule.dsr.answerExtended", "Answer the data subject's request, the period having been extended", "Besvar den registrertes anmodning etter forlenget frist"),
        ("DeadlineRule.dsr.extensionNotice", "Tell the data subject of the extension, with reasons", "Underrett den registrerte om forlengelsen, med begrunnelse"),
        ("DeadlineRule.dsr.refusal", "Tell the data subject why nothing is done", "Underrett den registrerte om hvorfor ingenting gjøres"),
        ("DeadlineRule.evidence.epoc", "Transmit the data ordered", "Overfør opplysningene som er pålagt utlevert"),
        ("DeadlineRule.evidence.epocNotified", "Hold the data ordered while the enforcing authority may refuse", "Hold opplysningene tilbake mens fullbyrdende myndighet kan avslå"),
        ("DeadlineRule.evidence.epocEmergency", "Transmit the data ordered in an emergency", "Overfør opplysningene i hastesaken"),
        ("DeadlineRule.evidence.epocObjection", "The enforcing authority may object", "Fullbyrdende myndighet kan komme med innsigelse"),
        ("DeadlineRule.evidence.epocClarification", "The issuing authority answers", "Utstedende myndighet svarer"),
        ("DeadlineRule.evidence.epocConflict", "Raise the conflict with the law of a third country", "Gjør gjeldende at pålegget strider mot et tredjelands rett"),
        ("DeadlineRule.evidence.preservation", "Preserve the data", "Oppbevar opplysningene"),
        ("DeadlineRule.evidence.preservationExtended", "Preserve the data, the order having been extended", "Oppbevar opplysningene etter forlenget pålegg"),
        ("DeadlineRule.dataAct.transition", "Complete the customer's switch", "Fullfør kundens bytte"),
        ("DeadlineRule.dataAct.retrieval", "Keep the customer's data retrievable", "La kunden kunne hente opplysningene sine"),
        ("DeadlineRule.dora.initial", "Send the initial notification of the major incident", "Send førstegangsvarsel om den alvorlige hendelsen"),
        ("DeadlineRule.dora.initialFromAwareness", "Send the initial notification of the major incident at the latest", "Send førstegangsvarsel om den alvorlige hendelsen senest"),
        ("DeadlineRule.dora.intermediate", "Send the intermediate report", "Send mellomrapporten"),
        ("DeadlineRule.dora.final", "Send the final report", "Send sluttrapporten"),
        ("DeadlineRule.nis2.earlyWarning", "Send the early warning", "Send tidlig varsel"),
        ("DeadlineRule.nis2.notification", "Send the incident notification", "Send hendelsesvarselet"),
        ("DeadlineRule.nis2.final", "Send the final report", "Send sluttrapporten"),
        ("DeadlineRule.retention.accounting.primary", "Keep accounts and vouchers", "Oppbevar regnskap og bilag"),
        ("DeadlineRule.retention.accounting.secondary", "Keep secondary accounting documentation", "Oppbevar sekundærdokumentasjon"),

        ("Anchor.controllerAware", "the controller's awareness of the breach", "den behandlingsansvarliges kjennskap til bruddet"),
        ("Anchor.requestReceived", "the receipt of the request", "mottaket av anmodningen"),
        ("Anchor.orderReceived", "the receipt of the order", "mottaket av pålegget"),
        ("Anchor.authorityNotifiedOfOrder", "the enforcing authority's being notified", "underretningen av fullbyrdende myndighet"),
        ("Anchor.authorityToldOfImpediment", "the issuing authority's being told", "underretningen av utstedende myndighet"),
        ("Anchor.switchingNoticeEnded", "the end of the notice to switch", "utløpet av varslingstiden for byttet"),
        ("Anchor.switchingTransitionEnded", "the end of the transition", "utløpet av overgangsperioden"),
        ("Anchor.incidentClassified", "the incident's being classified as major", "klassifiseringen av hendelsen som alvorlig"),
        ("Anchor.incidentAware", "awareness of the incident", "kjennskap til hendelsen"),
        ("Anchor.initialNotificationSent", "the initial notification", "førstegangsvarselet"),
        ("Anchor.intermediateReportSent", "the latest intermediate report", "den siste mellomrapporten"),
        ("Anchor.incidentNotificationSent", "the incident notification", "hendelsesvarselet"),

        ("place.EU", "the European Union", "Den europeiske union"),
        ("place.NO", "Norway", "Norge"),
        ("place.SE", "Sweden", "Sverige"),
        ("place.DK", "Denmark", "Danmark"),
        ("place.FI", "Finland", "Finland"),
        ("place.DE", "Germany", "Tyskland"),
        ("place.FR", "France", "Frankrike"),
        ("place.IE", "Ireland", "Irland"),

        ("weekday.saturday", "Saturday", "lørdag"),
        ("weekday.sunday", "Sunday", "søndag"),
    ];
}
