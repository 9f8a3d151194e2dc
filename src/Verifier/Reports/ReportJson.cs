using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Verifier.Reports;

/// <summary>A report for programs.</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The report as one JSON object, ending in a newline.</summary>
    public static string Text(VerificationReport report, IReadOnlyCollection<string> required) => JsonSerializer.Serialize(
        new
        {
            v = "ledger-verification/1",
            succeeded = report.Succeeds(required),
            requiredButNotChecked = report.Missing(required).ToArray(),
            report.Origin,
            report.TreeSize,
            rootHash = report.Origin.Length == 0 ? null : report.RootHash.ToString(),
            report.MadeAt,
            report.MergeDelaySeconds,
            checks = report.Checks,
            report.Rows,
            report.Values,
            report.WaitingRows,
        }, Options) + "\n";
}
