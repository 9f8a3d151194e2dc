using System.Globalization;
using System.Text;

namespace Benchmarks.Measuring;

/// <summary>The results of one measurement.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="How">How it was measured, for who wants to judge or repeat it.</param>
/// <param name="Figures">The figures.</param>
internal sealed record Section(string Title, string How, IReadOnlyList<Figure> Figures);

/// <summary>Writes the figures down.</summary>
internal static class Report
{
    /// <summary>The whole of <c>docs/performance.md</c>.</summary>
    public static string Write(IEnumerable<Section> sections, string machine, string otherWork, DateOnly day)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Performance

            Written by `dotnet run -c Release --project tests/Benchmarks` on {day:yyyy-MM-dd}; not edited by hand.

            Measured on {machine}. Clients, service and database share these cores and talk over loopback, so rates here are what is left for the
            service when its callers and its database work on the same machine. PostgreSQL runs with its durable settings (fsync, synchronous commit,
            full-page writes and page checksums on). The service is the real program, compiled ahead of time as infra/Dockerfile does, in a process of its
            own, under the role `register_app`.
            {otherWork}

            What is compared is measured in interleaved rounds of the same run, after one round for warming up; a ratio is taken in each round. Numbers are
            medians, with the least and the most in brackets. The verdicts are computed from the medians, or from what the target names.

            """);
        foreach (var section in sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {section.Title}\n\n{section.How}\n\n");
            text.Append("| What | Measured | Baseline | Ratio | Target | Verdict |\n|---|---|---|---|---|---|\n");
            foreach (var figure in section.Figures)
                text.Append(Row(figure)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One line of a table.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="judged">Whether enough was measured to say that a target is met or not.</param>
    public static string Row(Figure figure, bool judged = true) => string.Create(CultureInfo.InvariantCulture,
        $"| {figure.What} | {Of(figure.Measured, figure.Unit)} | {(figure.Baseline is { } b ? $"{figure.Against}: {Of(b, figure.Unit)}" : "")} "
        + $"| {(figure.Ratio is { } r ? $"{r.Median:0.00} ({r.Least:0.00}–{r.Most:0.00})" : "")} | {figure.Target?.Wording ?? "for information"} | {(judged ? Verdict(figure) : "")} |");

    private static string Verdict(Figure figure) => figure.Target is null ? "" : figure.Target.IsMetBy(figure) ? "met" : "**not met**";

    private static string Of(Spread spread, string unit) =>
        spread.Count == 1 ? $"{Number(spread.Median)} {unit}"
        : $"{Number(spread.Median)} {unit} ({Number(spread.Least)}–{Number(spread.Most)}{(spread.Count >= 100 ? $", p99 {Number(spread.Percentile99)}" : "")}; {spread.Count} ×)";

    // Three figures that count; more would pretend to a precision that no such measurement has.
    private static string Number(double value) =>
        value >= 100 ? value.ToString("#,0", Thin) : value >= 10 ? value.ToString("0.0", CultureInfo.InvariantCulture) : value.ToString("0.00", CultureInfo.InvariantCulture);

    private static NumberFormatInfo Thin { get; } = new() { NumberGroupSeparator = " " };
}
