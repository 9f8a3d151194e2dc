using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ProcessingRegister.Web;

/// <summary>
/// The words of the pages, in English and in Norwegian (bokmål). A word of the vocabulary that has no translation of its own is shown in English, as the
/// law's term taken apart.
/// </summary>
public static partial class Phrases
{
    /// <summary>The languages of the pages, the default first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "nb"];

    private static readonly FrozenDictionary<string, (string En, string Nb)> All = new Dictionary<string, (string, string)>
    {
        ["register"] = ("ProcessingRegister", "ProcessingRegister"),
        ["skip"] = ("Skip to the content", "Hopp til innholdet"),
        ["organisations"] = ("Organisations", "Virksomheter"),
        ["noOrganisations"] = ("You hold no role in any organisation yet.", "Du har ennå ingen rolle i noen virksomhet."),
        ["activities"] = ("Processing activities", "Behandlingsaktiviteter"),
        ["controllerRegister"] = ("Record of the controller, Art. 30(1)", "Protokoll som behandlingsansvarlig, art. 30 nr. 1"),
        ["processorRegister"] = ("Record of the processor, Art. 30(2)", "Protokoll som databehandler, art. 30 nr. 2"),
        ["completeness"] = ("What is missing", "Hva som mangler"),
        ["asOf"] = ("As the record stood on", "Slik protokollen var"),
        ["validAt"] = ("In effect on", "Gjeldende den"),
        ["show"] = ("Show", "Vis"),
        ["now"] = ("now", "nå"),
        ["name"] = ("Name", "Navn"),
        ["reference"] = ("Reference", "Referanse"),
        ["role"] = ("Role", "Rolle"),
        ["dataProtectionOfficer"] = ("Data protection officer", "Personvernombud"),
        ["reader"] = ("reader", "leser"),
        ["contributor"] = ("contributor", "bidragsyter"),
        ["counsel"] = ("counsel", "jurist"),
        ["auditor"] = ("auditor", "revisor"),
        ["admin"] = ("administrator", "administrator"),
        ["controller"] = ("Controller", "Behandlingsansvarlig"),
        ["processor"] = ("Processor", "Databehandler"),
        ["version"] = ("Version", "Versjon"),
        ["recordedAt"] = ("Recorded", "Registrert"),
        ["effectiveFrom"] = ("In effect from", "Gjelder fra"),
        ["endedOn"] = ("Ended", "Avsluttet"),
        ["approval"] = ("Approval", "Godkjenning"),
        ["approvedOn"] = ("Approved as version {0} on {1}", "Godkjent som versjon {0} den {1}"),
        ["unapproved"] = ("Not approved as it stands", "Ikke godkjent slik den er"),
        ["nextReview"] = ("Next review by", "Neste gjennomgang innen"),
        ["description"] = ("Description", "Beskrivelse"),
        ["services"] = ("Services", "Tjenester"),
        ["categoriesOfProcessing"] = ("Categories of processing", "Kategorier av behandling"),
        ["jointControllers"] = ("Joint controllers", "Felles behandlingsansvarlige"),
        ["purposes"] = ("Purposes", "Formål"),
        ["dataSubjects"] = ("Categories of data subjects", "Kategorier av registrerte"),
        ["dataCategories"] = ("Categories of personal data", "Kategorier av personopplysninger"),
        ["timeLimits"] = ("Time limits for erasure", "Frister for sletting"),
        ["recipients"] = ("Recipients", "Mottakere"),
        ["transfers"] = ("Transfers to third countries", "Overføringer til tredjeland"),
        ["securityMeasures"] = ("Security measures", "Sikkerhetstiltak"),
        ["systems"] = ("Systems", "Systemer"),
        ["sources"] = ("Sources", "Kilder"),
        ["storedIn"] = ("stored in", "lagret i"),
        ["accessedFrom"] = ("accessed from", "tilgang fra"),
        ["controllers"] = ("Controllers", "Behandlingsansvarlige"),
        ["missing"] = ("Missing", "Mangler"),
        ["provided"] = ("Provided", "Oppgitt"),
        ["notApplicable"] = ("Does not apply", "Ikke aktuelt"),
        ["notYetPossible"] = ("Not yet possible", "Ennå ikke mulig"),
        ["reviewBy"] = ("to be looked at again by", "vurderes på nytt innen"),
        ["erased"] = ("[erased]", "[slettet]"),
        ["history"] = ("History", "Historikk"),
        ["next"] = ("Next page", "Neste side"),
        ["none"] = ("Nothing here.", "Ingenting her."),
        ["keeper"] = ("Kept by", "Føres av"),
        ["dpo"] = ("Data protection officer", "Personvernombud"),
        ["representative"] = ("Representative", "Representant"),
        ["contact"] = ("Contact", "Kontakt"),
        ["download"] = ("Download as CSV", "Last ned som CSV"),
        ["signOut"] = ("Sign out", "Logg ut"),
        ["language"] = ("Norsk", "English"),
        ["signedOut"] = ("You are not signed in", "Du er ikke logget inn"),
        ["forbidden"] = ("You may not see this", "Du har ikke tilgang til dette"),
        ["malformed"] = ("The address or a date in it cannot be understood", "Adressen eller en dato i den kan ikke forstås"),
        ["failed"] = ("This did not work", "Dette gikk ikke"),
        ["signInAdvice"] = ("Ask for a new sign-in link; the program prints one when it starts. Each works once, within a quarter of an hour.",
            "Be om en ny innloggingslenke; programmet skriver ut en når det starter. Hver lenke virker én gang, innen et kvarter."),
        ["notFoundTitle"] = ("Not found", "Finnes ikke"),
    }.ToFrozenDictionary();

    /// <summary>The words of the request's language.</summary>
    public static string Say(string key, params object[] values) =>
        string.Format(CultureInfo.CurrentCulture, All.TryGetValue(key, out var said) ? IsNorwegian ? said.Nb : said.En : Apart(key), values);

    /// <summary>A term of the vocabulary in words.</summary>
    public static string Term(Enum term)
    {
        var key = char.ToLowerInvariant(term.ToString()[0]) + term.ToString()[1..];
        return All.ContainsKey(key) ? Say(key) : Apart(key);
    }

    /// <summary>Whether the request's language is Norwegian.</summary>
    public static bool IsNorwegian => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "nb" or "no" or "nn";

    private static string Apart(string key) => Capital().Replace(key, m => " " + m.Value.ToLowerInvariant());

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Capital();
}
