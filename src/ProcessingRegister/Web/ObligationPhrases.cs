namespace ProcessingRegister.Web;

/// <summary>The words of the register of obligations.</summary>
internal static class ObligationPhrases
{
    public static (string Key, string En, string Nb)[] All { get; } =
    [
        ("navObligations", "What is due", "Frister"),
        ("obligations", "What is due", "Frister og plikter"),
        ("obligationsLead", "What is owed by law or by contract, from every register, what is overdue first.",
            "Det som skal gjøres etter lov eller avtale, fra alle registrene, det som har forfalt først."),
        ("noObligations", "Nothing is owed.", "Ingenting skal gjøres."),
        ("obligationCounts", "Overdue: {0}. Open: {1}, of which {2} within 24 hours. Not due yet: {3}.", "Forfalt: {0}. Åpne: {1}, hvorav {2} innen 24 timer. Ikke aktuelle ennå: {3}."),
        ("obligation", "What", "Hva"),
        ("obligationState", "State", "Status"),
        ("obligationTarget", "Work to", "Bør gjøres innen"),
        ("obligationLimit", "At the latest", "Siste frist"),
        ("obligationParties", "Who, to whom", "Hvem, overfor hvem"),
        ("obligationRecord", "Concerns", "Gjelder"),
        ("withoutUndueDelay", "without undue delay", "uten ugrunnet opphold"),
        ("howComputed", "How it is computed", "Slik er fristen regnet ut"),
        ("downloadObligations", "Download as CSV", "Last ned som CSV"),
        ("downloadCalendar", "As a calendar file", "Som kalenderfil"),
        ("calendarText", "Work to {0}. At the latest {1}.", "Bør gjøres innen {0}. Siste frist {1}."),
        ("DutyParty.keeper", "the organisation", "virksomheten"),
        ("DutyParty.controller", "the controller", "den behandlingsansvarlige"),
        ("DutyParty.processor", "the processor", "databehandleren"),
        ("DutyParty.supervisoryAuthority", "the supervisory authority", "tilsynsmyndigheten"),
        ("DutyParty.dataSubjects", "the data subjects", "de registrerte"),
        ("DutyParty.requestingAuthority", "the authority that asks", "myndigheten som ber om opplysninger"),
        ("duty.law.notKnown", "The law for this record is not known here: look at it", "Retten for denne saken er ikke kjent her: se på den"),
    ];
}
