using System.Text.Json;
using System.Text.Json.Nodes;

namespace ProcessingRegister.Vault;

/// <summary>One personal text where it stands: its place as a JSON Pointer (RFC 6901), and whose it is.</summary>
/// <param name="Pointer">The place within the event's data.</param>
/// <param name="Subject">The person it is about, or <c>null</c> when it belongs to the record as a whole.</param>
/// <param name="Text">The text.</param>
public sealed record PersonalValue(string Pointer, Guid? Subject, PersonalText Text);

/// <summary>Finds the personal texts within any value of this program, by the same serialisation that stores it, so that none can be missed.</summary>
public static class PersonalValues
{
    /// <summary>All personal texts in <paramref name="value"/>, without their places.</summary>
    public static IReadOnlyList<PersonalText> In(object value) =>
        Encounters.During(() => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), RegisterJson.Storage).Length).Texts;

    /// <summary>All personal texts in <paramref name="value"/> with their places and subjects.</summary>
    public static IReadOnlyList<PersonalValue> Located(object value)
    {
        var (node, met, _) = Encounters.During(() => JsonSerializer.SerializeToNode(value, value.GetType(), RegisterJson.Storage));
        if (met.Count == 0)
            return [];
        var found = new List<PersonalValue>(met.Count);
        var next = 0;
        Walk(node, "", null);
        return next == met.Count ? found : throw new InvalidOperationException("A personal text stands where its place cannot be named.");

        // The converter met the texts in document order, and so does this walk.
        void Walk(JsonNode? at, string pointer, Guid? subject)
        {
            if (at is JsonObject o)
            {
                if (o.ContainsKey("$pv"))
                {
                    found.Add(new PersonalValue(pointer, subject, met[next++]));
                    return;
                }

                subject = o["$subject"]?.GetValue<Guid>() ?? subject;
                foreach (var (name, child) in o)
                    Walk(child, $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", subject);
            }
            else if (at is JsonArray a)
            {
                for (var i = 0; i < a.Count; i++)
                    Walk(a[i], $"{pointer}/{i}", subject);
            }
        }
    }

    /// <summary>Everything in <paramref name="value"/> that speaks of one person.</summary>
    public static IReadOnlyList<IAboutSubject> SubjectsIn(object value) =>
        Encounters.During(() => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), RegisterJson.Storage).Length).Subjects;
}
