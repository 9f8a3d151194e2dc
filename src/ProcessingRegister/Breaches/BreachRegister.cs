using System.Globalization;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches;

/// <summary>A breach as Art. 33(5) has it documented: the facts, the effects and the remedial action, and why an authority was not notified.</summary>
/// <param name="Id">The record.</param>
/// <param name="Version">Its version.</param>
/// <param name="Reference">The organisation's own name for it.</param>
/// <param name="Status">How the record stands.</param>
/// <param name="Roles">In which roles the organisation holds the data affected.</param>
/// <param name="DetectedAt">The first alert.</param>
/// <param name="Occurred">When it took place.</param>
/// <param name="AwareAsController">Since when the organisation is aware as controller.</param>
/// <param name="AwareAsProcessor">Since when it is aware as processor.</param>
/// <param name="Facts">What is known.</param>
/// <param name="Risk">The risk, as the last assessment has it.</param>
/// <param name="RiskReasons">Why.</param>
/// <param name="AuthorityNotifiedAt">When the authority was first notified.</param>
/// <param name="ReasonsForDelay">Why it was notified late.</param>
/// <param name="WhyAuthorityNotNotified">Why it was not: the decision's reasons, or that there was no breach.</param>
/// <param name="CommunicatedAt">When the breach was first communicated to data subjects.</param>
/// <param name="WhyNotCommunicated">Why an exception of Art. 34(3) was relied on.</param>
/// <param name="Effects">The effects that it had.</param>
/// <param name="RemedialAction">What was done about it.</param>
public sealed record BreachEntry(
    Guid Id, long Version, ImpersonalText Reference, BreachStatus Status, IReadOnlyList<BreachRole> Roles, DateTimeOffset DetectedAt, Occurrence? Occurred,
    DateTimeOffset? AwareAsController, DateTimeOffset? AwareAsProcessor, BreachFacts Facts, RiskOutcome? Risk, PersonalText? RiskReasons,
    DateTimeOffset? AuthorityNotifiedAt, PersonalText? ReasonsForDelay, PersonalText? WhyAuthorityNotNotified, DateTimeOffset? CommunicatedAt,
    PersonalText? WhyNotCommunicated, PersonalText? Effects, PersonalText? RemedialAction)
{
    /// <summary>The register as a table.</summary>
    public static IReadOnlyList<Column<BreachEntry>> Columns { get; } =
    [
        new("id", e => e.Id.ToString()),
        new("version", e => e.Version.ToString(CultureInfo.InvariantCulture)),
        new("reference", e => e.Reference.Value),
        new("status", e => Words.Of(e.Status)),
        new("roles", e => Words.Join(e.Roles, r => Words.Of(r))),
        new("detectedAt", e => Instants.Text(e.DetectedAt)),
        new("occurredFrom", e => Instants.Text(e.Occurred?.From)),
        new("occurredTo", e => Instants.Text(e.Occurred?.To)),
        new("awareAsController", e => Instants.Text(e.AwareAsController)),
        new("awareAsProcessor", e => Instants.Text(e.AwareAsProcessor)),
        new("kinds", e => Words.Join(e.Facts.Kinds ?? [], k => Words.Of(k))),
        new("incident", e => e.Facts.Incident is { } incident ? Words.Of(incident) : null),
        new("description", e => Words.Of(e.Facts.Description)),
        new("dataSubjects", e => Words.Join(e.Facts.DataSubjects ?? [], s => s.Value)),
        new("numberOfDataSubjects", e => e.Facts.NumberOfDataSubjects?.InAll.InWords),
        new("dataCategories", e => Words.Join(e.Facts.DataCategories ?? [], c => c.Name.Value)),
        new("numberOfRecords", e => e.Facts.NumberOfRecords?.InAll.InWords),
        new("consequences", e => Words.Join(e.Facts.Consequences ?? [], c => c.Text.Value)),
        new("risk", e => e.Risk is { } risk ? Words.Of(risk) : null),
        new("riskReasons", e => Words.Of(e.RiskReasons)),
        new("authorityNotifiedAt", e => Instants.Text(e.AuthorityNotifiedAt)),
        new("reasonsForDelay", e => Words.Of(e.ReasonsForDelay)),
        new("whyAuthorityNotNotified", e => Words.Of(e.WhyAuthorityNotNotified)),
        new("communicatedAt", e => Instants.Text(e.CommunicatedAt)),
        new("whyNotCommunicated", e => Words.Of(e.WhyNotCommunicated)),
        new("measuresTaken", e => Words.Join(e.Facts.MeasuresTaken ?? [], m => m.Value)),
        new("effects", e => Words.Of(e.Effects)),
        new("remedialAction", e => Words.Of(e.RemedialAction)),
    ];

    /// <summary>A breach as the register has it.</summary>
    public static BreachEntry Of(Breach b)
    {
        var first = b.Filings.FirstOrDefault(f => f.Opens);
        return new(
            b.Id, b.Version, b.Reference, b.Status, [.. b.Datasets.Select(d => d.Role).Distinct().Order()], b.DetectedAt, b.Facts.Occurred,
            b.DutySince(BreachRole.Controller), b.DutySince(BreachRole.Processor), b.Facts, b.Risk?.Outcome, b.Risk?.Reasons, first?.FiledAt, first?.ReasonsForDelay,
            b.NonNotification?.Reasons ?? b.End?.WhyNoBreach, b.Communications.Count > 0 ? b.Communications.Min(c => c.InformedAt) : null,
            b.CommunicationException?.Reasons, b.End?.Effects, b.End?.RemedialAction);
    }
}

/// <summary>Instants in the words of a table's cell.</summary>
internal static class Instants
{
    internal static string? Text(DateTimeOffset? instant) => instant?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
