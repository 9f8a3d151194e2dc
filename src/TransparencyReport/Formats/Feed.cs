using System.Text;
using System.Xml;
using System.Xml.Linq;
using TransparencyReport.Editions;

namespace TransparencyReport.Formats;

/// <summary>The feed of editions, RFC 4287.</summary>
public static class Feed
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <summary>Writes the feed, the newest edition first.</summary>
    /// <param name="editions">All editions for everybody.</param>
    /// <param name="address">Where they stand: each at its name below.</param>
    /// <param name="publisher">Who publishes them.</param>
    /// <param name="place">Where below the address an edition stands, if not under its name and its profile.</param>
    /// <exception cref="ArgumentException">An edition is not for everybody, or there is none.</exception>
    public static string Write(IReadOnlyList<Edition> editions, Uri address, string publisher, Func<Edition, string>? place = null)
    {
        if (editions.Count == 0 || editions.Any(edition => edition.Profile == Profile.Customer))
            throw new ArgumentException("A feed has editions that are for everybody, and at least one.", nameof(editions));
        var at = address.AbsoluteUri.TrimEnd('/') + "/";
        var feed = new XElement(Atom + "feed",
            new XElement(Atom + "id", at), new XElement(Atom + "title", "Transparency reports"),
            new XElement(Atom + "updated", Terms.Of(editions.Max(edition => edition.Cutoff.RecordedAt))),
            new XElement(Atom + "author", new XElement(Atom + "name", publisher)),
            editions.OrderByDescending(edition => edition.Cutoff.Position).ThenByDescending(edition => edition.Id.ToString(), StringComparer.Ordinal).ThenBy(edition => edition.Profile).Select(edition =>
                new XElement(Atom + "entry",
                    new XElement(Atom + "id", at + (place ?? Place)(edition)), new XElement(Atom + "title", $"{edition.Id} ({Terms.Of(edition.Profile)})"),
                    new XElement(Atom + "updated", Terms.Of(edition.Cutoff.RecordedAt)),
                    new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("href", at + (place ?? Place)(edition))),
                    new XElement(Atom + "summary", edition.Supersedes is { } before ? $"Supersedes {before}; {edition.Revisions.Length} cells changed." : "First edition."))));
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" }))
            feed.Save(writer);
        return text.Append('\n').ToString();
    }

    private static string Place(Edition edition) => $"{edition.Id}/{Terms.Of(edition.Profile)}/";
}
