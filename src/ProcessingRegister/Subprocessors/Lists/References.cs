using System.Globalization;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Subprocessors.Lists;

/// <summary>Makes references for subprocessors that a list names without an id.</summary>
internal static class References
{
    private const int MaxLength = 80;

    /// <summary>The name in small letters and hyphens, with a number where that is taken.</summary>
    public static ImpersonalText For(ImpersonalText name, IEnumerable<ImpersonalText> taken)
    {
        var words = string.Join('-', new string([.. name.Value.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var stem = words.Length == 0 ? "subprocessor" : words.Length > MaxLength ? words[..MaxLength] : words;
        var others = taken.Select(t => t.Value).ToHashSet();
        var reference = stem;
        for (var number = 2; others.Contains(reference); number++)
            reference = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
        return new ImpersonalText(reference);
    }
}

/// <summary>Copies what is said of persons, so that each event seals values of its own (decision record 4).</summary>
internal static class PersonalCopies
{
    /// <summary>The content with fresh copies of its personal texts; what was erased is not said again.</summary>
    public static SubprocessorContent Of(SubprocessorContent content) => content with
    {
        PostalAddress = Of(content.PostalAddress),
        Contact = content.Contact is { } person && Of(person.Name) is { } name
            ? new ContactPerson
            {
                Subject = person.Subject,
                Name = name,
                Function = Of(person.Function),
                Email = Of(person.Email),
                Telephone = Of(person.Telephone),
                PostalAddress = Of(person.PostalAddress),
            }
            : null,
    };

    private static PersonalText? Of(PersonalText? text) => text?.Value is { } value ? new PersonalText(value) : null;
}
