using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProcessingRegister.Vault;

/// <summary>
/// Text that is, or may contain, personal data (GDPR Art. 4(1)): a name, an address, a free remark. The value lives in the vault, where it can be
/// erased; an event carries only <c>{"$pv": value id, "c": commitment}</c>. An instance is either clear (just received, or opened) or closed (read
/// from the store and not yet opened), and it cannot be written into an event before it has been sealed.
/// </summary>
[JsonConverter(typeof(PersonalTextConverter))]
public sealed class PersonalText : IEquatable<PersonalText>
{
    private PersonalText(Guid id, string? value, byte[]? commitment) => (Id, Value, Commitment) = (id, value, commitment);

    /// <summary>A value as it was received; it gets its commitment when the event that carries it is sealed.</summary>
    public PersonalText(string value) : this(Guid.CreateVersion7(), value, null) => ArgumentNullException.ThrowIfNull(value);

    /// <summary>The random id of the value in the vault.</summary>
    public Guid Id { get; private set; }

    /// <summary>The text, or <c>null</c> while closed, and for ever after its erasure.</summary>
    public string? Value { get; private set; }

    /// <summary>The 32 bytes that bind event, place and value, or <c>null</c> before sealing (docs/ledger-format.md, value commitments).</summary>
    public byte[]? Commitment { get; private set; }

    /// <summary>Whether the value has left for good: the reference stands, and nothing opens it.</summary>
    public bool Erased { get; private set; }

    internal static PersonalText Closed(Guid id, byte[] commitment) => new(id, null, commitment);

    internal void Seal(Guid id, byte[] commitment) => (Id, Commitment) = (id, commitment);

    internal void Open(string? value) => (Value, Erased) = (value, value is null);

    /// <summary>Two texts are equal when they say the same; two closed ones when they are the same value.</summary>
    public bool Equals(PersonalText? other) =>
        other is not null && (Value is not null && other.Value is not null ? Value == other.Value : Id == other.Id);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as PersonalText);

    /// <inheritdoc />
    public override int GetHashCode() => 0; // Open and closed texts may be equal to one another, so no finer hash is right.

    /// <summary>Never the value: this is what a log line or an exception message would show.</summary>
    public override string ToString() => "[personal text]";
}

/// <summary>How personal text is read and written; each use of JSON has exactly one of these (see <see cref="RegisterJson"/>).</summary>
public enum PersonalTextForm
{
    /// <summary>In events and records: a reference, never a value.</summary>
    Reference,

    /// <summary>At the edge: the value. A reference that a client sends is refused, since it could name another's value.</summary>
    Clear,
}

/// <summary>Writes <see cref="PersonalText"/> in one of its forms.</summary>
public sealed class PersonalTextConverter(PersonalTextForm form) : JsonConverter<PersonalText>
{
    /// <summary>The longest text that is accepted, in characters.</summary>
    public const int MaxLength = 4000;

    /// <summary>Used by the attribute on the type: the safe form, in which a clear value cannot be written.</summary>
    public PersonalTextConverter() : this(PersonalTextForm.Reference) { }

    /// <inheritdoc />
    public override PersonalText? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (form == PersonalTextForm.Clear)
            return reader.TokenType == JsonTokenType.String ? new PersonalText(Checked(reader.GetString()!)) : throw new JsonException("must be a text");
        using var document = JsonDocument.ParseValue(ref reader);
        var text = PersonalText.Closed(document.RootElement.GetProperty("$pv").GetGuid(), document.RootElement.GetProperty("c").GetBytesFromBase64());
        Encounters.Meet(text);
        return text;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, PersonalText value, JsonSerializerOptions options)
    {
        Encounters.Meet(value);
        if (form == PersonalTextForm.Clear)
        {
            writer.WriteStringValue(value.Value);
            return;
        }

        if (value.Commitment is null && !Encounters.Watching)
            throw new InvalidOperationException("A personal text was about to be stored before it was sealed.");
        writer.WriteStartObject();
        writer.WriteString("$pv", value.Id);
        writer.WriteBase64String("c", value.Commitment ?? []);
        writer.WriteEndObject();
    }

    private static string Checked(string value) =>
        string.IsNullOrWhiteSpace(value) ? throw new JsonException("must not be empty")
        : value.Length > MaxLength ? throw new JsonException($"must not be longer than {MaxLength} characters")
        : value.Contains('\0') ? throw new JsonException("must not contain the character U+0000")
        : value;
}
