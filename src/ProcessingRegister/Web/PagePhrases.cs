namespace ProcessingRegister.Web;

/// <summary>The words of the pages themselves: navigation, times, sign-in.</summary>
internal static class PagePhrases
{
    public static (string Key, string En, string Nb)[] All { get; } =
    [
        ("register", "ProcessingRegister", "ProcessingRegister"),
        ("skip", "Skip to the content", "Hopp til innholdet"),
        ("sections", "Sections of the register", "Deler av protokollen"),
        ("language", "Norsk", "English"),
        ("signOut", "Sign out", "Logg ut"),
        ("organisations", "Your organisations", "Dine virksomheter"),
        ("organisationsLead", "The registers that you may read.", "Registrene du har tilgang til."),
        ("noOrganisations", "You hold no role in any organisation yet. An administrator of the organisation can give you one.",
            "Du har ennå ingen rolle i noen virksomhet. En administrator i virksomheten kan gi deg en."),
        ("yourRoles", "Your roles", "Dine roller"),

        ("navProcessor", "As processor", "Som databehandler"),
        ("navController", "As controller", "Som behandlingsansvarlig"),
        ("navActivities", "Activities", "Behandlingsaktiviteter"),
        ("navAgreements", "Agreements", "Databehandleravtaler"),
        ("navCompleteness", "What is missing", "Mangler"),

        ("view", "Which day the record is shown for", "Hvilken dag protokollen vises for"),
        ("asOf", "As the record stood on", "Slik protokollen sto den"),
        ("asOfHelp", "What had been recorded by the end of that day", "Det som var registrert ved utgangen av dagen"),
        ("validAt", "In effect on", "Gjeldende den"),
        ("validAtHelp", "What applied on that day", "Det som gjaldt den dagen"),
        ("show", "Show", "Vis"),
        ("now", "Back to the present", "Tilbake til nåtid"),
        ("stoodNow", "The record as it stands now, {0}", "Protokollen slik den er nå, {0}"),
        ("stoodDay", "The record as it stood at the end of {0}", "Protokollen slik den sto ved utgangen av {0}"),
        ("stoodInstant", "The record as it stood on {0} at {1}", "Protokollen slik den sto {0} klokken {1}"),
        ("effectOn", ", showing what was in effect on {0}.", ", med det som gjaldt {0}."),
        ("wrongDay", "“{0}” is not a date that can be read. Write year, month and day, such as 2026-03-01. Nothing is shown until the date is mended.",
            "«{0}» kan ikke leses som en dato. Skriv år, måned og dag, for eksempel 2026-03-01. Ingenting vises før datoen er rettet."),
        ("futureDay", "“{0}” lies in the future. How the record will stand then is not known; choose today or an earlier day.",
            "«{0}» ligger fram i tid. Hvordan protokollen vil stå da, er ikke kjent; velg dagens dato eller en tidligere."),
        ("repeatedDay", "A date was given more than once. Give each date once.", "En dato er oppgitt mer enn én gang. Oppgi hver dato én gang."),

        ("next", "Next page", "Neste side"),
        ("first", "First page", "Første side"),
        ("pages", "Pages of the list", "Sider i listen"),
        ("download", "Download as CSV", "Last ned som CSV"),
        ("none", "Nothing is on record here.", "Her er ingenting registrert."),

        ("signedOut", "You are not signed in", "Du er ikke logget inn"),
        ("signInAdvice", "Open a sign-in link to go on. The program prints one when it starts; each works once, within a quarter of an hour.",
            "Åpne en innloggingslenke for å fortsette. Programmet skriver ut en når det starter; hver lenke virker én gang, innen et kvarter."),
        ("forbidden", "You may not see this", "Du har ikke tilgang til dette"),
        ("forbiddenAdvice", "The link was used already or has expired, or none of your roles in this organisation allows it.",
            "Lenken er brukt eller utløpt, eller ingen av rollene dine i virksomheten gir tilgang."),
        ("notFoundTitle", "Not found", "Finnes ikke"),
        ("notFoundAdvice", "There is no such page or record, or none that you may see.", "Siden eller oppføringen finnes ikke, eller du har ikke tilgang til den."),
        ("notFoundThen", "On the chosen days there was no such record.", "De valgte dagene fantes det ingen slik oppføring."),
        ("malformed", "The address cannot be understood", "Adressen kan ikke forstås"),
        ("failed", "This did not work", "Dette gikk ikke"),
        ("failedAdvice", "The request could not be answered. Nothing was changed.", "Forespørselen kunne ikke besvares. Ingenting ble endret."),
    ];
}
