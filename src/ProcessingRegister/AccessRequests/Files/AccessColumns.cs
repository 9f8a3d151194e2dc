using System.Globalization;
using ProcessingRegister.Reading;

namespace ProcessingRegister.AccessRequests.Files;

/// <summary>Requests as a table.</summary>
internal static class AccessColumns
{
    public static IReadOnlyList<Column<AccessRequest>> All { get; } =
    [
        new("id", r => r.Id.ToString()),
        new("reference", r => r.Reference.Value),
        new("receivedAt", r => Text(r.ReceivedAt)),
        new("receiptConfirmedAt", r => Text(r.ReceiptConfirmedAt)),
        new("channel", r => Words.Of(r.Channel)),
        new("country", r => r.Authority.Country.Code),
        new("via", r => r.Authority.Via?.Code),
        new("authority", r => Words.Of(r.Authority.Name)),
        new("fileNumber", r => Words.Of(r.Authority.FileNumber)),
        new("instrument", r => Words.Of(r.Instrument)),
        new("legalBasis", r => r.LegalBasis?.Value ?? r.LegalBasisText?.Value),
        new("proceedings", r => Words.Of(r.Proceedings)),
        new("urgency", r => Words.Of(r.Urgency)),
        new("dataSought", r => Words.Join(r.Sought.Kinds, k => Words.Of(k))),
        new("mode", r => Words.Of(r.Sought.Mode)),
        new("accountsSpecified", r => r.Scope?.AccountsSpecified.ToString(CultureInfo.InvariantCulture)),
        new("accountsAffected", r => r.Scope?.AccountsAffected?.ToString(CultureInfo.InvariantCulture)),
        new("controllers", r => r.ConcernedAgreements.Count.ToString(CultureInfo.InvariantCulture)),
        new("controllersStand", r => Words.Of(r.ControllersStand)),
        new("challenged", r => r.Challenges.Count > 0 ? "yes" : "no"),
        new("outcome", r => r.Outcome is { } outcome ? Words.Of(outcome) : "pending"),
        new("endedAt", r => r.Closures is [.., { ReopenedAt: null } last] ? Text(last.At) : null),
        new("grounds", r => r.Closures is [.., { ReopenedAt: null } last] ? Words.Join(last.Grounds, g => Words.Of(g)) : null),
    ];

    private static string? Text(DateTimeOffset? instant) => instant?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
