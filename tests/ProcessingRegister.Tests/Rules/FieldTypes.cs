using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Tests.Rules;

/// <summary>One field of an event or of a part of one, as it is stored.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Type">Its type, without its nullability.</param>
/// <param name="Optional">Whether it may be absent.</param>
internal sealed record Field(string Name, Type Type, bool Optional);

/// <summary>What an event may be made of: what cannot name a person, and what keeps a person's data in the vault.</summary>
internal static class FieldTypes
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Allowed = new()
    {
        [typeof(Guid)] = "reference",
        [typeof(DateOnly)] = "date",
        [typeof(DateTimeOffset)] = "instant",
        [typeof(bool)] = "yes or no",
        [typeof(int)] = "whole number",
        [typeof(long)] = "whole number",
        [typeof(decimal)] = "decimal number",
        [typeof(byte[])] = "bytes",
        [typeof(ImpersonalText)] = "text about things",
        [typeof(PersonalText)] = "personal text, in the vault",
        [typeof(ContactPerson)] = "person, in the vault",
        [typeof(CountryCode)] = "country",
        [typeof(Territory)] = "territory",
    };

    /// <summary>What the catalogue calls a type that needs no explanation; <c>null</c> for one that does.</summary>
    public static string? NameOf(Type type) => Allowed.GetValueOrDefault(type);

    /// <summary>The type of the items, when the type is a list.</summary>
    public static Type? ItemOf(Type type) =>
        type.IsArray && !Allowed.ContainsKey(type) ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericArguments() is [var item] ? item
        : null;

    /// <summary>The fields of a record, in the order in which they are stored.</summary>
    public static IEnumerable<Field> Of(Type record) => record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetIndexParameters().Length == 0 && p.GetCustomAttribute<JsonIgnoreAttribute>() is null)
        .Select(p => new Field(
            p.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(p.Name),
            Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType,
            Nullability.Create(p).ReadState == NullabilityState.Nullable));

    /// <summary>Where a type holds what may not stand in an event: one sentence for each place.</summary>
    public static IEnumerable<string> Forbidden(Type type, string path, params IEnumerable<Type> within)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Allowed.ContainsKey(type) || type.IsEnum || within.Contains(type))
            return [];
        if (ItemOf(type) is { } item)
            return Forbidden(item, $"{path}[]", within);
        if (!IsRecord(type))
            return [$"{path} is a {type.Name}: a text is an ImpersonalText or a PersonalText, a quantity an int, a long or a decimal, and nothing has an open type."];
        return Of(type).SelectMany(field => Forbidden(field.Type, $"{path}.{field.Name}", [.. within, type]));
    }

    // Only this program's own, closed records: what a library or a derived type adds would be stored unseen.
    private static bool IsRecord(Type type) =>
        type.Assembly != typeof(object).Assembly && type.Assembly != typeof(JsonElement).Assembly && (type.IsSealed || type.IsValueType)
        && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;
}
