using System.Security.Cryptography;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches;

/// <summary>A number, and how sure it is.</summary>
/// <param name="Qualifier">How sure.</param>
/// <param name="Value">The number; none when it is not known.</param>
public sealed record Quantity(Qualifier Qualifier, long? Value = null)
{
    /// <summary>In words, as in <c>about 1200</c>.</summary>
    internal string InWords => Qualifier switch
    {
        Qualifier.Exact => $"{Value}",
        Qualifier.Approximate => $"about {Value}",
        Qualifier.AtLeast => $"at least {Value}",
        Qualifier.AtMost => $"at most {Value}",
        _ => "not known",
    };

    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. Value is null != (Qualifier == Qualifier.Unknown) ? [new Fault($"{at}/value", "must be given exactly when qualifier is not unknown")] : Array.Empty<Fault>(),
        .. Value < 0 ? [new Fault($"{at}/value", "must not be negative")] : Array.Empty<Fault>(),
    ];
}

/// <summary>A number in one country.</summary>
/// <param name="Country">Where.</param>
/// <param name="Quantity">How many.</param>
public sealed record QuantityInCountry(CountryCode Country, Quantity Quantity);

/// <summary>How many, in all and in each country.</summary>
/// <param name="InAll">In all.</param>
/// <param name="ByCountry">In each country, as far as that is known.</param>
public sealed record Extent(Quantity InAll, IReadOnlyList<QuantityInCountry>? ByCountry = null)
{
    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. InAll.Faults($"{at}/inAll"),
        .. Form.Each($"{at}/byCountry", ByCountry, (q, pointer) => q.Quantity.Faults($"{pointer}/quantity")),
    ];
}

/// <summary>When the breach itself took place.</summary>
/// <param name="From">When it began (UTC); absent while not known.</param>
/// <param name="To">When it ended (UTC); absent while it goes on or is not known.</param>
/// <param name="IsEstimated">Whether the times are an estimate.</param>
/// <param name="IsOngoing">Whether it goes on.</param>
public sealed record Occurrence(DateTimeOffset? From = null, DateTimeOffset? To = null, bool IsEstimated = false, bool IsOngoing = false)
{
    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. To < From ? [new Fault($"{at}/to", "must not be before from")] : Array.Empty<Fault>(),
        .. To is not null && IsOngoing ? [new Fault($"{at}/to", "must not be given while it goes on")] : Array.Empty<Fault>(),
    ];
}

/// <summary>Whether those who have the data can read them, Art. 34(3)(a).</summary>
/// <param name="Unintelligible">Whether the data are unintelligible to whoever is not authorised.</param>
/// <param name="KeysCompromised">Whether the means of reading them, such as keys, were taken as well.</param>
/// <param name="Means">By what they are unintelligible.</param>
public sealed record DataProtectionByMeans(Answer Unintelligible, Answer KeysCompromised, ImpersonalText? Means = null);

/// <summary>A system in which affected data are.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="LocatedIn">Where.</param>
public sealed record AffectedSystem(ImpersonalText Name, IReadOnlyList<Territory> LocatedIn);

/// <summary>A category of personal data that is affected.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="SpecialCategory">Art. 9(1) and 10, when it is one of these.</param>
public sealed record AffectedCategory(ImpersonalText Name, SpecialCategory? SpecialCategory = null);

/// <summary>A likely consequence, Art. 33(3)(c).</summary>
/// <param name="Of">Of the loss of what.</param>
/// <param name="Text">Which.</param>
public sealed record Consequence(BreachKind Of, ImpersonalText Text);

/// <summary>Whether data subjects or establishments in several countries are concerned, Art. 4(23), 56.</summary>
/// <param name="IsCrossBorder">Whether it is.</param>
/// <param name="LeadAuthority">Whose authority leads.</param>
/// <param name="Establishments">Where the controller has establishments that are concerned.</param>
/// <param name="DataSubjectsIn">Where the data subjects are.</param>
/// <param name="AlsoNotified">Whose authorities were notified besides.</param>
public sealed record CrossBorder(
    bool IsCrossBorder, CountryCode? LeadAuthority = null, IReadOnlyList<CountryCode>? Establishments = null, IReadOnlyList<CountryCode>? DataSubjectsIn = null,
    IReadOnlyList<CountryCode>? AlsoNotified = null);

/// <summary>Another party that is involved.</summary>
/// <param name="Qualification">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Contact">Whom to reach there.</param>
public sealed record OtherParty(PartyQualification Qualification, PersonalText Name, ContactPerson? Contact = null);

/// <summary>A document that belongs to the breach. Its bytes are kept elsewhere.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Sha256">The SHA-256 digest of its bytes, 32 bytes.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Size">Its length in bytes.</param>
public sealed record Attachment(ImpersonalText Name, byte[] Sha256, ImpersonalText MediaType, long Size)
{
    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. Digest.Faults($"{at}/sha256", Sha256),
        .. Size < 0 ? [new Fault($"{at}/size", "must not be negative")] : Array.Empty<Fault>(),
    ];
}

/// <summary>Digests by SHA-256.</summary>
internal static class Digest
{
    /// <summary>Of a list of ids, whatever their order.</summary>
    internal static byte[] Of(IEnumerable<Guid> ids) => SHA256.HashData([.. ids.Order().SelectMany(id => id.ToByteArray(bigEndian: true))]);

    internal static IEnumerable<Fault> Faults(string at, byte[]? sha256) =>
        sha256 is { Length: not 32 } ? [new Fault(at, "must be the 32 bytes of a SHA-256 digest in base64")] : [];
}

/// <summary>Data of one kind that are affected, held in one role.</summary>
/// <param name="Name">What the register calls them here, unique within the breach.</param>
/// <param name="Role">In which role the organisation holds them.</param>
/// <param name="Description">Which data they are.</param>
/// <param name="Services">Held as processor: in which services; an agreement that takes one of them is concerned.</param>
public sealed record AffectedDataset(ImpersonalText Name, BreachRole Role, ImpersonalText? Description = null, IReadOnlyList<ImpersonalText>? Services = null)
{
    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. Form.Size($"{at}/services", Services as System.Collections.ICollection),
        .. Role == BreachRole.Controller && Services is { Count: > 0 } ? [new Fault($"{at}/services", "must not be given where the organisation is the controller")] : Array.Empty<Fault>(),
    ];
}
