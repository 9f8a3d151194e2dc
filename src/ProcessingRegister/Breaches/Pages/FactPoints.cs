using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using ProcessingRegister.Web;

namespace ProcessingRegister.Breaches.Pages;

/// <summary>One point of what is known of a breach, and how a page says it.</summary>
/// <param name="Words">The key of its heading.</param>
/// <param name="Provision">The provision that asks for it.</param>
/// <param name="In">What facts say of it; <c>null</c> when they do not speak of it.</param>
/// <param name="Say">It in lines, in the request's language and by a zone's clock; only of facts whose personal texts were opened.</param>
internal sealed record FactPoint(string Words, string? Provision, Func<BreachFacts, object?> In, Func<BreachFacts, TimeZoneInfo, IEnumerable<string?>> Say)
{
    /// <summary>The points about the measures, which a page shows by themselves.</summary>
    public static IReadOnlyList<FactPoint> OfMeasures { get; } =
    [
        Texts("measuresBefore", null, f => f.MeasuresBefore),
        Texts("measuresTaken", "Art. 33(3)(d)", f => f.MeasuresTaken),
        Texts("measuresProposed", "Art. 33(3)(d)", f => f.MeasuresProposed),
        Texts("prevention", null, f => f.Prevention),
    ];

    /// <summary>The other points.</summary>
    public static IReadOnlyList<FactPoint> All { get; } =
    [
        new("occurred", null, f => f.Occurred, (f, zone) => [OfOccurrence(f.Occurred!, zone)]),
        Text("discovery", null, f => f.Discovery),
        Text("whatHappened", "Art. 33(3)(a)", f => f.Description),
        Each("kinds", "Art. 4(12)", f => f.Kinds, k => Phrases.Term(k)),
        Term("confidentialityLoss", f => f.Confidentiality),
        Term("integrityLoss", f => f.Integrity),
        Term("availabilityLoss", f => f.Availability),
        new("protection", "Art. 34(3)(a)", f => f.Protection, (f, _) => [Reading.Words.Phrase(
            Phrases.Term(f.Protection!.Unintelligible), f.Protection.Means?.Value, Phrases.Say("keysCompromised", Phrases.Term(f.Protection.KeysCompromised)))]),
        Term("incidentType", f => f.Incident),
        Term("cause", f => f.Cause),
        Each("systems", null, f => f.Systems, s => Reading.Words.Phrase(s.Name.Value, string.Join(", ", s.LocatedIn.Select(t => Phrases.Place(t.Code))))),
        Text("whereTheDataAreNow", null, f => f.WhereTheDataAreNow),
        Texts("dataSubjects", "Art. 33(3)(a)", f => f.DataSubjects),
        new("relation", null, f => f.RelationToDataSubjects, (f, _) => [f.RelationToDataSubjects?.Value]),
        new("numberOfDataSubjects", "Art. 33(3)(a)", f => f.NumberOfDataSubjects, (f, _) => OfExtent(f.NumberOfDataSubjects!)),
        Each("dataCategories", "Art. 33(3)(a)", f => f.DataCategories, c => c.SpecialCategory is { } special ? $"{c.Name.Value} ({Phrases.Term(special)})" : c.Name.Value),
        new("numberOfRecords", "Art. 33(3)(a)", f => f.NumberOfRecords, (f, _) => OfExtent(f.NumberOfRecords!)),
        new("contactPoint", "Art. 33(3)(b)", f => f.ContactPoint, (f, _) => [Person(f.ContactPoint!)]),
        Each("consequences", "Art. 33(3)(c)", f => f.Consequences, c => $"{Phrases.Term(c.Of)}: {c.Text.Value}"),
        Term("severity", f => f.Severity),
        new("trainingOfStaff", null, f => f.TrainingOfStaff, (f, _) => [f.TrainingOfStaff?.Value]),
        Each("otherParties", null, f => f.OtherParties, p => $"{Phrases.Term(p.Qualification)}: {Said(p.Name)}"),
        new("crossBorder", "Art. 56", f => f.CrossBorder, (f, _) => [OfBorder(f.CrossBorder!)]),
        Term("policeInformed", f => f.PoliceInformed),
        Texts("otherBodies", null, f => f.OtherBodiesInformed),
        Text("comments", null, f => f.Comments),
    ];

    /// <summary>A number and how sure it is.</summary>
    public static string Of(Quantity quantity) => quantity.Qualifier switch
    {
        Qualifier.Exact => $"{quantity.Value}",
        Qualifier.Unknown => Phrases.Term(quantity.Qualifier),
        _ => $"{Phrases.Term(quantity.Qualifier)} {quantity.Value}",
    };

    private static IEnumerable<string> OfExtent(Extent extent) =>
        [Of(extent.InAll), .. (extent.ByCountry ?? []).Select(q => $"{Phrases.Place(q.Country.Code)}: {Of(q.Quantity)}")];

    private static string OfOccurrence(Occurrence o, TimeZoneInfo zone) => Reading.Words.Phrase(
        o.From is { } from ? Phrases.Say("occurredFrom", Local(from, zone)) : null, o.To is { } to ? Phrases.Say("occurredTo", Local(to, zone)) : null,
        o.IsEstimated ? Phrases.Say("occurredEstimated") : null, o.IsOngoing ? Phrases.Say("occurredOngoing") : null);

    private static string OfBorder(CrossBorder border) => Reading.Words.Phrase(
        Phrases.Say(border.IsCrossBorder ? "severalCountries" : "onlyOneCountry"),
        border.LeadAuthority is { } lead ? Phrases.Say("leadAuthority", Phrases.Place(lead.Code)) : null,
        border.DataSubjectsIn is { Count: > 0 } countries ? Phrases.Say("dataSubjectsIn", string.Join(", ", countries.Select(c => Phrases.Place(c.Code)))) : null);

    private static string Local(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH':'mm", System.Globalization.CultureInfo.InvariantCulture);

    private static string? Said(PersonalText? text) => text is { Erased: true } ? Phrases.Say("erased") : text?.Value;

    private static string Person(ContactPerson p) => Reading.Words.Phrase(Said(p.Name), Said(p.Function), Said(p.Email), Said(p.Telephone), Said(p.PostalAddress));

    private static FactPoint Text(string words, string? provision, Func<BreachFacts, PersonalText?> of) => new(words, provision, of, (f, _) => [Said(of(f))]);

    private static FactPoint Term(string words, Func<BreachFacts, Enum?> of) => new(words, null, of, (f, _) => [Phrases.Term(of(f)!)]);

    private static FactPoint Texts(string words, string? provision, Func<BreachFacts, IReadOnlyList<ImpersonalText>?> of) => Each(words, provision, of, t => t.Value);

    private static FactPoint Each<T>(string words, string? provision, Func<BreachFacts, IReadOnlyList<T>?> of, Func<T, string> say) =>
        new(words, provision, of, (f, _) => of(f) is { Count: > 0 } list ? list.Select(say) : [Phrases.Say("nothingStillMissing")]);
}
