using JasperFx.Events;
using Marten;
using Marten.Events;
using MerkleLog;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Decisions;

/// <summary>What an accepted command answers.</summary>
/// <param name="Id">The record.</param>
/// <param name="Version">The record's version now; its ETag.</param>
/// <param name="EventIds">The events that were recorded, each of which has a receipt in the ledger; none when it was so already.</param>
public sealed record Recorded(Guid Id, long Version, IReadOnlyList<Guid> EventIds);

/// <summary>The one bridge from a command over HTTP to a decision and its events. The session is committed by the caller, once.</summary>
public static class Deciding
{
    /// <summary>Decides a command about an existing record.</summary>
    public static Task<IResult> Decide<T>(this IDocumentSession session, Guid id, ICommand<T> command, HttpContext http) where T : Record, IRecord<T> =>
        session.Decide(id, command, http, _ => null, null);

    /// <summary>
    /// Decides a command whose facts are told on another record too: <paramref name="alongside"/> adds that to the session's transaction. When it was so
    /// already, nothing is added.
    /// </summary>
    public static Task<IResult> Decide<T>(this IDocumentSession session, Guid id, ICommand<T> command, HttpContext http, Func<IReadOnlyList<IEvent>, Task> alongside)
        where T : Record, IRecord<T> => session.Decide(id, command, http, _ => null, alongside);

    /// <summary>
    /// Decides a command whose facts set long work going: <paramref name="begin"/> adds it to the session's transaction, and the answer is 202 with
    /// the operation of the first event's id as its Location. When it was so already nothing begins, and the answer is 200.
    /// </summary>
    public static Task<IResult> Decide<T>(this IDocumentSession session, Guid id, ICommand<T> command, HttpContext http, Func<Guid, Task>? begin)
        where T : Record, IRecord<T> => session.Decide(id, command, http, _ => begin, null);

    /// <summary>As the other, where it depends on the record, as it was before the command, whether any work is set going, and which.</summary>
    public static Task<IResult> Decide<T>(this IDocumentSession session, Guid id, ICommand<T> command, HttpContext http, Func<T, Func<Guid, Task>?> work)
        where T : Record, IRecord<T> => session.Decide(id, command, http, work, null);

    private static async Task<IResult> Decide<T>(
        this IDocumentSession session, Guid id, ICommand<T> command, HttpContext http, Func<T, Func<Guid, Task>?> work, Func<IReadOnlyList<IEvent>, Task>? alongside)
        where T : Record, IRecord<T>
    {
        var ct = http.RequestAborted;
        if (await Retries.AnswerAgain(session, http) is { } earlier)
            return earlier;
        if (http.IfMatch(out var named) is { } problem)
            return problem;

        // No record has this id, and Marten takes it for a mistake of the program's.
        if (id == Guid.Empty)
            return Problems.NotFound();

        // Who names a version is told when it is stale; who names none waits for a turn, and never meets a conflict.
        var stream = named is null ? await session.Events.FetchForExclusiveWriting<T>(id, ct) : await session.Events.FetchForWriting<T>(id, ct);
        if (stream.Aggregate is not { } record)
            return Problems.NotFound();
        // Read before anything is appended: Marten counts what is pending.
        var version = stream.CurrentVersion ?? 0;
        if (named is not null && named != version)
            return Problems.Stale();

        var values = http.RequestServices.GetRequiredService<SealedValues>();
        if (command.ComparesPersonalTexts)
            await values.OpenAsync(http.TenantId(), PersonalValues.In(record), ct);
        await values.RecogniseSubjectsAsync(http.TenantId(), command, ct);

        switch (command.Decide(record, http.Now()))
        {
            case Decision.Refused refused:
                return Problems.Refused(refused.Refusal);
            case Decision.Appended appended:
                var events = Wrap(session, appended.Events, Later(http.Now().Instant, record.RecordedAt), http);
                stream.AppendMany(events);
                if (alongside is not null)
                    await alongside(events);
                if (work(record) is { } begin)
                {
                    await begin(events[0].Id);
                    http.Response.Headers.Location = $"/v1/{http.Caller().Slug}/operations/{events[0].Id}";
                    return Answer(session, http, StatusCodes.Status202Accepted, new Recorded(id, version + events.Length, [.. events.Select(e => e.Id)]));
                }

                return Answer(session, http, StatusCodes.Status200OK, new Recorded(id, version + events.Length, [.. events.Select(e => e.Id)]));
            default:
                return Answer(session, http, StatusCodes.Status200OK, new Recorded(id, version, []));
        }
    }

    /// <summary>Decides a command that creates a record; <paramref name="within"/> is the path under which it is found, if not that of the request.</summary>
    public static async Task<IResult> Create<T>(this IDocumentSession session, ICreation<T> command, HttpContext http, string? within = null) where T : Record, IRecord<T>
    {
        var ct = http.RequestAborted;
        if (await Retries.AnswerAgain(session, http) is { } earlier)
            return earlier;
        await http.RequestServices.GetRequiredService<SealedValues>().RecogniseSubjectsAsync(http.TenantId(), command, ct);
        if (command.Decide(http.Now()) is not Decision.Appended appended)
            return command.Decide(http.Now()) is Decision.Refused refused ? Problems.Refused(refused.Refusal) : throw new InvalidOperationException("A creation creates.");

        var identities = http.RequestServices.GetRequiredService<Identities>();
        var fingerprint = await identities.FingerprintAsync(http.TenantId(), T.Kind, command.Identity, ct);
        if (await identities.FindAsync(http.TenantId(), T.Kind, fingerprint, ct) is { } existing)
        {
            http.Response.Headers.Location = $"{within ?? http.Request.Path}/{existing}";
            return Problems.Refused(command.AlreadyExists);
        }

        var id = Guid.CreateVersion7();
        identities.Claim(session, T.Kind, fingerprint, id);
        var events = Wrap(session, appended.Events, http.Now().Instant, http);
        session.Events.StartStream<T>(id, events);
        http.Response.Headers.Location = $"{within ?? http.Request.Path}/{id}";
        return Answer(session, http, StatusCodes.Status201Created, new Recorded(id, events.Length, [.. events.Select(e => e.Id)]));
    }

    /// <summary>Wraps facts as events with an id of their own, the time of recording and the one who acts.</summary>
    public static IEvent[] Wrap(IDocumentSession session, IEnumerable<object> facts, DateTimeOffset recordedAt, HttpContext http)
    {
        session.LastModifiedBy = http.Caller().Actor.ToString();
        return Wrap(session, facts, recordedAt);
    }

    /// <summary>Wraps facts as events in a session that knows already who acts.</summary>
    public static IEvent[] Wrap(IDocumentSession session, IEnumerable<object> facts, DateTimeOffset recordedAt) =>
        [.. facts.Select(fact =>
        {
            var @event = session.Events.BuildEvent(fact);
            @event.Id = Guid.CreateVersion7();
            @event.Timestamp = recordedAt;
            return @event;
        })];

    /// <summary>A record's times never run backwards, even when a node's clock does.</summary>
    public static DateTimeOffset Later(DateTimeOffset now, DateTimeOffset previous) => CanonicalInstant.Cut(now > previous ? now : previous);

    private static IResult Answer(IDocumentSession session, HttpContext http, int status, Recorded recorded)
    {
        http.Response.Tag(recorded.Version);
        Retries.Remember(session, http, status, recorded);
        return Results.Json(recorded, RegisterJson.Edge, statusCode: status);
    }
}
