using ProcessingRegister.AccessRequests;
using ProcessingRegister.AccessRequests.Files;
using ProcessingRegister.Breaches;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Reading;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Periods;

namespace ProcessingRegister.Transparency.Counting;

/// <summary>
/// All facts that the report counts, made from the events when a report is made: nothing is kept of them, so that recording a request costs nothing more.
/// Files under secrecy are among them; what of these may be published is decided where it is counted.
/// </summary>
public sealed class ReportFacts(AccessFiles files, RecordSteps steps, SubprocessorFacts subprocessors)
{
    /// <summary>The facts up to the cut-off, in their order.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="quarter">The quarter that is reported on: what could only have a figure in another one may be left out.</param>
    /// <param name="basis">Where the cut-off is, and in which zone days begin.</param>
    /// <param name="published">Where secrecy that was ordered later changes nothing: the editions that were published. None, for what is shown to nobody else.</param>
    /// <param name="sparesSecrets">Whether requests that have come under secrecy since that position, and are so now, are under secrecy already.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Fact>> ReadAsync(
        string tenantId, Quarter quarter, EditionBasis basis, IReadOnlyList<Edition> published, bool sparesSecrets, CancellationToken ct)
    {
        var upTo = basis.Position;
        var facts = new List<Fact>();
        var requests = new List<Guid>();
        await foreach (var request in files.AllForCountingAsync(tenantId, View.Now, ct))
            requests.Add(request.Id);
        var file = new List<RecordStep<AccessRequest>>();
        await foreach (var step in steps.OfAsync<AccessRequest>(tenantId, requests, sparesSecrets ? long.MaxValue : upTo, ct))
        {
            if (step.Before is null)
                Take(file);
            file.Add(step);
        }

        Take(file);
        var calendar = new Calendar(basis.Zone.Value);
        facts.AddRange(await steps.OfAllAsync<Breach>(tenantId, upTo, ct).Select(CountedBreaches.Of).OfType<Fact>().ToListAsync(ct));
        facts.AddRange(await steps.OfAllAsync<ProcessingActivity>(tenantId, upTo, ct).Select(step => CountedActivities.Of(step, calendar)).OfType<Fact>().ToListAsync(ct));
        facts.AddRange(await subprocessors.ReadAsync(tenantId, quarter, upTo, calendar, ct));
        // The order of what one event says stays.
        return [.. facts.OrderBy(fact => fact.Position)];

        void Take(List<RecordStep<AccessRequest>> whole)
        {
            if (whole is [.., { After.IsUnderSecrecy: false }])
                whole.RemoveAll(step => step.Position > upTo);
            facts.AddRange(CountedRequests.Of(whole, ordered => IsCounted(ordered, whole[0].Position, published)));
            whole.Clear();
        }
    }

    /// <summary>Whether a request that was no secret at a position is one now.</summary>
    public async Task<bool> IsAnySecretSinceAsync(string tenantId, long position, CancellationToken ct)
    {
        var (secret, then) = (new List<Guid>(), new Dictionary<Guid, bool>());
        await foreach (var request in files.AllForCountingAsync(tenantId, View.Now, ct))
        {
            if (request.IsUnderSecrecy)
                secret.Add(request.Id);
        }

        await foreach (var step in steps.OfAsync<AccessRequest>(tenantId, secret, position, ct))
            then[step.After.Id] = step.After.IsUnderSecrecy;
        return then.ContainsValue(false);
    }

    // An edition made between the recording and the order of secrecy counted it, if it is about its quarter or a later one, of which it was open at the start.
    private static bool IsCounted(RecordStep<AccessRequest> ordered, long received, IReadOnlyList<Edition> published) => published.Any(edition =>
        received <= edition.Cutoff.Position && edition.Cutoff.Position < ordered.Position
        && ordered.After.ReceivedAt < new Calendar(edition.Zone).StartOf(edition.Id.Quarter.Span.EndExclusive));
}
