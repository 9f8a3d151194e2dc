namespace ProcessingRegister.Web;

/// <summary>What is owed because of a breach, by the code of the obligation: its name, and under <c>do</c> what is to be done next.</summary>
internal static class DutyPhrases
{
    public static (string Key, string En, string Nb)[] All { get; } =
    [
        ("duty.breach.sa", "Notify the supervisory authority", "Melde bruddet til tilsynsmyndigheten"),
        ("do.breach.sa", "File the notification with what is known now, and name what is still missing; it is told later, in phases. Do not wait for certainty.",
            "Send meldingen med det som er kjent nå, og oppgi hva som fortsatt mangler; resten meldes trinnvis. Ikke vent på full oversikt."),
        ("duty.breach.phases", "Tell the authority what was missing", "Ettersende det som manglet i meldingen"),
        ("do.breach.phases", "Follow up the notification with what its last part named as missing.", "Følg opp meldingen med det som den siste delen oppga som manglende."),
        ("duty.breach.controllers", "Find and notify the controllers concerned", "Finne og underrette de berørte behandlingsansvarlige"),
        ("do.breach.controllers", "Select the controllers whose data are affected, so that each is notified. Do not assess the risk for them first.",
            "Velg ut de behandlingsansvarlige som er berørt, slik at hver av dem underrettes. Ikke vurder risikoen for dem først."),
        ("duty.breach.communication", "Communicate the breach to the data subjects", "Underrette de registrerte om bruddet"),
        ("do.breach.communication", "Tell those concerned in plain language what happened, what may follow, what is done, and whom they can ask; or document why Art. 34(3) excepts it.",
            "Fortell de registrerte i et klart og enkelt språk hva som har skjedd, hva det kan føre til, hva som gjøres, og hvem de kan spørre; eller dokumenter hvorfor artikkel 34 nr. 3 gir unntak."),
        ("duty.breach.order", "Do what the authority ordered", "Etterkomme pålegget fra tilsynsmyndigheten"),
        ("do.breach.order", "Communicate the breach to the data subjects as the authority required, and record it.", "Underrett de registrerte slik tilsynsmyndigheten har pålagt, og registrer det."),
        ("duty.breach.answer", "Answer the authority", "Svare tilsynsmyndigheten"),
        ("do.breach.answer", "Answer the letter, and enter the answer under its reference.", "Besvar brevet, og før svaret inn under brevets referanse."),
        ("duty.breach.notice", "Notify the controller", "Underrette den behandlingsansvarlige"),
        ("do.breach.notice", "Send the notice to the contact that the agreement names, and see that it arrives.", "Send meldingen til kontakten som avtalen oppgir, og se til at den kommer fram."),
        ("duty.breach.noticeByContract", "Notify the controller within the hours agreed", "Underrette den behandlingsansvarlige innen avtalt frist"),
        ("do.breach.noticeByContract", "Send the notice within the hours that the agreement promises.", "Send meldingen innen antallet timer avtalen lover."),
        ("duty.breach.redelivery", "Send the controller the notice that came back again", "Sende meldingen som kom i retur, på nytt til den behandlingsansvarlige"),
        ("do.breach.redelivery", "Find out where the controller is reached, amend the agreement's contact and send again, or telephone and record it.",
            "Finn ut hvor den behandlingsansvarlige kan nås, endre kontakten i avtalen og send på nytt, eller ring og registrer det."),
        ("duty.dora.initial", "DORA: initial notification after classification", "DORA: førstegangsvarsel etter klassifisering"),
        ("do.dora.initial", "Send the initial notification of the major incident to the competent authority.", "Send førstegangsvarsel om den alvorlige hendelsen til vedkommende myndighet."),
        ("duty.dora.initialFromAwareness", "DORA: initial notification, at the latest after awareness", "DORA: førstegangsvarsel, senest etter kjennskap"),
        ("do.dora.initialFromAwareness", "Classify the incident, and if it is major send the initial notification; if it is not, withdraw the statement.",
            "Klassifiser hendelsen, og send førstegangsvarsel hvis den er alvorlig; hvis ikke, trekk oppføringen tilbake."),
        ("duty.dora.intermediate", "DORA: intermediate report", "DORA: mellomrapport"),
        ("do.dora.intermediate", "Send the intermediate report.", "Send mellomrapporten."),
        ("duty.dora.final", "DORA: final report", "DORA: sluttrapport"),
        ("do.dora.final", "Send the final report.", "Send sluttrapporten."),
        ("duty.nis2.earlyWarning", "NIS2: early warning", "NIS2: tidlig varsel"),
        ("do.nis2.earlyWarning", "Send the early warning: whether an unlawful or malicious act is suspected, and whether other countries may be affected.",
            "Send det tidlige varselet: om en ulovlig eller ondsinnet handling mistenkes, og om andre land kan være berørt."),
        ("duty.nis2.notification", "NIS2: incident notification", "NIS2: hendelsesvarsel"),
        ("do.nis2.notification", "Send the incident notification with a first assessment of severity and impact.", "Send hendelsesvarselet med en første vurdering av alvorlighet og virkning."),
        ("duty.nis2.final", "NIS2: final report", "NIS2: sluttrapport"),
        ("do.nis2.final", "Send the final report.", "Send sluttrapporten."),
    ];
}
