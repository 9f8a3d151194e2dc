using JasperFx.Events;

namespace ProcessingRegister.Decisions;

/// <summary>
/// Another register's word on what is about to be recorded in this one: it may forbid what the record's own rules allow, because of what only that other
/// register knows. It is asked after the decision and before anything is appended. So the two know nothing of each other.
/// </summary>
public interface IGuard<T> where T : Record, IRecord<T>
{
    /// <summary>Why it must not be recorded; <c>null</c> when nothing stands against it.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="before">The record as it is; <c>null</c> when it is about to be created.</param>
    /// <param name="after">The record as it would be. Personal texts may not have been opened.</param>
    /// <param name="now">The moment of the decision.</param>
    /// <param name="ct">Cancels.</param>
    Task<Objection?> ObjectsAsync(string tenantId, T? before, T after, Moment now, CancellationToken ct);
}

/// <summary>That another register forbids it.</summary>
/// <param name="Refusal">The rule.</param>
/// <param name="Concerned">How many agreements the rule protects here; <c>null</c> where it protects none in particular.</param>
public sealed record Objection(Refusal Refusal, int? Concerned = null);

/// <summary>Asks the guards of a kind of record.</summary>
public static class Guards
{
    /// <summary>The first objection to these events; <c>null</c> when they may be recorded. Whoever appends to a record without <see cref="Deciding"/> asks here.</summary>
    public static Task<Objection?> ObjectionAsync<T>(this HttpContext http, Guid id, T? before, IReadOnlyList<IEvent> events) where T : Record, IRecord<T> =>
        http.RequestServices.ObjectionAsync(http.TenantId(), id, before, [.. events.Select(e => new RecordedEvent(e.Id, e.Timestamp, e.Data))], http.Now(), http.RequestAborted);

    /// <summary>The first objection to these events, where there is no request.</summary>
    public static async Task<Objection?> ObjectionAsync<T>(
        this IServiceProvider services, string tenantId, Guid id, T? before, IReadOnlyList<RecordedEvent> events, Moment now, CancellationToken ct) where T : Record, IRecord<T>
    {
        var guards = services.GetServices<IGuard<T>>().ToList();
        if (guards.Count == 0)
            return null;
        var after = events.Aggregate(before, (record, e) => Fold.Next(record, id, e))!;
        foreach (var guard in guards)
        {
            if (await guard.ObjectsAsync(tenantId, before, after, now, ct) is { } objection)
                return objection;
        }

        return null;
    }
}
