using System.Globalization;
using System.Runtime.InteropServices;

namespace Benchmarks.Measuring;

/// <summary>On what was measured, in general terms: nothing that tells one machine from another of its kind.</summary>
internal static class Machine
{
    /// <summary>Cores, memory, system and versions, in one sentence.</summary>
    /// <param name="postgres">The release of PostgreSQL.</param>
    public static string Describe(Version postgres) => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores ({RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}), "
        + $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1073741824.0:0} GB of memory, {System}, .NET {Environment.Version}, PostgreSQL {postgres}");

    /// <summary>How much other work the machine has, in one sentence; empty where the system does not tell.</summary>
    public static string OtherWork() => OperatingSystem.IsLinux() && File.ReadAllText("/proc/loadavg").Split(' ') is [var load, ..]
        ? $"When the run began, the machine's load average was {load}: what exceeds 0 is other work, which lowers rates, lengthens times and widens the spread."
        : "";

    private static string System => OperatingSystem.IsLinux() ? "Linux" : OperatingSystem.IsMacOS() ? "macOS" : OperatingSystem.IsWindows() ? "Windows" : "another system";
}
