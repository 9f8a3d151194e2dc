namespace Benchmarks.Measuring;

/// <summary>One line of the report.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Unit">In which unit.</param>
/// <param name="Measured">The result.</param>
internal sealed record Figure(string What, string Unit, Spread Measured)
{
    /// <summary>What it is compared with; <c>null</c> when it stands for itself.</summary>
    public string? Against { get; init; }

    /// <summary>The result of that, in the same unit.</summary>
    public Spread? Baseline { get; init; }

    /// <summary>The quotients, round by round.</summary>
    public Spread? Ratio { get; init; }

    /// <summary>What it is to be; <c>null</c> for information only.</summary>
    public Target? Target { get; init; }

    /// <summary>Compares two things that were measured in the same rounds.</summary>
    public static Figure Compared(string what, string unit, IReadOnlyCollection<double> measured, string against, IReadOnlyCollection<double> baseline, Target? target = null) =>
        new(what, unit, Spread.Of(measured)) { Against = against, Baseline = Spread.Of(baseline), Ratio = Spread.OfRatios(measured, baseline), Target = target };
}

/// <summary>A bound on one property of a figure.</summary>
/// <param name="Wording">The bound in words.</param>
/// <param name="Of">The property that it bounds.</param>
/// <param name="Bound">The bound.</param>
/// <param name="AtLeast">Whether more is better.</param>
internal sealed record Target(string Wording, Func<Figure, double> Of, double Bound, bool AtLeast = false)
{
    /// <summary>The median of the quotients is at least this.</summary>
    public static Target RatioAtLeast(double bound) => new($"≥ {bound:0.##} × the baseline", f => f.Ratio!.Median, bound, AtLeast: true);

    /// <summary>The median of the quotients is at most this.</summary>
    public static Target RatioAtMost(double bound) => new($"≤ {bound:0.##} × the baseline", f => f.Ratio!.Median, bound);

    /// <summary>The median is at least this.</summary>
    public static Target MedianAtLeast(double bound, string unit) => new($"≥ {bound:#,0.##} {unit}", f => f.Measured.Median, bound, AtLeast: true);

    /// <summary>The median is at most this.</summary>
    public static Target MedianAtMost(double bound, string unit) => new($"≤ {bound:0.##} {unit}", f => f.Measured.Median, bound);

    /// <summary>Of a hundred observations 99 are at most this.</summary>
    public static Target Percentile99AtMost(double bound, string unit) => new($"p99 ≤ {bound:0.##} {unit}", f => f.Measured.Percentile99, bound);

    /// <summary>None is more than this.</summary>
    public static Target NeverAbove(double bound, string unit) => new($"never above {bound:0.##} {unit}", f => f.Measured.Most, bound);

    /// <summary>Whether the figure keeps the bound.</summary>
    public bool IsMetBy(Figure figure) => AtLeast ? Of(figure) >= Bound : Of(figure) <= Bound;
}
