using System.Text;
using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Breaches.Forms;

/// <summary>Whose form.</summary>
public enum FormOf
{
    /// <summary>The EDPB's common template, as drafted in June 2026.</summary>
    Edpb,

    /// <summary>Datatilsynet, Norway.</summary>
    Datatilsynet,

    /// <summary>The Information Commissioner's Office, United Kingdom.</summary>
    Ico,

    /// <summary>The Commission nationale de l'informatique et des libertés, France.</summary>
    Cnil,
}

/// <summary>A field of a form.</summary>
/// <param name="Row">The row of the template, where it numbers its rows.</param>
/// <param name="Label">What is asked, in this register's words.</param>
/// <param name="State">Whether it is answered, is missing, or does not apply.</param>
/// <param name="Value">The answer.</param>
public sealed record FormField(string? Row, string Label, StatedAs State, string? Value)
{
    /// <summary>A field that is to be answered.</summary>
    internal static FormField Asked(string? row, string label, string? value) =>
        new(row, label, string.IsNullOrWhiteSpace(value) ? StatedAs.Missing : StatedAs.Provided, string.IsNullOrWhiteSpace(value) ? null : value);

    /// <summary>A field that is to be answered only if it applies.</summary>
    internal static FormField AskedIf(bool applies, string? row, string label, string? value) =>
        applies ? Asked(row, label, value) : new(row, label, StatedAs.NotApplicable, null);
}

/// <summary>A section of a form.</summary>
/// <param name="Number">Its number, where the form has one.</param>
/// <param name="Heading">What it is about, in this register's words.</param>
/// <param name="Fields">Its fields.</param>
public sealed record FormSection(string? Number, string Heading, params IReadOnlyList<FormField> Fields);

/// <summary>
/// What an authority's form asks for, filled as far as the record knows. It is a view of the record in the authority's structure and this register's words,
/// to be copied from; it is not the form.
/// </summary>
/// <param name="Authority">Whose form.</param>
/// <param name="Breach">The breach.</param>
/// <param name="Version">The version of the record that it was filled from.</param>
/// <param name="Notes">How the form is filed, and what it must not contain.</param>
/// <param name="Sections">The sections.</param>
public sealed record NotificationForm(FormOf Authority, Guid Breach, long Version, IReadOnlyList<string> Notes, IReadOnlyList<FormSection> Sections)
{
    /// <summary>What is asked and not known yet.</summary>
    public IReadOnlyList<string> Missing => [.. MissingFields.Select(f => f.Row is null ? f.Label : $"{f.Row} {f.Label}")];

    /// <summary>The fields that are asked for and not known yet.</summary>
    [JsonIgnore]
    public IReadOnlyList<FormField> MissingFields => [.. Sections.SelectMany(s => s.Fields).Where(f => f.State == StatedAs.Missing)];

    /// <summary>The form as text, with what is missing at its end.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        foreach (var note in Notes)
            text.Append(note).Append('\n');
        foreach (var section in Sections)
        {
            text.Append('\n').Append(section.Number is null ? "" : section.Number + " ").Append(section.Heading).Append('\n');
            foreach (var field in section.Fields)
            {
                text.Append("  ").Append(field.Row is null ? "" : field.Row + " ").Append(field.Label).Append(": ")
                    .Append(field.State switch { StatedAs.Provided => field.Value, StatedAs.NotApplicable => "does not apply", _ => "[missing]" }).Append('\n');
            }
        }

        text.Append("\nMissing\n");
        foreach (var missing in Missing)
            text.Append("  ").Append(missing).Append('\n');
        return text.Append(Missing.Count == 0 ? "  nothing\n" : "").ToString();
    }
}
