using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProcessingRegister.Vocabulary;

/// <summary>A value that is written as one word of text and may only exist in a valid form.</summary>
/// <typeparam name="T">The value itself.</typeparam>
public interface ITextValue<T>
    where T : ITextValue<T>
{
    /// <summary>The rule a text has to keep, as a sentence that can be shown to whoever broke it.</summary>
    static abstract string Rule { get; }

    /// <summary>Reads a text, and answers whether it keeps the rule.</summary>
    static abstract bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out T value);
}

/// <summary>Reads and writes a <see cref="ITextValue{T}"/> as a JSON string or property name.</summary>
/// <typeparam name="T">The value.</typeparam>
public sealed class TextValueJsonConverter<T> : JsonConverter<T>
    where T : ITextValue<T>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The text breaks the rule. The message names the rule and never the text.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && T.TryParse(reader.GetString(), out var value) ? value : throw new JsonException(T.Rule);

    /// <inheritdoc/>
    /// <exception cref="JsonException">The text breaks the rule. The message names the rule and never the text.</exception>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.TryParse(reader.GetString(), out var value) ? value : throw new JsonException(T.Rule);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString()!);
}
