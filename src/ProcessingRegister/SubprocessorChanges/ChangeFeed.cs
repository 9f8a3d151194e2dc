using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Authorization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Subprocessors;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>
/// The announced changes as a feed (RFC 4287), beside that of the public list: what is going to change, for those who follow by a reader. It says nothing
/// of any controller. Pure: the same changes give the same bytes.
/// </summary>
public static class ChangeFeed
{
    /// <summary>The newest changes that the feed holds.</summary>
    public const int MaxEntries = 100;

    private const string Namespace = "http://www.w3.org/2005/Atom";

    /// <summary>Writes the feed.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="slug">Its name in addresses.</param>
    /// <param name="name">Its registered name.</param>
    /// <param name="changes">The changes that were announced, the latest first.</param>
    /// <param name="names">The names of subprocessors by their records.</param>
    public static byte[] Write(string tenantId, string slug, string name, IReadOnlyList<SubprocessorChange> changes, IReadOnlyDictionary<Guid, string> names)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteElementString("id", Namespace, $"urn:uuid:{Informing.NoticeIds.Of(Guid.Parse(tenantId), Guid.Empty)}");
            xml.WriteElementString("title", Namespace, Legible($"Intended changes of subprocessors of {name}"));
            xml.WriteElementString("updated", Namespace, Instant(changes.Count == 0 ? DateTimeOffset.UnixEpoch : changes.Max(c => c.RecordedAt)));
            xml.WriteStartElement("author", Namespace);
            xml.WriteElementString("name", Namespace, Legible(name));
            xml.WriteEndElement();
            // Relative to where the feed was found, so that what a request claims of its host is not repeated.
            Link(xml, "self", $"/public/{slug}/subprocessor-changes.atom");
            Link(xml, "alternate", $"/public/{slug}/subprocessors");
            foreach (var change in changes.Take(MaxEntries))
                Entry(xml, slug, change, names);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Entry(XmlWriter xml, string slug, SubprocessorChange change, IReadOnlyDictionary<Guid, string> names)
    {
        var (said, who) = (ChangeWording.In(NoticeLanguage.En, change.Content.Wording), string.Join(", ", change.Content.AllSubprocessors.Select(id => names.GetValueOrDefault(id)).OfType<string>()));
        var (state, day) = change switch
        {
            { WithdrawnAt: not null } => ("withdrawn", change.IntendedFrom),
            { Effect: { } effect } => ("in effect from", effect.From),
            _ => ("intended from", change.IntendedFrom),
        };
        xml.WriteStartElement("entry", Namespace);
        xml.WriteAttributeString("xml", "lang", null, said.Language == NoticeLanguage.Nb ? "nb" : "en");
        xml.WriteElementString("id", Namespace, $"urn:uuid:{change.Id}");
        xml.WriteElementString("title", Namespace, Legible($"{TitleOf(change.Content.Kind)}: {who} ({state}{(change.WithdrawnAt is null ? $" {day:yyyy-MM-dd}" : "")})"));
        xml.WriteElementString("published", Namespace, Instant(change.AnnouncedAt!.Value));
        xml.WriteElementString("updated", Namespace, Instant(change.RecordedAt));
        Link(xml, "alternate", $"/public/{slug}/subprocessors");
        var services = change.Content.Services is { Count: > 0 } some ? $"Services: {string.Join(", ", some)}." : "All services.";
        xml.WriteElementString("summary", Namespace, Legible(string.Join(' ', new[] { said.Description.Value, said.Reasons?.Value, services }.OfType<string>())));
        xml.WriteEndElement();
    }

    private static string TitleOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Addition => "Addition",
        ChangeKind.Replacement => "Replacement",
        ChangeKind.PlaceChanged => "Change of place",
        ChangeKind.PurposeChanged => "Change of purpose",
        ChangeKind.Removal => "Removal",
        _ => "New name or merger",
    };

    private static void Link(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    // A text may hold a character that XML 1.0 cannot.
    private static string Legible(string text) => string.Concat(text.EnumerateRunes().Select(r => r.IsBmp && !XmlConvert.IsXmlChar((char)r.Value) ? "\uFFFD" : r.ToString()));

    /// <summary>The feed of an organisation.</summary>
    internal static async Task<IResult> PublicChanges(this RecordQueries records, HttpContext http)
    {
        var (tenantId, ct) = (http.TenantId(), http.RequestAborted);
        var changes = await records.AllAsync<SubprocessorChange>(tenantId, View.Now, null, ct, open: false).Where(c => c.AnnouncedAt is not null)
            .OrderByDescending(c => c.AnnouncedAt).ThenBy(c => c.Id).Take(MaxEntries).ToListAsync(ct);
        var names = (await records.TheseAsync<Subprocessor>(tenantId, [.. changes.SelectMany(c => c.Content.AllSubprocessors).Distinct()], View.Now, ct, open: false)).ToDictionary(s => s.Id, s => s.Name.Value);
        var name = (await PublicList.NameOfAsync(records, tenantId, View.Now, ct))?.Value ?? http.Caller().Slug!;
        return PublicList.Answer(http, Write(tenantId, http.Caller().Slug!, name, changes, names), $"{ListFeed.MediaType}; charset=utf-8");
    }
}

/// <summary><c>GET /public/{org}/subprocessor-changes.atom</c>.</summary>
public static class GetPublicChangesFeedEndpoint
{
    /// <summary>The announced changes of subprocessors as a feed (RFC 4287).</summary>
    [WolverineGet("/public/{org}/subprocessor-changes.atom", OperationId = "getPublicSubprocessorChangesFeed"), AllowAnonymous, Answers(200, MediaType = ListFeed.MediaType), Answers(304)]
    public static Task<IResult> Get(RecordQueries records, HttpContext http) => records.PublicChanges(http);
}
