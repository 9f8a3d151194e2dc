using System.Globalization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches;

/// <summary>What a notice to controllers says in one language, Art. 33(3): the words for the places of its template. A place without words says that it is not known yet.</summary>
/// <param name="Language">In which language.</param>
/// <param name="Nature">What happened, Art. 33(3)(a).</param>
/// <param name="Extent">Whom and how much it concerns, Art. 33(3)(a).</param>
/// <param name="ContactPoint">Whom to ask, Art. 33(3)(b); the organisation's data protection officer when absent.</param>
/// <param name="Consequences">The likely consequences, Art. 33(3)(c).</param>
/// <param name="Measures">The measures taken or proposed, Art. 33(3)(d).</param>
/// <param name="News">What is new since the notice before, Art. 33(4).</param>
public sealed record NoticeWording(
    NoticeLanguage Language, PersonalText? Nature = null, PersonalText? Extent = null, PersonalText? ContactPoint = null, PersonalText? Consequences = null,
    PersonalText? Measures = null, PersonalText? News = null)
{
    /// <summary>
    /// The words in each language: those that were stated for it; else what the record's facts say; else those that were stated for the other language,
    /// since a notice in another language is better than one that says nothing. Pure.
    /// </summary>
    internal static IReadOnlyList<NoticeWording> Of(IReadOnlyList<NoticeWording> stated, BreachFacts facts) =>
        [.. Enum.GetValues<NoticeLanguage>().Select(language => stated.FirstOrDefault(w => w.Language == language, new(language))
            .Else(FromFacts(facts, language)).Else(stated.FirstOrDefault(w => w.Language != language)))];

    /// <summary>Whether these words say at least what was stated.</summary>
    internal bool Says(NoticeWording stated) => Language == stated.Language && stated.Else(this) == Else(null);

    /// <summary>The words by the places that they fill.</summary>
    internal IEnumerable<(NoticePlaceholder Place, PersonalText? Words)> Places =>
    [
        (NoticePlaceholder.Nature, Nature), (NoticePlaceholder.Extent, Extent), (NoticePlaceholder.ContactPoint, ContactPoint),
        (NoticePlaceholder.Consequences, Consequences), (NoticePlaceholder.Measures, Measures), (NoticePlaceholder.News, News),
    ];

    // Texts are given anew, since one that is sealed in two places has two commitments.
    private NoticeWording Else(NoticeWording? other) => new(
        Language, Again(Nature ?? other?.Nature), Again(Extent ?? other?.Extent), Again(ContactPoint ?? other?.ContactPoint),
        Again(Consequences ?? other?.Consequences), Again(Measures ?? other?.Measures), Again(News ?? other?.News));

    private static PersonalText? Again(PersonalText? text) => text?.Value is { } value ? new(value) : null;

    private static NoticeWording FromFacts(BreachFacts facts, NoticeLanguage language) => new(
        language,
        Text(facts.Description?.Value),
        Text(Lines(
            Line(facts.DataSubjects?.Select(s => s.Value), facts.NumberOfDataSubjects, language, language == NoticeLanguage.Nb ? "personer" : "persons"),
            Line(facts.DataCategories?.Select(c => c.Name.Value), facts.NumberOfRecords, language, language == NoticeLanguage.Nb ? "poster" : "records"))),
        Text(facts.ContactPoint is { } contact ? Reading.Words.Of(contact) : null),
        Text(Lines([.. (facts.Consequences ?? []).Select(c => c.Text.Value)])),
        Text(Lines([
            .. (facts.MeasuresTaken ?? []).Select(m => language == NoticeLanguage.Nb ? $"Truffet: {m}" : $"Taken: {m}"),
            .. (facts.MeasuresProposed ?? []).Select(m => language == NoticeLanguage.Nb ? $"Foreslått: {m}" : $"Proposed: {m}"),
        ])));

    private static PersonalText? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : new(text);

    private static string Lines(params IEnumerable<string?> lines) => string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));

    private static string? Line(IEnumerable<string>? categories, Extent? extent, NoticeLanguage language, string of)
    {
        var (named, number) = (categories is null ? "" : string.Join(", ", categories), extent is null ? null : Number(extent.InAll, language));
        return number is null ? named : named.Length == 0 ? $"{number} {of}" : $"{named}: {number} {of}";
    }

    private static string? Number(Quantity quantity, NoticeLanguage language)
    {
        var value = quantity.Value?.ToString(CultureInfo.InvariantCulture);
        return (quantity.Qualifier, language) switch
        {
            (Qualifier.Unknown, _) => null,
            (Qualifier.Exact, _) => value,
            (Qualifier.Approximate, NoticeLanguage.Nb) => $"omtrent {value}",
            (Qualifier.AtLeast, NoticeLanguage.Nb) => $"minst {value}",
            (Qualifier.AtMost, NoticeLanguage.Nb) => $"høyst {value}",
            (Qualifier.Approximate, _) => $"about {value}",
            (Qualifier.AtLeast, _) => $"at least {value}",
            _ => $"at most {value}",
        };
    }
}

