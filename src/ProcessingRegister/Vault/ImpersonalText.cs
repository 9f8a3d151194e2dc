using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ProcessingRegister.Vault;

/// <summary>
/// Text in the clear about things: purposes, categories, systems, measures. It stands in events for ever, so it must not name a person; what looks
/// like an e-mail address, a telephone number or a national identity number is refused. Text that may name one is a <see cref="PersonalText"/>.
/// </summary>
[JsonConverter(typeof(ImpersonalTextConverter))]
public readonly partial record struct ImpersonalText
{
    /// <summary>The longest text that is accepted, in characters.</summary>
    public const int MaxLength = 2000;

    /// <summary>Accepts a text about things.</summary>
    /// <exception cref="FormatException">The text is empty, too long, or seems to name a person; the message names the rule, never the text.</exception>
    public ImpersonalText(string value) => Value = RuleBrokenBy(value) is { } rule ? throw new FormatException(rule) : value;

    /// <summary>The text.</summary>
    public string Value { get => field ?? ""; private init; }

    /// <inheritdoc />
    public override string ToString() => Value;

    /// <summary>A literal of this program, as a text.</summary>
    public static implicit operator ImpersonalText(string value) => new(value);

    // What stands in an event stands there by the rules of its day, and stays readable when later ones are stricter.
    internal static ImpersonalText AsRecorded(string value) => new() { Value = value };

    internal static string? RuleBrokenBy(string? value) =>
        string.IsNullOrWhiteSpace(value) ? "must not be empty"
        : value.Length > MaxLength ? $"must not be longer than {MaxLength} characters"
        : value.Contains('\0') ? "must not contain the character U+0000"
        : RuleOfContentBrokenBy(Ascii.IsValid(value) ? value : AsSeen(value));

    // As a reader sees it: full-width forms as what they stand for, and nothing that has no width.
    private static string AsSeen(string value) =>
        string.Concat(value.Normalize(NormalizationForm.FormKC).Where(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format));

    private static string? RuleOfContentBrokenBy(string value) =>
        Email().IsMatch(value) ? "must not contain an e-mail address: text here stands in the ledger for ever"
        : Telephone().IsMatch(value) ? "must not contain a telephone number: text here stands in the ledger for ever"
        : NationalIdentityNumber().IsMatch(value) ? "must not contain a national identity number: text here stands in the ledger for ever"
        : null;

    // A sign of the address's own must stand before the @, so that a package named @scope/name.js in a web address is none; and a version is no domain.
    [GeneratedRegex(@"[\p{L}\p{N}_%+'~!#$&*=?^{|}."")-]@(?:[\p{L}\p{N}-]+\.)+\p{L}[\p{L}\p{N}-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    // International numbers, however grouped; the zeros of an hour, a price or a longer number begin none.
    [GeneratedRegex(@"(?:(?<![\w+])\+|(?<![\w-]|\d[:.,\s])00[\s.-]?)[1-9](?:[\s()./\p{Pd}]{0,3}\d){7,}", RegexOptions.CultureInvariant)]
    private static partial Regex Telephone();

    // Norway: ddmmyy and five digits, also D-numbers. Sweden: yymmdd-nnnn, also with the century, with + after a hundred years, and coordination numbers.
    // Denmark and Finland: ddmmyy, a sign of the century, four characters. Months and days are checked, since 556016-0680 is a Swedish company.
    [GeneratedRegex(
        """
        (?<!\d)(?:
          [0-7]\d[01]\d\d\d[\s\p{Pd}]?\d{5}
        | (?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])[-+]?|\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])[-+])\d{4}
        | (?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d[-+A-FU-Y]\d{3}[\dA-Z]
        )(?!\d)
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NationalIdentityNumber();
}

/// <summary>Reads and writes <see cref="ImpersonalText"/> as a JSON string.</summary>
public sealed class ImpersonalTextConverter(bool isRecorded) : JsonConverter<ImpersonalText>
{
    /// <summary>Used by the attribute on the type: what is read is new, and checked.</summary>
    public ImpersonalTextConverter() : this(isRecorded: false) { }

    /// <inheritdoc />
    public override ImpersonalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException("must be a text");
        if (isRecorded)
            return ImpersonalText.AsRecorded(value!);
        return ImpersonalText.RuleBrokenBy(value) is { } rule ? throw new JsonException(rule) : new ImpersonalText(value!);
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ImpersonalText value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
