using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Reading;

/// <summary>What is stated, in the words of a table's cell.</summary>
public static class Words
{
    /// <summary>Several things in one cell.</summary>
    public static string Join<T>(IEnumerable<T> items, Func<T, string> words) => string.Join("; ", items.Select(words));

    /// <summary>The parts that are given, in one phrase.</summary>
    public static string Phrase(params ReadOnlySpan<string?> parts)
    {
        var given = new List<string>(parts.Length);
        foreach (var part in parts)
        {
            if (!string.IsNullOrEmpty(part))
                given.Add(part);
        }

        return string.Join(", ", given);
    }

    /// <summary>A personal text: its value, or that it was erased.</summary>
    public static string? Of(PersonalText? text) => text is { Erased: true } ? "[erased]" : text?.Value;

    /// <summary>How a person can be reached.</summary>
    public static string Of(ContactPerson person) =>
        Phrase(Of(person.Name), Of(person.Function), Of(person.Email), Of(person.Telephone), Of(person.PostalAddress));

    /// <summary>A point in one of its four states.</summary>
    public static string Of<T>(Stated<T> stated, Func<T, string> words) where T : class =>
        Of(stated.State, stated.Value is { } value ? words(value) : "", stated.Reason, stated.ReviewBy);

    /// <summary>A list in one of its four states.</summary>
    public static string OfEach<T>(Stated<IReadOnlyList<T>> stated, Func<T, string> words) => Of(stated, list => Join(list, words));

    /// <summary>A point in one of its four states.</summary>
    public static string Of(StatedAs state, string value, PersonalText? reason, DateOnly? reviewBy) => state switch
    {
        StatedAs.Provided => value,
        StatedAs.NotApplicable => reason is null ? "not applicable" : $"not applicable: {Of(reason)}",
        StatedAs.NotYetPossible => $"not yet possible: {Of(reason)} (to be reviewed by {reviewBy:yyyy-MM-dd})",
        _ => value.Length == 0 ? "missing" : $"{value} (incomplete)",
    };

    /// <summary>A day.</summary>
    public static string? Of(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A member of an enumeration, as everywhere at the edge.</summary>
    public static string Of(Enum value) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
