using ProcessingRegister.Reading;
using static ProcessingRegister.Breaches.Forms.FormField;

namespace ProcessingRegister.Breaches.Forms;

/// <summary>
/// The EDPB's common template, version 1.0, a draft of 8 June 2026: the rows that the record can answer, by the template's numbers. The template's lists of
/// codes were not to be had, so answers are in this register's words.
/// </summary>
internal static class EdpbForm
{
    public static IReadOnlyList<string> Notes { get; } =
        ["EDPB common template for breach notifications, version 1.0 (draft of June 2026): row numbers are the template's, words are this register's."];

    public static IReadOnlyList<FormSection> Sections(FormSource s) =>
        [Type(s), .. Parties(s), Times(s), Nature(s), Subjects(s), .. Effects(s), Informed(s), .. Others(s)];

    private static FormSection Type(FormSource s) => new("1", "Type of notification",
        Asked("3", "Type", s.Say(s.NextFiling)),
        Asked("4", "Complete or incomplete", s.LastFiling is { } last ? last.StillMissing.Count == 0 ? s.Say("complete") : s.Say("incomplete: {0}", Words.Join(last.StillMissing, m => s.Language.Term(m))) : null),
        AskedIf(s.NextFiling == "withdrawal", "5", "Reason for withdrawal", Words.Of(s.Breach.End?.WhyNoBreach)),
        AskedIf(s.FirstFiling is not null, "6", "Previous notification", s.FirstFiling?.CaseNumber?.Value ?? s.FirstFiling?.Reference.Value),
        Asked("7", "Controller's reference", s.Breach.Reference.Value),
        Asked(null, "Made for", s.OnBehalf));

    private static IEnumerable<FormSection> Parties(FormSource s) =>
    [
        new("2.1", "Controller",
            Asked("10-11", "Identifier", Words.Of(s.Keeper.OrganisationNumber)),
            Asked("12", "Name", s.Keeper.LegalName.Value),
            Asked("13", "Contact", Words.Phrase(Words.Of(s.Keeper.PostalAddress), s.Keeper.Contact is { } contact ? Words.Of(contact) : null)),
            AskedIf(!s.Keeper.Country.IsEea, "18-19", "Representative in the Area", s.Keeper.Representative.Value is { } r ? Words.Of(r.Name) : null)),
        new("2.3", "Data protection officer or other contact point",
            Asked("29", "Designated", s.Dpo is null ? null : s.Say("yes")),
            AskedIf(s.Dpo is not null, "30-31", "Data protection officer", s.Dpo),
            Asked("33-36", "Contact point", s.ContactPoint)),
        new("2.4", "Other parties",
            Asked("38", "Involved", s.Facts.OtherParties is { } parties ? s.Say(parties.Count > 0 ? "yes" : "no") : null),
            AskedIf(s.Facts.OtherParties is not { Count: 0 }, "39-41", "Qualification, name, contact", s.Parties)),
    ];

    private static FormSection Times(FormSource s) => new("3.1", "Times",
        Asked("44-47", "When it took place", s.When),
        Asked("48", "Awareness of the controller", s.Aware),
        AskedIf(s.ReasonsForDelay is not null || s.Breach.AuthorityDeadline(Law.LawBook.Current) is { } d && s.FirstFiling?.FiledAt > d.Target.At, "49", "Reasons for late notification", s.ReasonsForDelay),
        Asked("50-51", "How it was discovered", Words.Of(s.Facts.Discovery)),
        AskedIf(s.Breach.NoticesReceived.Count > 0, "52", "Notified by another party on", Words.Join(s.Breach.NoticesReceived, n => s.Language.Instant(n.ReceivedAt)!)),
        AskedIf(s.Facts.Comments is not null, "53", "Comments", Words.Of(s.Facts.Comments)));

    private static FormSection Nature(FormSource s) => new("3.2", "Nature of the breach",
        Asked("55", "Loss of", s.Kinds),
        AskedIf(s.Is(BreachKind.Confidentiality), "56", "Loss of confidentiality", s.Term(s.Facts.Confidentiality)),
        AskedIf(s.Is(BreachKind.Confidentiality), "57", "Unintelligible to whoever has no authority", s.Protection),
        AskedIf(s.Is(BreachKind.Integrity), "58", "Loss of integrity", s.Term(s.Facts.Integrity)),
        AskedIf(s.Is(BreachKind.Availability), "59", "Loss of availability", s.Term(s.Facts.Availability)),
        Asked("60", "Type of incident", s.Term(s.Facts.Incident)),
        Asked("61", "Cause", s.Term(s.Facts.Cause)),
        Asked("62", "Description", Words.Of(s.Facts.Description)),
        Asked("63", "Systems, and where they are", s.Systems));

