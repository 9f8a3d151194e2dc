using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>Brings what becomes of a change to the record of each controller: that it is postponed, withdrawn, or in effect.</summary>
internal sealed class TellingNotices(RecordQueries records, TimeProvider clock) : IBatchedWork
{
    /// <summary>What this work is called where its progress is stored.</summary>
    public const string WorkName = "subprocessorChange.tell";

    /// <summary>How many controllers' records are written in one transaction.</summary>
    public const int BatchSize = 500;

    /// <inheritdoc />
    public string Name => WorkName;

    /// <inheritdoc />
    public string ResultOf(Guid subject) => $"/subprocessor-changes/{subject}/notices";

    /// <inheritdoc />
    public async Task<WorkBatch> StepAsync(IDocumentSession session, BatchedRun run, object asked, CancellationToken ct)
    {
        var range = NoticeIds.RangeOf(run.Subject);
        var after = run.Place.After == Guid.Empty ? range.After : run.Place.After;
        var (page, next) = await records.WithinAsync<ChangeNotice>(session.TenantId, View.Now, (after, range.UpTo), BatchSize, null, ct);
        var (news, now) = (SubprocessorChange.NewsIn(asked), clock.GetUtcNow());
        foreach (var notice in page)
        {
            if (FactFor(notice, news, now) is { } fact)
                session.Events.Append(notice.Id, notice.Version + 1, Deciding.Wrap(session, [fact], Deciding.Later(now, notice.RecordedAt)));
        }

        return new WorkBatch(next is { } last ? run.Place with { After = last } : null, page.Count);
    }

    private static object? FactFor(ChangeNotice notice, (DateOnly? IntendedFrom, DateTimeOffset? WithdrawnAt, ChangeEffect? Effect) news, DateTimeOffset now) => news switch
    {
        _ when notice.ExceptedAt is not null => null,
        { IntendedFrom: { } day } => notice.IntendedFrom == day ? null : new IntendedDayRestated(day),
        { WithdrawnAt: { } at } => new ControllerExceptedFromChange(at),
        { Effect: { } effect } when notice.EffectiveFrom is not null || notice.StandingOn(effect.From, LawBook.Current) == ControllerStanding.Excepted => null,
        { Effect: { } effect } => effect.Except.Contains(notice.Agreement) ? new ControllerExceptedFromChange(now) : new ChangeBegunForController(effect.From),
        _ => null,
    };
}
