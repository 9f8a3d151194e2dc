using ProcessingRegister.Reading;
using static ProcessingRegister.Breaches.Forms.FormField;

namespace ProcessingRegister.Breaches.Forms;

/// <summary>The forms of single authorities, by what they are known to ask (rule 4.9).</summary>
internal static class NationalForms
{
    public static IReadOnlyList<string> NotesOfDatatilsynet { get; } =
    [
        "Datatilsynet: filed as a form in Altinn by somebody with the role of filling and sending; by e-mail or post if that is not to be had.",
        "A notification in phases says so in the first one, and goes on in the same case. One made for several controllers refers to the mandate of each.",
    ];

    public static IReadOnlyList<string> NotesOfIco { get; } =
        ["ICO: do not put the personal data that are affected into the form; what follows is sent by e-mail. The register does not compute periods of United Kingdom law."];

    public static IReadOnlyList<string> NotesOfCnil { get; } =
        ["CNIL: an initial notification and a supplementary one; the summary serves as the documentation of Art. 33(5)."];

    public static IReadOnlyList<FormSection> Datatilsynet(FormSource s) =>
    [
        new(null, "About the notification",
            Asked(null, "Made for", s.OnBehalf),
            Asked(null, "Phase", Words.Phrase(s.Say(s.NextFiling), s.LastFiling is { StillMissing.Count: > 0 } last ? s.Say("still missing: {0}", Words.Join(last.StillMissing, m => s.Language.Term(m))) : null)),
            Asked(null, "Controller", Words.Phrase(s.Keeper.LegalName.Value, Words.Of(s.Keeper.OrganisationNumber))),
            Asked(null, "Data protection officer or contact", s.ContactPoint)),
        new(null, "The breach",
            Asked(null, "Main cause", s.Facts.Cause is { } cause ? Words.Phrase(s.Term(cause), s.Term(s.Facts.Incident)) : null),
            Asked(null, "Period", s.When),
            Asked(null, "Discovered", s.Language.Instant(s.Breach.DetectedAt)),
            Asked(null, "Aware since", s.Aware),
            AskedIf(s.ReasonsForDelay is not null, null, "Reasons for the delay", s.ReasonsForDelay),
            Asked(null, "What happened", Words.Of(s.Facts.Description)),
            Asked(null, "How it arose", Words.Of(s.Facts.Discovery))),
        new(null, "Those affected",
            Asked(null, "Number", s.Number(s.Facts.NumberOfDataSubjects)),
            Asked(null, "Relation to them", s.Facts.RelationToDataSubjects?.Value ?? s.DataSubjects),
            Asked(null, "Type of personal data", s.DataCategories),
            Asked(null, "Where the data are after the breach", Words.Of(s.Facts.WhereTheDataAreNow))),
        new(null, "Consequences and measures",
            Asked(null, "Consequences", s.Consequences),
            Asked(null, "Measures done", s.MeasuresTaken),
            Asked(null, "Measures planned", s.MeasuresProposed),
            Asked(null, "Whether those affected were informed", s.Informed),
            AskedIf(s.InformedHow is not null, null, "How they were informed", s.InformedHow)),
    ];

    public static IReadOnlyList<FormSection> Ico(FormSource s) =>
    [
        new(null, "Overview",
            Asked(null, "What happened", Words.Of(s.Facts.Description)),
            Asked(null, "When it happened", s.When),
            Asked(null, "When it was discovered", s.Language.Instant(s.Breach.DetectedAt)),
            Asked(null, "When the controller became aware", s.Aware),
            AskedIf(s.ReasonsForDelay is not null, null, "Why it is reported late", s.ReasonsForDelay),
            Asked(null, "How it was discovered", Words.Of(s.Facts.Discovery))),
        new(null, "People and data",
            Asked(null, "Staff involved, and their training", s.Facts.TrainingOfStaff?.Value),
            Asked(null, "Data", s.DataCategories),
            Asked(null, "People affected", s.DataSubjects),
            Asked(null, "Number of people", s.Number(s.Facts.NumberOfDataSubjects)),
            Asked(null, "Number of records", s.Number(s.Facts.NumberOfRecords)),
            Asked(null, "Risk to them", s.Breach.Risk is { } risk ? Words.Phrase(s.Term(risk.Outcome), s.Consequences) : null),
            Asked(null, "Told about it", s.Informed)),
        new(null, "What was and is done",
            Asked(null, "Prevention before", s.MeasuresBefore),
            Asked(null, "Containment", s.MeasuresTaken),
            Asked(null, "Prevention from now on", s.Prevention),
            Asked(null, "Other bodies told", s.OtherBodies)),
        new(null, "About the organisation",
            Asked(null, "Organisation", s.Keeper.LegalName.Value),
            Asked(null, "Made for", s.OnBehalf),
            Asked(null, "Data protection officer or contact", s.ContactPoint)),
    ];

    public static IReadOnlyList<FormSection> Cnil(FormSource s) =>
    [
        new(null, "Notification",
            Asked(null, "Type", s.Say(s.NextFiling)),
            Asked(null, "Made for", s.OnBehalf),
            Asked(null, "Organisation", Words.Phrase(s.Keeper.LegalName.Value, Words.Of(s.Keeper.OrganisationNumber))),
            Asked(null, "Data protection officer or contact", s.ContactPoint)),
        new(null, "The breach",
            Asked(null, "Nature", s.Kinds),
            Asked(null, "When it took place", s.When),
            Asked(null, "When the controller became aware", s.Aware),
            AskedIf(s.ReasonsForDelay is not null, null, "Reasons for the delay", s.ReasonsForDelay),
            Asked(null, "Circumstances", Words.Of(s.Facts.Description)),
            Asked(null, "Origin", s.Term(s.Facts.Cause))),
        new(null, "Persons and data",
            Asked(null, "Categories of persons", s.DataSubjects),
            Asked(null, "Approximate number of persons", s.Number(s.Facts.NumberOfDataSubjects)),
            Asked(null, "Categories of records", s.DataCategories),
            Asked(null, "Approximate number of records", s.Number(s.Facts.NumberOfRecords))),
        new(null, "Consequences and measures",
            Asked(null, "Likely consequences", s.Consequences),
            Asked(null, "Measures before", s.MeasuresBefore),
            Asked(null, "Measures taken", s.MeasuresTaken),
            Asked(null, "Measures proposed", s.MeasuresProposed),
            Asked(null, "Persons informed", s.Informed),
            AskedIf(s.Facts.CrossBorder is null or { IsCrossBorder: true }, null, "Other countries", s.Facts.CrossBorder?.DataSubjectsIn is { } d ? Words.Join(d, c => c.Code) : null)),
    ];
}
