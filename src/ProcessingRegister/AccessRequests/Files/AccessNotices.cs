using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;

namespace ProcessingRegister.AccessRequests.Files;

/// <summary>Turns what becomes of notices to controllers into events of the file, in whichever drawer it lies by then.</summary>
public sealed class AccessNotices(TimeProvider clock) : INoticeOutcomes
{
    /// <inheritdoc />
    public string RecordKind => AccessRequest.StoredKind;

    /// <inheritdoc />
    public async Task RecordAsync(IDocumentSession session, IReadOnlyList<OutcomesOfRecord> outcomes, CancellationToken ct)
    {
        foreach (var (record, became) in outcomes)
            await RecordAsync(session, record, became, ct);
    }

    private async Task RecordAsync(IDocumentSession session, Guid record, IReadOnlyList<NoticeOutcome> outcomes, CancellationToken ct)
    {
        var owner = ClosedDrawer.OwnerOf(session.TenantId);
        foreach (var drawer in new[] { owner, ClosedDrawer.Of(owner) })
        {
            var events = session.ForTenant(drawer).Events;
            if (await session.ForTenant(drawer).LoadAsync<AccessRequest>(record, ct) is not { } request)
                continue;
            var facts = new List<object>();
            foreach (var outcome in outcomes)
            {
                if (outcome.Agreement is { } agreement && Fact(request.ControllerOf(agreement), outcome, facts) is { } fact)
                    facts.Add(fact);
            }

            if (facts.Count > 0)
                events.Append(record, request.Version + facts.Count, Deciding.Wrap(session, facts, Deciding.Later(clock.GetUtcNow(), request.RecordedAt)));
            return;
        }
    }

    // A notice that left is the telling; that it arrived, or was acknowledged, adds nothing to the duty, and that it came back takes it away.
    private static object? Fact(InformedController controller, NoticeOutcome outcome, List<object> before) =>
        controller.Notices.FirstOrDefault(n => n.Id == outcome.Notice) is not { } notice ? null
        : outcome.Result switch
        {
            NoticeResult.Dispatched or NoticeResult.Delivered when notice.SentAt is null && !before.OfType<AccessNoticeSent>().Any(s => s.Notice == notice.Id) =>
                new AccessNoticeSent(controller.Agreement, notice.Id, outcome.At, outcome.ContentDigest),
            NoticeResult.Bounced or NoticeResult.Failed when notice.FailedAt is null => AccessFact.NoticeFailed(controller.Agreement, notice.Id, outcome.At),
            _ => null,
        };
}
