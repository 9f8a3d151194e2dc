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
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public override string ToString() => Value;

    /// <summary>A literal of this program, as a text.</summary>
    public static implicit operator ImpersonalText(string value) => new(value);

    internal static string? RuleBrokenBy(string? value) =>
        string.IsNullOrWhiteSpace(value) ? "must not be empty"
        : value.Length > MaxLength ? $"must not be longer than {MaxLength} characters"
        : value.Contains('\0') ? "must not contain the character U+0000"
        : Email().IsMatch(value) ? "must not contain an e-mail address: text here stands in the ledger for ever"
        : Telephone().IsMatch(value) ? "must not contain a telephone number: text here stands in the ledger for ever"
        : NationalIdentityNumber().IsMatch(value) ? "must not contain a national identity number: text here stands in the ledger for ever"
        : null;

    [GeneratedRegex(@"[^\s@<>""]+@[^\s@<>""]+\.[^\s@<>""]+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<![\w+])(\+|00)[1-9](?:[\s().-]?\d){7,}", RegexOptions.CultureInvariant)]
    private static partial Regex Telephone();

    // Norway: ddmmyy and five digits; Sweden and Finland: yymmdd or ddmmyy, a sign, four characters; Denmark: ddmmyy-nnnn.
    [GeneratedRegex(@"(?<!\d)(?:[0-7]\d[0-1]\d\d\d\s?\d{5}|(?:\d\d)?\d{6}[-+A]\d{3}[\dA-Z])(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex NationalIdentityNumber();
}

/// <summary>Reads and writes <see cref="ImpersonalText"/> as a JSON string.</summary>
public sealed class ImpersonalTextConverter : JsonConverter<ImpersonalText>
{
    /// <inheritdoc />
    public override ImpersonalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException("must be a text");
        return ImpersonalText.RuleBrokenBy(value) is { } rule ? throw new JsonException(rule) : new ImpersonalText(value!);
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ImpersonalText value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
