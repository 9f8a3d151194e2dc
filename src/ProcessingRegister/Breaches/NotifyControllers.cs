using Marten;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>
/// Selects the controllers concerned by a dataset that is processed for others, Art. 33(2): those who take one of its services, and those whose agreements
/// are listed. Each gets a record of its own, with the terms of its agreement on the day of awareness, and at once the notices that were ordered. What was
/// selected before stays selected.
/// </summary>
/// <param name="Reference">What the selection is called, unique within the breach. The same selection under a new name takes up agreements that were corrected since.</param>
/// <param name="Dataset">Which dataset, by its name.</param>
/// <param name="Agreements">Further agreements, by id, such as those that have ended.</param>
/// <param name="Notice">A notice that is sent to them at once; without one they get those that were ordered before.</param>
public sealed record NotifyControllers(ImpersonalText Reference, ImpersonalText Dataset, IReadOnlyList<Guid>? Agreements = null, NoticeToSend? Notice = null)
    : ICommand<Breach>, IChecked, IExemplified
{
    /// <summary>The most agreements that one request may list.</summary>
    public const int MaxAgreements = 2000;

    /// <inheritdoc />
    public static object Example => new NotifyControllers("first", "payroll data of customers");

    /// <inheritdoc />
    bool ICommand<Breach>.ComparesPersonalTexts => Notice is not null;

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now)
    {
        if (breach.ControllerSelections.FirstOrDefault(s => s.Reference == Reference) is { } earlier)
        {
            return earlier.Dataset == Dataset && earlier.AgreementsSha256.AsSpan().SequenceEqual(Digest.Of(Listed)) && Notice?.Again(breach) is null or Decision.Done
                ? Decision.AlreadyDone : Decision.Refuse(BreachRefusals.SelectionRecordedOtherwise);
        }

        return breach.IsSettled ? Decision.Refuse(BreachRefusals.Settled)
            : breach.Datasets.FirstOrDefault(d => d.Name == Dataset && d.Role != BreachRole.Controller) is not { } dataset ? Decision.Refuse(BreachRefusals.NotProcessedForOthers)
            : breach.DutySince(dataset.Role) is not { } since ? Decision.Refuse(BreachRefusals.NoAwareness)
            : Notice?.Again(breach) is Decision.Refused refused ? refused
            : Decision.Append([
                new ControllersSelected(
                    Reference, Dataset, dataset.Role, since, now.Instant, now.DayOf(breach.Facts.Occurred?.From ?? breach.DetectedAt), now.DayOf(since), dataset.Services ?? [],
                    [.. Listed]),
                .. Notice is { } notice && notice.Again(breach) is null ? [notice.OrderedAt(breach, now)] : Array.Empty<object>(),
            ]);
    }

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Agreements?.Count > MaxAgreements ? [new Fault("/agreements", $"must not have more than {MaxAgreements} items")] : Array.Empty<Fault>(),
        .. Notice?.Faults("/notice") ?? [],
        .. Notice is { Kind: not NoticeKind.BreachNotice } ? [new Fault("/notice/kind", "must be breachNotice")] : Array.Empty<Fault>(),
    ];

    private IEnumerable<Guid> Listed => (Agreements ?? []).Distinct().Order();
}

/// <summary><c>POST /v1/{org}/breaches/{id}/controller-notifications</c>.</summary>
public static class NotifyControllersEndpoint
{
    /// <summary>Begins to make a record for each controller concerned.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/controller-notifications", OperationId = "notifyControllers"), AllowedTo(Role.Contributor, Role.Dpo), Answers(202, typeof(Recorded))]
    public static Task<IResult> Post(Guid id, NotifyControllers command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        session.Decide(id, command, http, ControllerRuns.Begin(RunKind.Select, id, session, bus, http));
}
