namespace Benchmarks.Measuring;

/// <summary>What a number of observations of one quantity show.</summary>
/// <param name="Median">The middle one; of an even number the mean of the middle two.</param>
/// <param name="Least">The smallest.</param>
/// <param name="Most">The largest.</param>
/// <param name="Percentile99">The smallest that 99 of 100 do not exceed (nearest rank).</param>
/// <param name="Count">How many there were.</param>
internal sealed record Spread(double Median, double Least, double Most, double Percentile99, int Count)
{
    /// <summary>The spread of these observations.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Spread Of(IEnumerable<double> observations)
    {
        double[] sorted = [.. observations.Order()];
        if (sorted.Length == 0)
            throw new ArgumentException("Of nothing there is no median.", nameof(observations));
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return new(median, sorted[0], sorted[^1], sorted[(int)Math.Ceiling(0.99 * sorted.Length) - 1], sorted.Length);
    }

    /// <summary>The spread of the quotients of what was observed in the same round.</summary>
    public static Spread OfRatios(IEnumerable<double> measured, IEnumerable<double> baseline) => Of(measured.Zip(baseline, (m, b) => m / b));
}
