using System.Collections.Concurrent;

namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>When somebody who failed is asked again: after twice the time at each failure, up to a quarter of an hour.</summary>
public sealed class Patience(TimeSpan first, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset Until)> failed = new();

    /// <summary>Whether it is time to ask.</summary>
    public bool May(string whom) => !failed.TryGetValue(whom, out var last) || clock.GetUtcNow() >= last.Until;

    /// <summary>Remembers how it went.</summary>
    /// <returns>How often in succession it has failed.</returns>
    public int Note(string whom, bool succeeded)
    {
        if (succeeded)
        {
            failed.TryRemove(whom, out _);
            return 0;
        }

        return failed.AddOrUpdate(whom, _ => (1, clock.GetUtcNow() + first), (_, last) => (last.Failures + 1, clock.GetUtcNow() + Wait(last.Failures))).Failures;
    }

    private TimeSpan Wait(int failures) => failures < 20 && first * (1L << failures) < Longest ? first * (1L << failures) : Longest;
}
