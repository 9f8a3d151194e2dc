using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;

namespace Benchmarks;

/// <summary>
/// Fills a register by the store's own sessions, so that events, records, versions and feed are what commands would have left: one event of many
/// records in each transaction, one pass for each event of a record, a month between the passes.
/// </summary>
internal static class Filling
{
    private const int Batch = 250;
    private const int Writers = 2;

    /// <summary>The instant at which pass <paramref name="step"/> of <paramref name="steps"/> was recorded.</summary>
    public static DateTimeOffset At(int step, int steps) =>
        new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero).AddHours(9).AddDays(-30 * (steps - step));

    /// <summary>Fills it.</summary>
    public static async Task FillAsync(RegisterDatabase database, int records, int eventsEach)
    {
        var ids = Enumerable.Range(0, records).Select(_ => Guid.CreateVersion7()).ToArray();
        for (var step = 0; step < eventsEach; step++)
        {
            var at = At(step, eventsEach);
            await Parallel.ForEachAsync(Enumerable.Range(0, records).Chunk(Batch), new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (numbers, ct) =>
            {
                await using var session = database.Store.LightweightSession(database.Access.TenantId);
                session.LastModifiedBy = Guid.Empty.ToString();
                foreach (var number in numbers)
                {
                    var events = Deciding.Wrap(session, [SampleActivities.Event(number, step, DateOnly.FromDateTime(at.UtcDateTime))], at);
                    if (step == 0)
                        session.Events.StartStream<ProcessingActivity>(ids[number], events);
                    else
                        session.Events.Append(ids[number], events);
                }

                await session.SaveChangesAsync(ct);
            });
        }

        // What autovacuum does by and by, and a load has to ask for.
        await database.RunAsync("vacuum (analyze)");
    }
}
