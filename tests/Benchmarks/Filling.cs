using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.SubprocessorAgreements;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;

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

    /// <summary>Fills it with processing activities.</summary>
    public static async Task FillAsync(RegisterDatabase database, int records, int eventsEach)
    {
        var ids = Ids(records);
        for (var step = 0; step < eventsEach; step++)
        {
            var at = At(step, eventsEach);
            await AppendAsync<ProcessingActivity>(database, ids, at, first: step == 0, number => SampleActivities.Event(number, step, DateOnly.FromDateTime(at.UtcDateTime)));
        }

        await SettleAsync(database);
    }

    /// <summary>Fills it with processing agreements, and with the few activities that are carried out under them.</summary>
    /// <param name="database">Where.</param>
    /// <param name="agreements">How many agreements.</param>
    /// <param name="activities">How many activities.</param>
    /// <param name="common">A service that all of them take besides.</param>
    /// <param name="terms">On which terms other processors are engaged, by the agreement's number.</param>
    public static async Task FillWithAgreementsAsync(
        RegisterDatabase database, int agreements, int activities, ImpersonalText? common = null,
        Func<int, SubprocessorTerms>? terms = null)
    {
        var at = At(0, 1);
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        await AppendAsync<ProcessingActivity>(database, Ids(activities), at, first: true, number => SampleActivities.Registered(number, day, SampleAgreements.Service(number)));
        await AppendAsync<ProcessingAgreement>(database, Ids(agreements), at, first: true, number => SampleAgreements.Concluded(number, day, common, terms?.Invoke(number)));
        await SettleAsync(database);
    }

    /// <summary>Fills it with processing agreements and with subprocessors, each with a contract, and says which agreements there are.</summary>
    public static async Task<Guid[]> FillWithSubprocessorsAsync(RegisterDatabase database, int agreements, int subprocessors)
    {
        var at = At(0, 1);
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        var (ids, others) = (Ids(agreements), Ids(subprocessors));
        await AppendAsync<ProcessingAgreement>(database, ids, at, first: true, number => SampleAgreements.Concluded(number, day));
        for (var step = 0; step < 4; step++)
        {
            // Each pass appends the next event of those that have one.
            var events = others.Select((id, number) => (Id: id, Fact: SampleSubprocessors.Events(number, others, day).ElementAtOrDefault(step))).Where(e => e.Fact is not null).ToList();
            if (events.Count > 0)
                await AppendAsync<Subprocessor>(database, [.. events.Select(e => e.Id)], at.AddMinutes(step), step == 0, number => events[number].Fact!);
        }

        var contracts = Ids(subprocessors);
        await AppendAsync<SubprocessorAgreement>(database, contracts, at, first: true, number => SampleSubprocessors.Contract(number, others[number], day));
        await AppendAsync<SubprocessorAgreement>(database, contracts, at.AddMinutes(1), first: false, _ => SampleSubprocessors.Assessment(day));

        await SettleAsync(database);
        return ids;
    }

    /// <summary>Only registers processing activities, as fast as it goes.</summary>
    public static Task AppendAsync(RegisterDatabase database, int records)
    {
        var at = At(0, 1);
        return AppendAsync<ProcessingActivity>(database, Ids(records), at, first: true, number => SampleActivities.Event(number, 0, DateOnly.FromDateTime(at.UtcDateTime)));
    }

    private static Guid[] Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];

    private static Task AppendAsync<T>(RegisterDatabase database, Guid[] ids, DateTimeOffset at, bool first, Func<int, object> eventOf) where T : Record =>
        Parallel.ForEachAsync(Enumerable.Range(0, ids.Length).Chunk(Batch), new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (numbers, ct) =>
        {
            await using var session = database.Store.LightweightSession(database.Access.TenantId);
            session.LastModifiedBy = Guid.Empty.ToString();
            foreach (var number in numbers)
            {
                var fact = eventOf(number);
                await database.Values.RecogniseSubjectsAsync(database.Access.TenantId, fact, ct);
                var events = Deciding.Wrap(session, [fact], at);
                if (first)
                    session.Events.StartStream<T>(ids[number], events);
                else
                    session.Events.Append(ids[number], events);
            }

            await session.SaveChangesAsync(ct);
        });

    // What autovacuum does by and by, a load has to ask for. The records are written anew altogether, so that reading the present is as fast as it can be.
    private static async Task SettleAsync(RegisterDatabase database)
    {
        foreach (var records in new[] { "mt_doc_processing_activity", "mt_doc_processing_agreement", "mt_doc_subprocessor", "mt_doc_subprocessor_agreement" })
            await database.RunAsync($"vacuum (full) register.{records}");
        await database.RunAsync("vacuum (analyze)");
    }
}
