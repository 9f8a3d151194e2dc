using System.Text.Json.Serialization;

namespace ProcessingRegister.Vault;

/// <summary>
/// A person who can be reached: a contact, a data protection officer (Art. 37), a representative's contact (Art. 27). Every value about the person is
/// personal text under the person's own key, so that erasing one person leaves all others untouched.
/// </summary>
public sealed record ContactPerson : IAboutSubject, IJsonOnSerializing
{
    /// <summary>A random reference to the person, the same for every mention; assigned by the register, not by the client.</summary>
    [JsonPropertyName("$subject")]
    public Guid Subject { get; set; }

    /// <summary>The person's name, or the name of the office when no person is designated.</summary>
    public required PersonalText Name { get; init; }

    /// <summary>What the person does in the organisation.</summary>
    public PersonalText? Function { get; init; }

    /// <summary>E-mail address.</summary>
    public PersonalText? Email { get; init; }

    /// <summary>Telephone number.</summary>
    public PersonalText? Telephone { get; init; }

    /// <summary>Postal address.</summary>
    public PersonalText? PostalAddress { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public string? Recognisable => (Email ?? Telephone)?.Value?.Trim().ToUpperInvariant() ?? Name.Value?.Trim().ToUpperInvariant();

    void IJsonOnSerializing.OnSerializing() => Encounters.Meet(this);
}

/// <summary>Something that speaks of one person, whose personal texts are kept under that person's own key.</summary>
public interface IAboutSubject
{
    /// <summary>The random reference to the person.</summary>
    Guid Subject { get; set; }

    /// <summary>By what the person is recognised among those already known, in a normal form; <c>null</c> when by nothing.</summary>
    string? Recognisable { get; }
}
