using Npgsql;

namespace ProcessingRegister.Ledger;

/// <summary>
/// Tells those who wait when their events are sealed and signed. However many wait in an organisation, one query at a time asks for all of them, at most
/// twenty times a second; where nobody waits, none does.
/// </summary>
public sealed class SealWatch(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>How long it pauses between two looks.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Lock entering = new();
    private readonly Dictionary<string, List<Waiter>> waiting = [];

    /// <summary>Waits until an event is under a signed checkpoint.</summary>
    /// <returns>Whether it is; <c>false</c> when the time ran out.</returns>
    /// <exception cref="NpgsqlException">The database cannot be asked.</exception>
    public async Task<bool> WaitAsync(string tenantId, Guid eventId, TimeSpan atMost, CancellationToken ct)
    {
        var waiter = new Waiter(eventId);
        Enter(tenantId, waiter);
        try
        {
            await waiter.Signed.Task.WaitAsync(atMost, clock, ct);
            return true;
        }
        catch (TimeoutException) when (!waiter.Signed.Task.IsFaulted)
        {
            return false;
        }
        finally
        {
            lock (entering)
                waiting.GetValueOrDefault(tenantId)?.Remove(waiter);
        }
    }

    private void Enter(string tenantId, Waiter waiter)
    {
        lock (entering)
        {
            if (waiting.TryGetValue(tenantId, out var others))
            {
                others.Add(waiter);
                return;
            }

            waiting[tenantId] = [waiter];
        }

        // Whoever waits first looks for all who come while there is somebody; what goes wrong is told to each of them.
        _ = Task.Run(() => LookAsync(tenantId));
    }

    private async Task LookAsync(string tenantId)
    {
        while (Present(tenantId) is { } present)
        {
            try
            {
                var signed = await SignedAsync(tenantId, [.. present.Select(w => w.EventId).Distinct()]);
                foreach (var waiter in present.Where(w => signed.Contains(w.EventId)))
                    waiter.Signed.TrySetResult();
            }
            catch (Exception e)
            {
                // Nobody awaits this loop, so whatever happened is handed to those who wait.
                foreach (var waiter in present)
                    waiter.Signed.TrySetException(e);
            }

            await Task.Delay(Pause, clock);
        }
    }

    // Leaving the list and ending the loop are one step, so that nobody enters a list that is not looked at any more.
    private List<Waiter>? Present(string tenantId)
    {
        lock (entering)
        {
            if (waiting[tenantId].Count > 0)
                return [.. waiting[tenantId]];
            waiting.Remove(tenantId);
            return null;
        }
    }

    private async Task<HashSet<Guid>> SignedAsync(string tenantId, Guid[] events)
    {
        await using var command = database.CreateCommand(
            "select f.event_id from ledger.log l join ledger.leaf f on f.log_id = l.log_id and f.leaf_index < l.signed_size where l.tenant_id = $1 and f.event_id = any($2)");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(events);
        await using var reader = await command.ExecuteReaderAsync();
        var signed = new HashSet<Guid>();
        while (await reader.ReadAsync())
            signed.Add(reader.GetGuid(0));
        return signed;
    }

    private sealed record Waiter(Guid EventId)
    {
        // What waits goes on by itself, and not within the loop that serves the others.
        public TaskCompletionSource Signed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