    private static FormSection Subjects(FormSource s) => new("3.3-3.5", "Data subjects, data, and measures in place before",
        Asked("65-66", "Categories of data subjects", s.DataSubjects),
        Asked("67-68", "Number of data subjects", s.Number(s.Facts.NumberOfDataSubjects)),
        Asked("70-71", "Types of data", s.DataCategories),
        Asked("72-73", "Number of records", s.Number(s.Facts.NumberOfRecords)),
        Asked("75-76", "Measures in place before", s.MeasuresBefore));

    private static IEnumerable<FormSection> Effects(FormSource s) =>
    [
        new("4.1", "Consequences",
            AskedIf(s.Is(BreachKind.Confidentiality), "79-80", "Of the loss of confidentiality", s.ConsequencesOf(BreachKind.Confidentiality)),
            AskedIf(s.Is(BreachKind.Integrity), "81-82", "Of the loss of integrity", s.ConsequencesOf(BreachKind.Integrity)),
            AskedIf(s.Is(BreachKind.Availability), "83-84", "Of the loss of availability", s.ConsequencesOf(BreachKind.Availability)),
            Asked("87", "Severity", s.Term(s.Facts.Severity))),
        new("4.2-4.4", "Risk and measures",
            Asked("89", "Outcome of the assessment", s.Term(s.Breach.Risk?.Outcome)),
            Asked("90", "Method", s.Breach.Risk?.Method.Value),
            Asked("92", "Measures taken", s.MeasuresTaken),
            Asked("94-95", "Prevention", s.Prevention)),
    ];

    private static FormSection Informed(FormSource s)
    {
        var (isHigh, told, exception) = (s.Breach.Risk?.Outcome == RiskOutcome.HighRisk, s.Breach.Communications, s.Breach.CommunicationException);
        return new("5", "Information of data subjects",
            Asked("97", "Informed", s.Informed),
            AskedIf(isHigh && exception is null || told.Count > 0, "98", "Date", told.Count > 0 ? s.Language.Instant(told.Min(c => c.InformedAt)) : null),
            AskedIf(exception is not null, "100-101", "Condition of Art. 34(3), and why", exception is null ? null : $"{s.Term(exception.Exception)}: {Words.Of(exception.Reasons)}"),
            AskedIf(told.Count > 0, "102", "Number informed", Words.Join(told, c => s.Language.Number(c.Number))),
            AskedIf(told.Any(c => c.WhyNotAll is not null), "103", "Why not all", Words.Join(told.Where(c => c.WhyNotAll is not null), c => Words.Of(c.WhyNotAll)!)),
            AskedIf(told.Count > 0, "104-105", "Means", Words.Join(told.SelectMany(c => c.Means).Distinct(), m => s.Language.Term(m))),
            AskedIf(told.Count > 0, "106", "Content", Words.Join(told, c => Words.Of(c.Contents)!)));
    }

    private static IEnumerable<FormSection> Others(FormSource s)
    {
        var border = s.Facts.CrossBorder;
        var crosses = border?.IsCrossBorder ?? true;
        return
        [
            new("6.1", "Other bodies",
                Asked("109", "Police", s.Term(s.Facts.PoliceInformed)),
                AskedIf(s.Facts.OtherBodiesInformed is not { Count: 0 }, "110-111", "Other authorities", s.Facts.OtherBodiesInformed is { } bodies ? Words.Join(bodies, b => b.Value) : null)),
            new("6.2", "Several countries",
                Asked("113", "Cross-border", border is null ? null : s.Say(border.IsCrossBorder ? "yes" : "no")),
                AskedIf(crosses, "114", "Lead authority", border?.LeadAuthority?.Code),
                AskedIf(crosses, "115", "Establishments", border?.Establishments is { } e ? Words.Join(e, c => c.Code) : null),
                AskedIf(crosses, "116", "Countries of data subjects", border?.DataSubjectsIn is { } d ? Words.Join(d, c => c.Code) : null),
                AskedIf(crosses, "117", "Number in each country", s.ByCountry(s.Facts.NumberOfDataSubjects)),
                AskedIf(crosses, "118", "Authorities notified", border?.AlsoNotified is { } n ? Words.Join(n, c => c.Code) : null)),
            new("7", "Attachments", AskedIf(s.Breach.Attachments.Count > 0, "125-126", "Attachments",
                Words.Join(s.Breach.Attachments, a => $"{a.Name} ({a.MediaType}, {a.Size} bytes, SHA-256 {Convert.ToHexStringLower(a.Sha256)})"))),
        ];
    }
}
