using System.Globalization;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Subprocessors;

/// <summary>The list of subprocessors as a table.</summary>
public static class SubprocessorColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<Subprocessor>> All { get; } =
    [
        new("id", s => s.Id.ToString()),
        new("version", s => s.Version.ToString(CultureInfo.InvariantCulture)),
        new("reference", s => s.Reference.Value),
        new("name", s => s.Name.Value),
        new("formerNames", s => Words.Join(s.FormerNames, f => $"{f.Name.Value} (until {Words.Of(f.Until)})")),
        new("kind", s => Words.Of(s.Content.Kind)),
        new("isSubprocessor", s => s.Content.IsSubprocessor ? "true" : "false"),
        new("country", s => s.Content.Country?.Code),
        new("registrationNumber", s => s.Content.RegistrationNumber?.Value),
        new("postalAddress", s => Words.Of(s.Content.PostalAddress)),
        new("contact", s => s.Content.Contact is { } contact ? Words.Of(contact) : "missing"),
        new("services", s => Words.Join(s.Content.Services, v => Words.Phrase(v.Service?.Value ?? "every service", v.Purpose?.Value))),
        new("dataCategories", s => Words.Join(s.Content.Services.SelectMany(v => v.DataCategories ?? []).Distinct(), c => c.Value)),
        new("storedIn", s => Words.Join(s.Content.Services.SelectMany(v => v.StoredIn ?? []).Distinct(), p => p.Code)),
        new("accessedFrom", s => Words.Join(s.Content.Services.SelectMany(v => v.AccessedFrom ?? []).Distinct(), p => p.Code)),
        new("engagements", s => Words.Join(s.Engagements, e => $"{Words.Of(e.From)}/{Words.Of(e.To) ?? ".."}")),
        new("ownSubprocessors", s => Words.Join(s.OwnSubprocessors, o => $"{o.Subprocessor} {Words.Of(o.From)}/{Words.Of(o.To) ?? ".."}")),
        new("certificates", s => Words.Join(s.Certificates, c => $"{c.Certificate.Standard.Value} until {Words.Of(c.Certificate.ValidUntil)}")),
        new("effectiveFrom", s => Words.Of(s.EffectiveFrom)),
        new("mergedInto", s => s.MergedInto is { } merger ? $"{merger.Other} {Words.Of(merger.On)}" : null),
    ];
}
