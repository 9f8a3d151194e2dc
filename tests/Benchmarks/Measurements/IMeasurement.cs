using Benchmarks.Measuring;

namespace Benchmarks.Measurements;

/// <summary>One thing that is measured.</summary>
internal interface IMeasurement
{
    /// <summary>What <c>--only</c> calls it.</summary>
    string Name { get; }

    /// <summary>Measures it.</summary>
    Task<Section> MeasureAsync(TestBed bed);
}
