using System.Globalization;
using System.Text;

namespace Verifier.Reports;

/// <summary>A report for people.</summary>
public static class ReportText
{
    private const int Width = 12;

    /// <summary>The report, one check after another, with the verdict as its last line.</summary>
    public static string Text(VerificationReport report, IReadOnlyCollection<string> required)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(Printable(line)).Append('\n');
        if (report.Origin.Length > 0)
        {
            Line($"log   {report.Origin}");
            Line($"size  {report.TreeSize.ToString(CultureInfo.InvariantCulture)}");
            Line($"root  {report.RootHash}");
        }
        if (report.MadeAt is { } madeAt)
            Line(string.Create(CultureInfo.InvariantCulture, $"made  {madeAt:yyyy-MM-dd HH:mm:ss} UTC, as the ledger says itself"));
        Line("");
        foreach (var check in report.Checks)
            Write(check, Line);
        Line("");
        if (report.Rows is { } rows)
            Line("rows    " + Counts(rows));
        if (report.Values is { } values)
            Line("values  " + Counts(values));
        Line(Conclusion(report, [.. report.Missing(required)]));
        return text.ToString();
    }

    private static void Write(CheckResult check, Action<string> line)
    {
        line($"{check.Id,-4}{Word(check.Verdict).PadRight(Width)} {check.Statement}");
        foreach (var finding in check.Findings)
            line(new string(' ', Width + 5) + "- " + finding);
        if (check.FindingCount > check.Findings.Length)
            line(string.Create(CultureInfo.InvariantCulture, $"{new string(' ', Width + 5)}and {check.FindingCount - check.Findings.Length} more"));
        foreach (var part in check.Unchecked)
            line($"    {Word(Verdict.NotChecked).PadRight(Width)} {part.Part}: {part.Reason}");
    }

    private static string Counts(ItemCounts items) => string.Create(CultureInfo.InvariantCulture,
        $"{items.Intact} intact, {items.ErasedLawfully} erased lawfully, {items.Mismatch} mismatch")
        + (items.Undecided == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {items.Undecided} undecided"));

    private static string Conclusion(VerificationReport report, IReadOnlyCollection<string> missing)
    {
        string Ids(Verdict verdict) => string.Join(", ", report.Checks.Where(check => check.Verdict == verdict).Select(check => check.Id));
        var failed = Ids(Verdict.Failed);
        var unmade = Ids(Verdict.NotChecked);
        var conclusion = failed.Length > 0 ? $"FAILED: {failed}."
            : missing.Count > 0 ? $"FAILED: required and not checked: {string.Join(", ", missing)}."
            : $"Passed: {Ids(Verdict.Passed)}.";
        return conclusion + (unmade.Length > 0 ? $" Not checked, and so not proven: {unmade}." : "");
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Failed => "FAILED",
        _ => "not checked",
    };

    /// <summary>Text of the ledger without what a terminal would obey.</summary>
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
