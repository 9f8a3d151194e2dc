using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ProcessingRegister.Vault;

/// <summary>The two forms of JSON in this program: what is stored, and what is said at the edge.</summary>
public static class RegisterJson
{
    /// <summary>Enumerations as camelCase words, never as numbers.</summary>
    public static JsonConverter EnumerationsAsWords { get; } = new EnumerationConverter();

    /// <summary>Events and records in the database: personal text as references.</summary>
    public static JsonSerializerOptions Storage { get; } = Configure(new JsonSerializerOptions(), PersonalTextForm.Reference);

    /// <summary>Requests and responses: personal text in the clear; unknown and repeated members, missing values and wrong types are refused.</summary>
    public static JsonSerializerOptions Edge { get; } = Configure(new JsonSerializerOptions(JsonSerializerOptions.Strict), PersonalTextForm.Clear);

    /// <summary>Puts this program's conventions on <paramref name="options"/>: camelCase names, enumerations as words, numbers as numbers.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options, PersonalTextForm form)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new PersonalTextConverter(form));
        options.Converters.Add(new ImpersonalTextConverter(isRecorded: form == PersonalTextForm.Reference));
        options.Converters.Add(EnumerationsAsWords);
        var resolver = new DefaultJsonTypeInfoResolver();
        if (form == PersonalTextForm.Clear)
        {
            options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.AllowDuplicateProperties = false;
            options.RespectNullableAnnotations = true;
            options.RespectRequiredConstructorParameters = true;
            resolver.Modifiers.Add(HideSubjects);
            resolver.Modifiers.Add(RefuseNullItems);
        }

        options.TypeInfoResolver = resolver;
        return options;
    }

    /// <summary>Whether two values say the same to a reader, whatever references they carry; personal texts must be open to be compared.</summary>
    public static bool SayTheSame<T>(T one, T other) =>
        JsonNode.DeepEquals(JsonSerializer.SerializeToNode(one, Edge), JsonSerializer.SerializeToNode(other, Edge));

    // The framework's null check knows members and parameters, but not the items of a list.
    private static void RefuseNullItems(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && type.ElementType is { IsValueType: false })
            type.OnDeserialized = list => _ = ((System.Collections.IEnumerable)list).Cast<object?>().Contains(null) ? throw new JsonException("must not have null as an item") : list;
    }

    // A client never sees, and can never choose, whose key a value is kept under.
    private static void HideSubjects(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || !type.Type.IsAssignableTo(typeof(IAboutSubject)))
            return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].Name == "$subject")
                type.Properties.RemoveAt(i);
        }
    }
}
