using System.Diagnostics;

namespace Benchmarks.Measuring;

/// <summary>Measures several things in turn, so that whatever else the machine does meets all of them.</summary>
internal static class Rounds
{
    /// <summary>Runs every measurement once for warming up, then once in each round, in alternating order.</summary>
    /// <param name="rounds">How many rounds count.</param>
    /// <param name="things">Each measures once and returns the result.</param>
    /// <returns>For each thing its results, round by round.</returns>
    public static async Task<double[][]> InterleavedAsync(int rounds, params Func<Task<double>>[] things)
    {
        var results = things.Select(_ => new double[rounds]).ToArray();
        foreach (var thing in things)
            await thing();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var i in round % 2 == 0 ? Enumerable.Range(0, things.Length) : Enumerable.Range(0, things.Length).Reverse())
                results[i][round] = await things[i]();
        }

        return results;
    }

    /// <summary>How long something takes, in milliseconds.</summary>
    public static async Task<double> MillisecondsAsync(Func<Task> thing)
    {
        var start = Stopwatch.GetTimestamp();
        await thing();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>How many times a second several clients get something done, each beginning anew as soon as it is done.</summary>
    /// <param name="clients">How many there are.</param>
    /// <param name="duration">For how long new turns begin.</param>
    /// <param name="turn">One turn of one client.</param>
    public static async Task<double> RateAsync(int clients, TimeSpan duration, Func<int, Task> turn)
    {
        var start = Stopwatch.GetTimestamp();
        var turns = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var done = 0;
            for (; Stopwatch.GetElapsedTime(start) < duration; done++)
                await turn(client);
            return done;
        })));
        return turns.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
