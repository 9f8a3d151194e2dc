using System.Text.Json.Nodes;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorChanges;
using ProcessingRegister.SubprocessorChanges.Informing;
using ProcessingRegister.Subprocessors;
using TransparencyReport.Facts;
using TransparencyReport.Periods;
using Announced = ProcessingRegister.SubprocessorChanges.SubprocessorChange;

namespace ProcessingRegister.Transparency.Counting;

/// <summary>
/// Reads the facts about changes of subprocessors. Of the controllers' records, of which one change has thousands, only those are read that hold an objection
/// to a change of the quarter in question.
/// </summary>
public sealed class SubprocessorFacts(RecordQueries records, RecordSteps steps)
{
    private static readonly JsonObject WithObjection = new() { ["objections"] = new JsonArray(new JsonObject()) };

    /// <summary>The facts up to a position.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="quarter">Of which quarter objections are counted.</param>
    /// <param name="upTo">The last position that counts.</param>
    /// <param name="calendar">The calendar of the organisation's days.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Fact>> ReadAsync(string tenantId, Quarter quarter, long upTo, Calendar calendar, CancellationToken ct)
    {
        var effects = await steps.OfAllAsync<Announced>(tenantId, upTo, ct).Select(CountedSubprocessors.Of).OfType<EffectOfChange>().ToListAsync(ct);
        var listed = await steps.OfAllAsync<Subprocessor>(tenantId, upTo, ct).ToListAsync(ct);
        var (subprocessors, days) = (listed.GroupBy(step => step.After.Id).Select(of => of.ToList()).ToList(), calendar.Of(quarter.Span));
        var objections = new List<FirstObjection>();
        // Counted without objections first: what took effect in another quarter has no figure in this one.
        foreach (var change in Count().Where(counted => days.Contains(counted.Fact.Effective)).SelectMany(counted => counted.AnnouncedBy).Distinct().ToList())
            objections.AddRange(await steps.OfAsync<ChangeNotice>(tenantId, await ObjectingAsync(tenantId, change, ct), upTo, ct).Select(CountedSubprocessors.Of).OfType<FirstObjection>().ToListAsync(ct));
        return [.. Count().Select(counted => counted.Fact)];

        IEnumerable<CountedChange> Count()
        {
            var by = objections.ToLookup(objection => objection.Change);
            return subprocessors.SelectMany(of => CountedSubprocessors.Of(of, [.. effects.Where(effect => effect.Subprocessors.ContainsKey(of[0].After.Id))], by, calendar));
        }
    }

    // An objection stays on record, so whoever has one now is asked; when it came, its events say.
    private async Task<IReadOnlyList<Guid>> ObjectingAsync(string tenantId, Guid change, CancellationToken ct)
    {
        var (range, objecting) = (NoticeIds.RangeOf(change), new List<Guid>());
        for (Guid? after = range.After; after is { } place;)
        {
            (var page, after) = await records.WithinAsync<ChangeNotice>(tenantId, View.Now, (place, range.UpTo), RecordQueries.BatchSize, WithObjection, ct, open: false);
            objecting.AddRange(page.Select(notice => notice.Id));
        }

        return objecting;
    }
}
