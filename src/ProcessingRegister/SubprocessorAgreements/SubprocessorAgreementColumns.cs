using System.Globalization;
using System.Text.Json.Nodes;
using ProcessingRegister.Reading;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>The list of contracts with subprocessors as a table.</summary>
public static class SubprocessorAgreementColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<SubprocessorAgreement>> All { get; } =
    [
        new("id", a => a.Id.ToString()),
        new("version", a => a.Version.ToString(CultureInfo.InvariantCulture)),
        new("subprocessor", a => a.Subprocessor.ToString()),
        new("reference", a => a.Reference.Value),
        new("document", a => a.Content.Document?.Value),
        new("documentSha256", a => Convert.ToHexStringLower(a.Content.DocumentSha256)),
        new("signedOn", a => Words.Of(a.Content.SignedOn)),
        new("startedOn", a => Words.Of(a.StartedOn)),
        new("effectiveFrom", a => Words.Of(a.EffectiveFrom)),
        new("runsUntil", a => Words.Of(a.Content.RunsUntil)),
        new("endedOn", a => Words.Of(a.EndedOn)),
        new("missingItems", a => Words.Join(a.MissingItems, i => Words.Of(i))),
        new("audits", a => a.Content.Promises.Audits ? "yes" : "no"),
        new("breachNoticeHours", a => a.Content.Promises.BreachNoticeHours?.ToString(CultureInfo.InvariantCulture)),
        new("certificates", a => Words.Join(a.Content.Promises.Certificates ?? [], c => c.Value)),
        new("transfers", a => Words.Join(a.Content.Transfers, t => $"{t.Place.Code} {Words.Of(t.Mechanism)}")),
    ];

    /// <summary>What the contracts with a subprocessor contain.</summary>
    public static JsonObject With(Guid subprocessor) => new() { ["subprocessor"] = subprocessor.ToString() };

    /// <summary>The last day of a contract as it stands: that on which it was agreed to run out, or the one before notice ends it.</summary>
    public static DateOnly? LastDay(SubprocessorAgreement agreement) =>
        agreement.EndedOn?.AddDays(-1) is { } ended && !(agreement.Content.RunsUntil < ended) ? ended : agreement.Content.RunsUntil;
}
