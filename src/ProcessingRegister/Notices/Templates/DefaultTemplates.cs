using ProcessingRegister.Decisions;

namespace ProcessingRegister.Notices.Templates;

/// <summary>What a notice says: its subject and its text, each with places.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text.</param>
public sealed record TemplateWords(string Subject, string Body)
{
    /// <summary>Never the words, which an organisation may have written a name into.</summary>
    public override string ToString() => "[template]";
}

/// <summary>The templates that serve until an organisation writes its own.</summary>
public static class DefaultTemplates
{
    /// <summary>What stands for a value that is not known yet; Art. 33(4) lets it follow in phases.</summary>
    public static string Unknown(NoticeLanguage language) => language == NoticeLanguage.Nb ? "Ikke kjent ennå; det følger så snart vi vet mer." : "Not known yet; it follows as soon as we know more.";

    /// <summary>The template of a kind in a language.</summary>
    public static TemplateWords Of(NoticeKind kind, NoticeLanguage language) => (kind, language) switch
    {
        (NoticeKind.BreachNotice, NoticeLanguage.Nb) => new("{{organisation}}: melding om brudd på personopplysningssikkerheten ({{reference}})", """
            Til {{recipient}}

            {{organisation}} behandler personopplysninger på deres vegne. Vi melder herved fra om et brudd på personopplysningssikkerheten som berører
            opplysninger dere er behandlingsansvarlig for (personvernforordningen artikkel 33 nr. 2). Deres frist for å vurdere melding til tilsynsmyndigheten
            kan løpe fra dere får denne meldingen.

            Vår referanse: {{reference}}
            Vi ble kjent med bruddet: {{awareAt}}

            Hva som har skjedd
            {{nature}}

            Hvem og hvor mye som er berørt
            {{extent}}

            Sannsynlige konsekvenser
            {{consequences}}

            Tiltak som er truffet eller foreslått
            {{measures}}

            Kontaktpunkt
            {{contactPoint}}

            Vi sender mer så snart vi vet mer. Bekreft at meldingen er mottatt:
            {{acknowledgement}}
            """),
        (NoticeKind.BreachNotice, NoticeLanguage.En) => new("{{organisation}}: notice of a personal data breach ({{reference}})", """
            To {{recipient}}

            {{organisation}} processes personal data on your behalf. This is to notify you of a personal data breach that concerns data for which you are
            the controller (Article 33(2) GDPR). The time within which you may have to notify your supervisory authority can run from your receipt of this notice.

            Our reference: {{reference}}
            We became aware: {{awareAt}}

            What happened
            {{nature}}

            Whom and how much it concerns
            {{extent}}

            Likely consequences
            {{consequences}}

            Measures taken or proposed
            {{measures}}

            Contact point
            {{contactPoint}}

            We will send more as soon as we know more. Please confirm that you received this notice:
            {{acknowledgement}}
            """),
        (NoticeKind.BreachUpdate, NoticeLanguage.Nb) => new("{{organisation}}: mer om bruddet {{reference}}", """
            Til {{recipient}}

            Vi har tidligere meldt fra om et brudd på personopplysningssikkerheten, {{reference}}. Dette er nytt:

            {{news}}

            Kontaktpunkt: {{contactPoint}}

            Bekreft at meldingen er mottatt:
            {{acknowledgement}}
            """),
        (NoticeKind.BreachUpdate, NoticeLanguage.En) => new("{{organisation}}: more on the breach {{reference}}", """
            To {{recipient}}

            We notified you earlier of a personal data breach, {{reference}}. This is new:

            {{news}}

            Contact point: {{contactPoint}}

            Please confirm that you received this notice:
            {{acknowledgement}}
            """),
        (NoticeKind.BreachAllClear, NoticeLanguage.Nb) => new("{{organisation}}: bruddet {{reference}} er avsluttet", """
            Til {{recipient}}

            Behandlingen av bruddet {{reference}} er avsluttet hos oss.

            {{news}}

            Kontaktpunkt for spørsmål: {{contactPoint}}
            """),
        (NoticeKind.BreachAllClear, NoticeLanguage.En) => new("{{organisation}}: the breach {{reference}} is closed", """
            To {{recipient}}

            We have closed our handling of the breach {{reference}}.

            {{news}}

            Contact point for questions: {{contactPoint}}
            """),
        (NoticeKind.SubprocessorChange, NoticeLanguage.Nb) => new("{{organisation}}: varsel om endring av underdatabehandlere ({{reference}})", """
            Til {{recipient}}

            {{organisation}} behandler personopplysninger på deres vegne. Vi varsler herved om en planlagt endring av underdatabehandlere
            (personvernforordningen artikkel 28 nr. 2).

            Hva som endres
            {{change}}

            Tjenester: {{services}}
            Planlagt fra: {{effectiveOn}}

            Adgang til å motsette dere endringen: {{objectBy}}
            Kontakt: {{contactPoint}}

            Bekreft at varselet er mottatt (det innebærer ikke at dere godtar endringen):
            {{acknowledgement}}
            """),
        (NoticeKind.SubprocessorChange, NoticeLanguage.En) => new("{{organisation}}: notice of a change of subprocessors ({{reference}})", """
            To {{recipient}}

            {{organisation}} processes personal data on your behalf. This is to inform you of an intended change of subprocessors (Article 28(2) GDPR).

            What changes
            {{change}}

            Services: {{services}}
            Intended from: {{effectiveOn}}

            Opportunity to object: {{objectBy}}
            Contact: {{contactPoint}}

            Please confirm that you received this notice (this does not mean that you accept the change):
            {{acknowledgement}}
            """),
        (NoticeKind.AcknowledgementReminder, NoticeLanguage.Nb) => new("{{organisation}}: vi mangler deres bekreftelse ({{reference}})", """
            Til {{recipient}}

            Vi har sendt dere en melding, {{reference}}, og har ikke fått bekreftet at den kom fram. Bekreft her:
            {{acknowledgement}}

            Er dette feil adresse, si fra til {{contactPoint}}.
            """),
        (NoticeKind.AcknowledgementReminder, NoticeLanguage.En) => new("{{organisation}}: we miss your confirmation ({{reference}})", """
            To {{recipient}}

            We sent you a notice, {{reference}}, and nobody has confirmed that it arrived. Please confirm here:
            {{acknowledgement}}

            If this is the wrong address, please tell {{contactPoint}}.
            """),
        (NoticeKind.AccessRequestNotice, NoticeLanguage.Nb) => new("{{organisation}}: en myndighet har bedt om opplysninger ({{reference}})", """
            Til {{recipient}}

            {{organisation}} behandler personopplysninger på deres vegne. En myndighet har bedt oss om opplysninger som dere er behandlingsansvarlig for.
            Vi sier fra før vi etterkommer kravet (personvernforordningen artikkel 28 nr. 3 bokstav a).

            Vår referanse: {{reference}}
            Myndighet: {{authority}}
            Rettsgrunnlag: {{provision}}
            Opplysninger det er bedt om: {{nature}}
            Mottatt: {{awareAt}}

            Gi oss beskjed om dere samtykker i utlevering, eller vil ta saken opp med myndigheten selv. Bekreft at meldingen er mottatt:
            {{acknowledgement}}
            """),
        (NoticeKind.AccessRequestNotice, NoticeLanguage.En) => new("{{organisation}}: an authority has asked for data ({{reference}})", """
            To {{recipient}}

            {{organisation}} processes personal data on your behalf. An authority has asked us for data for which you are the controller. We tell you before
            we comply (Article 28(3)(a) GDPR).

            Our reference: {{reference}}
            Authority: {{authority}}
            Legal basis: {{provision}}
            Data asked for: {{nature}}
            Received: {{awareAt}}

            Please tell us whether you accept the disclosure, or take the matter up with the authority yourself. Please confirm that you received this notice:
            {{acknowledgement}}
            """),
        (_, NoticeLanguage.Nb) => new("Frist {{limit}}: {{provision}}", """
            {{organisation}} skylder noe etter {{provision}}.

            Bør være gjort: {{target}}
            Siste frist: {{limit}}
            Gjelder: {{record}}
            """),
        _ => new("Due {{limit}}: {{provision}}", """
            {{organisation}} owes something under {{provision}}.

            Should be done by: {{target}}
            Must be done by: {{limit}}
            Concerns: {{record}}
            """),
    };
}