/// <summary>A notice to the controllers concerned, as it was ordered: the same for all of them, whoever is selected later included.</summary>
/// <param name="Reference">What the order is called, unique within the breach.</param>
/// <param name="Kind">What is told.</param>
/// <param name="OrderedAt">When (UTC).</param>
/// <param name="Language">In which language, where that does not follow from the controller's country.</param>
/// <param name="Wording">What it says, in each language.</param>
public sealed record OrderedNotices(
    ImpersonalText Reference, NoticeKind Kind, DateTimeOffset OrderedAt, NoticeLanguage? Language, IReadOnlyList<NoticeWording> Wording);

/// <summary>A notice to be sent to controllers.</summary>
/// <param name="Reference">What the order is called, unique within the breach.</param>
/// <param name="Kind">What is told: the first notice, more in a later phase (Art. 33(4)), or that it is over.</param>
/// <param name="Wording">Words for the places of the template, in a language or in both; what is not stated is taken from the facts on record.</param>
/// <param name="Language">In which language for all; when absent Norwegian for Norway and English elsewhere.</param>
public sealed record NoticeToSend(
    ImpersonalText Reference, NoticeKind Kind = NoticeKind.BreachNotice, IReadOnlyList<NoticeWording>? Wording = null, NoticeLanguage? Language = null)
{
    /// <summary>The order of it under a breach: <c>null</c> when its reference is new, done when it was ordered so, else the refusal.</summary>
    internal Decision? Again(Breach breach) => breach.NoticeOrders.FirstOrDefault(o => o.Reference == Reference) is not { } earlier ? null
        : earlier.Kind == Kind && earlier.Language == Language && (Wording ?? []).All(stated => earlier.Wording.Any(w => w.Says(stated)))
            ? Decision.AlreadyDone : Decision.Refuse(BreachRefusals.NoticesOrderedOtherwise);

    /// <summary>The fact that it was ordered.</summary>
    internal ControllerNoticesOrdered OrderedAt(Breach breach, Moment now) =>
        new(Reference, Kind, now.Instant, Language, NoticeWording.Of(Wording ?? [], breach.Facts));

    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. Kind is NoticeKind.BreachNotice or NoticeKind.BreachUpdate or NoticeKind.BreachAllClear
            ? Array.Empty<Fault>() : [new Fault($"{at}/kind", "must be one of breachNotice, breachUpdate, breachAllClear")],
        .. (Wording ?? []).GroupBy(w => w.Language).Any(g => g.Count() > 1) ? [new Fault($"{at}/wording", "must not have two items of one language")] : Array.Empty<Fault>(),
        .. Kind != NoticeKind.BreachNotice && (Wording ?? []).All(w => w.News is null)
            ? [new Fault($"{at}/wording", "must state the news when kind is not breachNotice")] : Array.Empty<Fault>(),
    ];
}
