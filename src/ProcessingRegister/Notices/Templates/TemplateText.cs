using System.Text;
using System.Text.RegularExpressions;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Notices.Templates;

/// <summary>
/// A text with places such as <c>{{nature}}</c>. There is nothing else to it: no conditions, no expressions, no other text is ever read as a template, so
/// that a value with braces in it stays what it is.
/// </summary>
public static partial class TemplateText
{
    private static readonly Dictionary<string, NoticePlaceholder> Known =
        EnumerationConverter.WordsOf(typeof(NoticePlaceholder)).Zip(Enum.GetValues<NoticePlaceholder>()).ToDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>Without these a notice would not say what it is for: the points of Art. 33(3), and the link by which receipt becomes known.</summary>
    public static IReadOnlyList<NoticePlaceholder> DemandedBy(NoticeKind kind) => kind switch
    {
        NoticeKind.BreachNotice =>
        [
            NoticePlaceholder.Nature, NoticePlaceholder.Extent, NoticePlaceholder.ContactPoint, NoticePlaceholder.Consequences, NoticePlaceholder.Measures,
            NoticePlaceholder.Acknowledgement,
        ],
        NoticeKind.BreachUpdate => [NoticePlaceholder.News, NoticePlaceholder.Reference, NoticePlaceholder.Acknowledgement],
        NoticeKind.BreachAllClear => [NoticePlaceholder.News, NoticePlaceholder.Reference],
        NoticeKind.AcknowledgementReminder => [NoticePlaceholder.Reference, NoticePlaceholder.Acknowledgement],
        NoticeKind.AccessRequestNotice => [NoticePlaceholder.Authority, NoticePlaceholder.Provision, NoticePlaceholder.Nature, NoticePlaceholder.Acknowledgement],
        _ => [NoticePlaceholder.Provision, NoticePlaceholder.Limit, NoticePlaceholder.Record],
    };

    /// <summary>The faults of a text: places that are not on the list, and braces that make no place.</summary>
    public static IEnumerable<Fault> Faults(string pointer, string text)
    {
        if (Place().Matches(text).Any(place => !Known.ContainsKey(place.Groups[1].Value)))
            yield return new Fault(pointer, $"must not have other places than {string.Join(", ", Known.Keys.Select(name => $"{{{{{name}}}}}"))}");
        var rest = Place().Replace(text, "");
        if (rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("}}", StringComparison.Ordinal))
            yield return new Fault(pointer, "must have two braces only around the name of a place");
    }

    /// <summary>The places of a text.</summary>
    public static IReadOnlySet<NoticePlaceholder> PlacesIn(string text) =>
        Place().Matches(text).Select(place => place.Groups[1].Value).Where(Known.ContainsKey).Select(name => Known[name]).ToHashSet();

    /// <summary>Fills the places, in one pass.</summary>
    /// <param name="text">The template.</param>
    /// <param name="value">The value of a place; <c>null</c> when it is not known.</param>
    /// <param name="unknown">What stands where nothing is known.</param>
    public static string Fill(string text, Func<NoticePlaceholder, string?> value, string unknown) =>
        Place().Replace(text, place => Known.TryGetValue(place.Groups[1].Value, out var name) ? Clean(value(name) ?? unknown) : place.Value);

    /// <summary>One line: what would begin another becomes a space, so that no value can add a header to a mail (RFC 5322 section 2.2).</summary>
    public static string OneLine(string text) => Blank().Replace(text, " ").Trim();

    // Line breaks stay in a text; whatever else controls a terminal or turns the direction of writing does not.
    private static string Clean(string value)
    {
        var clean = new StringBuilder(value.Length);
        foreach (var rune in value.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !(Rune.IsControl(rune) || IsBidirectionalControl(rune.Value)))
                clean.Append(rune);
        }

        return clean.ToString();
    }

    private static bool IsBidirectionalControl(int value) => value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069;

    [GeneratedRegex(@"\{\{([A-Za-z]{1,40})\}\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[\p{C}\p{Zl}\p{Zp}\s]+")]
    private static partial Regex Blank();
}
