using System.Globalization;
using System.Text.Json.Nodes;
using ProcessingRegister.Reading;

namespace ProcessingRegister.ProcessingAgreements;

/// <summary>The list of agreements as a table.</summary>
public static class AgreementColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<ProcessingAgreement>> All { get; } =
    [
        new("id", a => a.Id.ToString()),
        new("version", a => a.Version.ToString(CultureInfo.InvariantCulture)),
        new("controllerName", a => Words.Of(a.Content.ControllerName)),
        new("country", a => a.Country.Code),
        new("organisationNumber", a => Words.Of(a.OrganisationNumber)),
        new("contact", a => a.Content.Contact is { } contact ? Words.Of(contact) : "missing"),
        new("dataProtectionOfficer", a => Words.Of(a.Content.DataProtectionOfficer, Words.Of)),
        new("representative", a => Words.Of(a.Content.Representative, Words.Of)),
        new("invoicingPartner", a => Words.Of(a.Content.InvoicingPartner)),
        new("services", a => Words.Join(a.Content.Services, s => s.Value)),
        new("startedOn", a => Words.Of(a.StartedOn)),
        new("effectiveFrom", a => Words.Of(a.EffectiveFrom)),
        new("runsUntil", a => Words.Of(a.Content.RunsUntil)),
        new("endedOn", a => Words.Of(a.EndedOn)),
        new("choice", a => a.Choice is { } choice ? Words.Of(choice) : null),
        new("agreementVersion", a => a.Content.AgreementVersion?.Value),
        new("document", a => a.Content.Document?.Value),
        new("signedOn", a => Words.Of(a.Content.SignedOn)),
        new("missingItems", a => Words.Join(a.MissingItems, i => Words.Of(i))),
        new("subprocessorNoticeDays", a => Number(a.Content.Subprocessors?.NoticeDays)),
        new("subprocessorObjectionDays", a => Number(a.Content.Subprocessors?.ObjectionDays)),
        new("subprocessorNotice", a => Period(a.Content.Subprocessors?.NoticePeriod)),
        new("subprocessorObjection", a => Period(a.Content.Subprocessors?.ObjectionPeriod)),
        new("breachNoticeHours", a => Number(a.Content.BreachNoticeHours)),
        new("financialYearEnd", a => a.Content.FinancialYearEnd is { } end ? $"{end.Month:00}-{end.Day:00}" : null),
        new("instructions", a => Words.Join(a.Instructions, i => i.Reference.Value)),
    ];

    /// <summary>What the agreements that take a service contain; all when <c>null</c>.</summary>
    public static JsonObject? Taking(string? service) =>
        service is null ? null : new JsonObject { ["content"] = new JsonObject { ["services"] = new JsonArray(service) } };

    private static string? Period(AgreedPeriod? period) => period is null ? null : $"{Number(period.Length)} {Words.Of(period.Unit)}";

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
