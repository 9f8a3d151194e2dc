using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Subprocessors;

/// <summary>What is said of another party beside its name: who it is, what it does and where (rules 5.4 and 6.4).</summary>
public sealed record SubprocessorContent
{
    /// <summary>What it does, and at whose choice.</summary>
    public required SubprocessorKind Kind { get; init; }

    /// <summary>Where the legal entity is established; <c>null</c> is a gap.</summary>
    public CountryCode? Country { get; init; }

    /// <summary>Its number in that country's register of companies.</summary>
    public ImpersonalText? RegistrationNumber { get; init; }

    /// <summary>Its postal address.</summary>
    public PersonalText? PostalAddress { get; init; }

    /// <summary>Whom to reach there.</summary>
    public ContactPerson? Contact { get; init; }

    /// <summary>What it does for which service, with which data and where; an item at least.</summary>
    public required IReadOnlyList<ServedService> Services { get; init; }

    /// <summary>Whether the organisation engages it, so that Art. 28(2) and (4) apply; what the customer chose is the customer's own.</summary>
    [JsonIgnore]
    public bool IsSubprocessor => Kind is not (SubprocessorKind.ThirdPartyChosenByCustomer or SubprocessorKind.CustomersOwnIntegration);

    /// <summary>What it does for a service.</summary>
    public IEnumerable<ServedService> For(ImpersonalText service) => Services.Where(s => s.IsFor(service));

    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. Services.Count == 0 ? [new Fault($"{at}/services", "must not be empty; an item that names no service is about every service")] : Array.Empty<Fault>(),
        .. Form.Each($"{at}/services", Services, (service, pointer) =>
        [
            .. service.Faults(pointer),
            .. Kind == SubprocessorKind.ProcessingWithoutStorage && service.StoredIn is { Count: > 0 }
                ? [new Fault($"{pointer}/storedIn", "must be empty when kind is processingWithoutStorage")] : Array.Empty<Fault>(),
            .. Services.Count(s => s.Service == service.Service && s.Purpose == service.Purpose) > 1
                ? [new Fault($"{pointer}/purpose", "must not be named twice for the same service; name all its places in one item")] : Array.Empty<Fault>(),
        ]),
    ];
}
