using System.Text.Json;
using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Imports;

/// <summary>What an item comes to, and how that is written.</summary>
/// <param name="Line">The line of the report.</param>
/// <param name="Version">The version of the record on which it was decided; 0 when there is none.</param>
/// <param name="Request">The item as it was read.</param>
/// <param name="Write">Puts it into a session; <c>null</c> when there is nothing to write.</param>
internal sealed record Planned(ImportLine Line, long Version, object? Request, Action<IDocumentSession>? Write);

/// <summary>Decides items of one kind, a batch at a time, by the same decisions as over HTTP.</summary>
internal interface IPlanner
{
    Task<IReadOnlyList<Planned>> PlanAsync(IReadOnlyList<ImportItem> batch, CancellationToken ct);
}

/// <inheritdoc cref="IPlanner"/>
internal sealed class Planner<T, TItem>(
    Importable<T, TItem> importable, string tenantId, Moment now, DataKeys keys, Identities identities, RecordQueries records, IServiceProvider services) : IPlanner
    where T : Record, IRecord<T> where TItem : class
{
    // Which line took which identity: an item that stands twice in a file would have its second form decide over its first.
    private readonly Dictionary<string, int> taken = [];

    public async Task<IReadOnlyList<Planned>> PlanAsync(IReadOnlyList<ImportItem> batch, CancellationToken ct)
    {
        var read = batch.Select(Read).ToList();
        var sound = read.Where(r => r.Request is not null).ToList();
        // The organisation's own record has no identity to look up: its id is the tenant's.
        var fingerprints = importable.Creation is not { } creation ? [.. sound.Select(_ => Array.Empty<byte>())]
            : await keys.FingerprintsAsync(tenantId, T.Kind, [.. sound.Select(r => creation(r.Request!).Identity)], ct);
        var known = importable.Creation is null ? new Dictionary<string, Guid> { [""] = Guid.Parse(tenantId) }
            : await identities.FindAsync(tenantId, T.Kind, fingerprints, ct);
        var existing = known.Count == 0 ? [] : (await records.TheseAsync<T>(tenantId, [.. known.Values], ct)).ToDictionary(r => r.Id);

        var next = 0;
        var planned = new List<Planned>(read.Count);
        foreach (var (item, request, problems) in read)
            planned.Add(request is null ? Refuse(item, null, [.. problems]) : await DecideAsync(item, request, fingerprints[next++]));
        return planned;

        async Task<Planned> DecideAsync(ImportItem item, TItem request, byte[] fingerprint)
        {
            var name = Convert.ToHexString(fingerprint);
            if (!taken.TryAdd(name, item.Number))
                return Refuse(item, request, new LineProblem("", $"is about the same record as line {taken[name]}"));
            return known.TryGetValue(name, out var id) ? await ReviseAsync(item, request, existing[id], ct) : await CreateAsync(item, request, importable.Creation!(request), fingerprint, ct);
        }
    }

    private static (ImportItem Item, TItem? Request, IReadOnlyList<LineProblem> Problems) Read(ImportItem item)
    {
        if (item.Problems.Count > 0)
            return (item, null, item.Problems);
        var faults = RequestBody.Faults(item.Json, typeof(TItem));
        return (item, faults.Count == 0 ? JsonSerializer.Deserialize<TItem>(item.Json, RegisterJson.Edge) : null,
            [.. faults.Select(f => new LineProblem(item.PlaceOf(f.Pointer), f.Rule))]);
    }

    private async Task<Planned> CreateAsync(ImportItem item, TItem request, ICreation<T> creation, byte[] fingerprint, CancellationToken ct)
    {
        if (creation.Decide(now) is not Decision.Appended appended)
            return creation.Decide(now) is Decision.Refused refused ? Refuse(item, request, refused.Refusal) : throw new InvalidOperationException("A creation creates.");
        if (await ObjectionAsync(Guid.CreateVersion7(), null, appended.Events, ct) is { } objection)
            return Refuse(item, request, objection.Refusal);
        return new Planned(Line(item, request, Outcome.Added), 0, request, session =>
        {
            var id = Guid.CreateVersion7();
            identities.Claim(session, T.Kind, fingerprint, id);
            session.Events.StartStream<T>(id, Deciding.Wrap(session, appended.Events, now.Instant));
        });
    }

    private async Task<Planned> ReviseAsync(ImportItem item, TItem request, T record, CancellationToken ct)
    {
        switch (importable.Revise(request, record, now))
        {
            case Decision.Refused refused:
                return Refuse(item, request, refused.Refusal);
            case Decision.Appended appended:
                return await ObjectionAsync(record.Id, record, appended.Events, ct) is { } objection
                    ? Refuse(item, request, objection.Refusal)
                    : new Planned(Line(item, request, Outcome.Changed, record.Id), record.Version, request, session =>
                    {
                        var events = Deciding.Wrap(session, appended.Events, Deciding.Later(now.Instant, record.RecordedAt));
                        session.Events.Append(record.Id, record.Version + events.Length, events);
                    });
            default:
                return new Planned(Line(item, request, Outcome.Unchanged, record.Id), record.Version, request, null);
        }
    }

    // What other registers forbid is forbidden to a file too.
    private Task<Objection?> ObjectionAsync(Guid id, T? record, IReadOnlyList<object> facts, CancellationToken ct) =>
        services.ObjectionAsync(tenantId, id, record, [.. facts.Select(fact => new RecordedEvent(Guid.CreateVersion7(), now.Instant, fact))], now, ct);

    private Planned Refuse(ImportItem item, TItem request, Refusal refusal) =>
        Refuse(item, request, new LineProblem("", refusal.Sentence, refusal.Code, refusal.Provision));

    private Planned Refuse(ImportItem item, TItem? request, params LineProblem[] problems) =>
        new(Line(item, request, Outcome.Refused) with { Problems = problems }, 0, request, null);

    private ImportLine Line(ImportItem item, TItem? request, Outcome outcome, Guid? record = null) =>
        new(item.Number, importable.Section, request is null ? null : importable.Reference(request), outcome, record);
}

/// <summary>Makes the planner of each kind.</summary>
internal sealed class Planners(string tenantId, Moment now, DataKeys keys, Identities identities, RecordQueries records, IServiceProvider services) : IImportableUser<IPlanner>
{
    private readonly Dictionary<string, IPlanner> made = [];

    public IPlanner Of(IImportable importable) =>
        made.TryGetValue(importable.Section, out var planner) ? planner : made[importable.Section] = importable.Offer(this);

    public IPlanner Use<T, TItem>(Importable<T, TItem> importable) where T : Record, IRecord<T> where TItem : class =>
        new Planner<T, TItem>(importable, tenantId, now, keys, identities, records, services);
}
