using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Subprocessors;

/// <summary>The changes of the public list as a feed (RFC 4287). Pure: the same changes give the same bytes, and an entry keeps its id for ever.</summary>
public static class ListFeed
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/atom+xml";

    /// <summary>The newest changes that the feed holds; the history has them all.</summary>
    public const int MaxEntries = 100;

    private const string Namespace = "http://www.w3.org/2005/Atom";

    /// <summary>Writes the feed.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="slug">Its name in addresses.</param>
    /// <param name="name">Its registered name.</param>
    /// <param name="changes">The changes, the latest first.</param>
    public static byte[] Write(string tenantId, string slug, ImpersonalText? name, IReadOnlyList<DatedChange> changes)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", null, "en");
            xml.WriteElementString("id", Namespace, Urn(tenantId, "feed"));
            xml.WriteElementString("title", Namespace, Legible($"Subprocessors of {name?.Value ?? slug}"));
            xml.WriteElementString("updated", Namespace, Instant(changes.Count == 0 ? DateTimeOffset.UnixEpoch : changes.Max(c => c.RecordedAt)));
            xml.WriteStartElement("author", Namespace);
            xml.WriteElementString("name", Namespace, Legible(name?.Value ?? slug));
            xml.WriteEndElement();
            // Relative to where the feed was found, so that what a request claims of its host is not repeated.
            Link(xml, "self", $"/public/{slug}/subprocessors.atom");
            Link(xml, "alternate", $"/public/{slug}/subprocessors");
            foreach (var change in changes.Take(MaxEntries))
                Entry(xml, tenantId, slug, change);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Entry(XmlWriter xml, string tenantId, string slug, DatedChange dated)
    {
        var (change, day) = (dated.Change, dated.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        xml.WriteStartElement("entry", Namespace);
        xml.WriteElementString("id", Namespace, Urn(tenantId, $"{change.Subprocessor} {day} {change.Change}"));
        xml.WriteElementString("title", Namespace, Legible($"{TitleOf(change)} ({day})"));
        xml.WriteElementString("updated", Namespace, Instant(dated.RecordedAt));
        Link(xml, "alternate", $"/public/{slug}/subprocessors?validAt={day}");
        xml.WriteElementString("summary", Namespace, Legible(SummaryOf(change)));
        xml.WriteEndElement();
    }

    private static string TitleOf(ListChange change) => change.Change switch
    {
        ChangeOfList.Added => $"Added: {change.Name}",
        ChangeOfList.Removed => $"Removed: {change.Name}",
        ChangeOfList.Merged => $"Merged: {change.Name}",
        ChangeOfList.Renamed => $"Renamed: {change.NameBefore} is now {change.Name}",
        ChangeOfList.PurposeChanged => $"Purpose changed: {change.Name}",
        _ => $"Place changed: {change.Name}",
    };

    private static string SummaryOf(ListChange change)
    {
        var parts = new List<string>();
        if (change.Before is { } before)
            parts.Add($"Before: {Words(before)}");
        if (change.After is { } after)
            parts.Add($"From then on: {Words(after)}");
        return parts.Count == 0 ? TitleOf(change) : string.Join(". ", parts);
    }

    private static string Words(IReadOnlyList<ServedService> services) => Reading.Words.Join(services, s => Reading.Words.Phrase(
        s.Service?.Value, s.Purpose?.Value, s.StoredIn is { Count: > 0 } stored ? $"stored in {Reading.Words.Join(stored, p => p.Code)}" : null,
        s.AccessedFrom is { Count: > 0 } seen ? $"seen from {Reading.Words.Join(seen, p => p.Code)}" : null));

    private static void Link(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    // A UUID of version 8 (RFC 9562 section 5.8) that whoever computes it again finds again.
    private static string Urn(string tenantId, string what)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"processing-register subprocessors {tenantId} {what}"));
        (hash[6], hash[8]) = ((byte)(hash[6] & 0x0F | 0x80), (byte)(hash[8] & 0x3F | 0x80));
        return $"urn:uuid:{new Guid(hash.AsSpan(0, 16), bigEndian: true)}";
    }

    // A name may hold a character that XML 1.0 cannot.
    private static string Legible(string text) => string.Concat(text.EnumerateRunes().Select(r => r.IsBmp && !XmlConvert.IsXmlChar((char)r.Value) ? "\uFFFD" : r.ToString()));
}
