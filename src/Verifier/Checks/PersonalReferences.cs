using System.Text;
using System.Text.Json;
using MerkleLog;

namespace Verifier.Checks;

/// <summary>A place in an event's data where a personal value is referred to.</summary>
/// <param name="ValueId">The value.</param>
/// <param name="Pointer">The place, RFC 6901.</param>
/// <param name="Commitment">The commitment that stands there.</param>
internal sealed record PersonalReference(Guid ValueId, string Pointer, Hash Commitment);

/// <summary>Finds the references <c>{"$pv": id, "c": commitment}</c> in an event's data.</summary>
internal static class PersonalReferences
{
    /// <summary>All of them; an object with a <c>$pv</c> that is not a reference is none.</summary>
    public static IEnumerable<PersonalReference> In(ReadOnlyMemory<byte> data)
    {
        // Most events have none, and then the text is not read. A key can be spelled with escapes, so a backslash has it read too.
        if (data.Span.IndexOf("$pv"u8) < 0 && data.Span.IndexOf((byte)'\\') < 0)
            return [];
        return In(JsonElement.Parse(data.Span, new JsonDocumentOptions { MaxDepth = CanonicalJson.MaximumDepth + 1 }), "");
    }

    private static IEnumerable<PersonalReference> In(JsonElement json, string pointer) => json.ValueKind switch
    {
        JsonValueKind.Object when IsReference(json, out var id, out var commitment) => [new PersonalReference(id, pointer, commitment)],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => In(member.Value, $"{pointer}/{Escaped(member.Name)}")),
        JsonValueKind.Array => json.EnumerateArray().Index().SelectMany(item => In(item.Item, $"{pointer}/{item.Index}")),
        _ => [],
    };

    private static bool IsReference(JsonElement json, out Guid id, out Hash commitment)
    {
        (id, commitment) = (default, default);
        return json.TryGetProperty("$pv", out var value) && value.ValueKind == JsonValueKind.String && value.TryGetGuid(out id)
            && json.TryGetProperty("c", out var c) && c.ValueKind == JsonValueKind.String && Hash.TryParse(c.GetString(), out commitment);
    }

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>Place and commitment in one hash, equal for the two sides of a value exactly where the value opens the commitment at this place.</summary>
    public static Hash Digest(Guid eventId, string pointer, Hash commitment) =>
        Hash.Sha256([.. eventId.ToByteArray(bigEndian: true), .. commitment.AsSpan(), .. Encoding.UTF8.GetBytes(pointer)]);
}
