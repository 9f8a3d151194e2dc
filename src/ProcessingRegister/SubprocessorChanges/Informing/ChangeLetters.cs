using System.Globalization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>What a notice of a change says beside what depends on its recipient.</summary>
/// <param name="Subprocessors">The names of those concerned.</param>
/// <param name="Replaces">The names of those who are replaced.</param>
/// <param name="ContactPoint">Whom to ask, and to whom to object; <c>null</c> when it was erased.</param>
internal sealed record LetterWords(IReadOnlyList<string> Subprocessors, IReadOnlyList<string> Replaces, string? ContactPoint)
{
    /// <summary>Never the contact.</summary>
    public override string ToString() => "[letter words]";
}

/// <summary>Puts a change into the words of a notice.</summary>
internal sealed class ChangeLetters(RecordQueries records, SealedValues values)
{
    /// <summary>The words that all notices of an announcement share.</summary>
    public async Task<LetterWords> WordsAsync(string tenantId, SubprocessorChange change, Announcement announcement, CancellationToken ct)
    {
        if (announcement.ContactPoint is { } contact)
            await values.OpenAsync(tenantId, [contact], ct);
        var names = (await records.TheseAsync<Subprocessor>(tenantId, [.. change.Content.AllSubprocessors], ct)).ToDictionary(s => s.Id, s => s.Name.Value);
        return new(Named(change.Content.Subprocessors), Named(change.Content.Replaces ?? []), announcement.ContactPoint?.Value);

        IReadOnlyList<string> Named(IReadOnlyList<Guid> ids) => [.. ids.Select(id => names.GetValueOrDefault(id)).OfType<string>()];
    }

    /// <summary>What fills the places of the template. Pure.</summary>
    public static IReadOnlyDictionary<NoticePlaceholder, string> Values(LetterWords words, NoticeLanguage language, SubprocessorChange change, DateOnly? objectBy)
    {
        var (isNorwegian, said) = (language == NoticeLanguage.Nb, ChangeWording.In(language, change.Content.Wording));
        var filled = new Dictionary<NoticePlaceholder, string>
        {
            [NoticePlaceholder.Reference] = change.Reference.Value,
            [NoticePlaceholder.Change] = string.Join('\n', new[] { Headline(words, change.Content.Kind, isNorwegian), said.Description.Value, said.Reasons?.Value }.OfType<string>()),
            [NoticePlaceholder.Services] = change.Content.Services is { Count: > 0 } services ? string.Join(", ", services) : isNorwegian ? "alle" : "all",
            [NoticePlaceholder.EffectiveOn] = Day(change.IntendedFrom, isNorwegian),
            [NoticePlaceholder.ObjectBy] = !change.Content.Kind.CanBeObjectedTo()
                ? isNorwegian ? "ingen, dette er til orientering" : "none, this is for your information"
                : objectBy is { } day ? isNorwegian ? $"innsigelser må være mottatt senest {Day(day, isNorwegian)}" : $"objections must be received by {Day(day, isNorwegian)}"
                : isNorwegian ? "innsigelser må være mottatt før endringen trer i kraft" : "objections must be received before the change takes effect",
        };
        if (words.ContactPoint is { } contact)
            filled[NoticePlaceholder.ContactPoint] = contact;
        return filled;
    }

    private static string Headline(LetterWords words, ChangeKind kind, bool isNorwegian)
    {
        var (who, instead) = (string.Join(", ", words.Subprocessors), string.Join(", ", words.Replaces));
        return (kind, isNorwegian) switch
        {
            (ChangeKind.Addition, true) => $"Ny underdatabehandler: {who}.",
            (ChangeKind.Addition, false) => $"Another subprocessor: {who}.",
            (ChangeKind.Replacement, true) => $"{who} erstatter {instead}.",
            (ChangeKind.Replacement, false) => $"{who} replaces {instead}.",
            (ChangeKind.PlaceChanged, true) => $"Nytt sted for lagring eller tilgang hos {who}.",
            (ChangeKind.PlaceChanged, false) => $"Another place of storage or access at {who}.",
            (ChangeKind.PurposeChanged, true) => $"{who} får andre oppgaver.",
            (ChangeKind.PurposeChanged, false) => $"{who} is given other tasks.",
            (ChangeKind.Removal, true) => $"{who} brukes ikke lenger.",
            (ChangeKind.Removal, false) => $"{who} is engaged no longer.",
            (_, true) => $"{who}: nytt navn eller sammenslåing; det samme foretaket fortsetter.",
            (_, false) => $"{who}: another name, or a merger; the same entity goes on.",
        };
    }

    private static string Day(DateOnly day, bool isNorwegian) =>
        day.ToString(isNorwegian ? "d. MMMM yyyy" : "d MMMM yyyy", CultureInfo.GetCultureInfo(isNorwegian ? "nb" : "en"));
}
