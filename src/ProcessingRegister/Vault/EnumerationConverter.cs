using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProcessingRegister.Vault;

/// <summary>
/// Enumerations as camelCase words, exactly as they are written: no numbers, no other case, and not several in one text, which the framework's own
/// converter would add up to a value that does not exist.
/// </summary>
public sealed class EnumerationConverter : JsonConverterFactory
{
    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    /// <inheritdoc />
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

    /// <summary>The words of an enumeration, in the order of its values.</summary>
    public static IReadOnlyList<string> WordsOf(Type enumeration) => [.. Enum.GetNames(enumeration).Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private sealed class Of<T> : JsonConverter<T> where T : struct, Enum
    {
        private static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>().ToFrozenDictionary(Word, StringComparer.Ordinal);
        private static readonly FrozenDictionary<T, string> Words = Values.ToFrozenDictionary(v => v.Value, v => v.Key);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? ValueOf(reader.GetString()!) : throw new JsonException(Rule);

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ValueOf(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Words[value]);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(Words[value]);

        private static string Rule => $"must be one of {string.Join(", ", WordsOf(typeof(T)))}";

        private static string Word(T value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

        private static T ValueOf(string word) => Values.TryGetValue(word, out var value) ? value : throw new JsonException(Rule);
    }
}
