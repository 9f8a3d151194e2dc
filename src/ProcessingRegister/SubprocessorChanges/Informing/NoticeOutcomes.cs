using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;

namespace ProcessingRegister.SubprocessorChanges.Informing;

/// <summary>Turns what became of a notice into events of the record of its controller: the proof that it was sent, and what is known of its arrival.</summary>
internal sealed class NoticeOutcomes(TimeProvider clock) : INoticeOutcomes
{
    /// <summary>The kind of record that the outcomes belong to.</summary>
    public const string Kind = "change_notice";

    /// <inheritdoc />
    public string RecordKind => Kind;

    /// <inheritdoc />
    public async Task RecordAsync(IDocumentSession session, IReadOnlyList<OutcomesOfRecord> outcomes, CancellationToken ct)
    {
        var notices = (await session.LoadManyAsync<ChangeNotice>(ct, [.. outcomes.Select(o => o.Record)])).ToDictionary(n => n.Id);
        foreach (var of in outcomes)
        {
            var notice = notices.GetValueOrDefault(of.Record) ?? throw new InvalidOperationException($"There is no controller's record {of.Record}.");
            if (FactsOf(notice, of.Outcomes) is { Count: > 0 } facts)
                session.Events.Append(notice.Id, notice.Version + facts.Count, Deciding.Wrap(session, facts, Deciding.Later(clock.GetUtcNow(), notice.RecordedAt)));
        }
    }

    /// <summary>What outcomes, in their order, say that the record does not say yet. Pure.</summary>
    internal static IReadOnlyList<object> FactsOf(ChangeNotice notice, IReadOnlyList<NoticeOutcome> outcomes)
    {
        var facts = new List<object>();
        foreach (var outcome in outcomes)
        {
            foreach (var fact in FactsOf(notice, outcome).ToList())
            {
                facts.Add(fact);
                notice = Fold.Next(notice, notice.Id, new RecordedEvent(Guid.Empty, outcome.At, fact));
            }
        }

        return facts;
    }

    private static IEnumerable<object> FactsOf(ChangeNotice notice, NoticeOutcome outcome)
    {
        if (notice.DispatchOf(outcome.Notice) is not { } dispatch)
            yield break;
        var at = outcome.At.ToUniversalTime();
        // That it arrived, or that its receipt was acknowledged, says that it was sent, whatever this program was told before.
        if (dispatch.SentAt is null && outcome.Result is NoticeResult.Dispatched or NoticeResult.Delivered or NoticeResult.Acknowledged)
            yield return new ChangeNoticeSent(dispatch.Id, at, dispatch.Means, null, outcome.ContentDigest);
        switch (outcome.Result)
        {
            case NoticeResult.Delivered when dispatch.DeliveredAt is null:
                yield return new ChangeNoticeDelivered(dispatch.Id, at);
                break;
            case NoticeResult.Acknowledged when notice.AcknowledgedAt is null:
                yield return new ChangeNoticeAcknowledged(at, null);
                break;
            case NoticeResult.Bounced or NoticeResult.Failed when dispatch.ReturnedAt is null && dispatch.DeliveredAt is null:
                yield return new ChangeNoticeReturned(dispatch.Id, at, outcome.Trouble is { } trouble ? new($"{Words.Of(trouble)} {outcome.Code}".TrimEnd()) : null);
                break;
        }
    }
}
