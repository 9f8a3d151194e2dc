using Marten;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.Breaches;

/// <summary>
/// Records that the supervisory authority was notified, Art. 33(1), was told more, Art. 33(4), or that a notification was withdrawn. A filing for controllers
/// covers those who gave a mandate for it (rule 4.8); which they are is found out for each, and said in the record.
/// </summary>
/// <param name="Reference">What the filing is called, unique within the breach.</param>
/// <param name="Authority">Whose authority.</param>
/// <param name="Kind">Which of several it is.</param>
/// <param name="FiledAt">When it was filed.</param>
/// <param name="StillMissing">What of Art. 33(3) is still missing; an initial filing names something, a complete one nothing.</param>
/// <param name="ReasonsForDelay">Art. 33(1): demanded after the limit, and asked for after the target.</param>
/// <param name="ReasonForWithdrawal">Why it is withdrawn.</param>
/// <param name="For">For whom it is made.</param>
/// <param name="CaseNumber">The authority's number of the case.</param>
/// <param name="ContentSha256">The digest of what was filed.</param>
public sealed record NotifyAuthority(
    ImpersonalText Reference, CountryCode Authority, FilingKind Kind, DateTimeOffset FiledAt, IReadOnlyList<NotificationPoint>? StillMissing = null,
    PersonalText? ReasonsForDelay = null, PersonalText? ReasonForWithdrawal = null, FilingFor For = FilingFor.Self, ImpersonalText? CaseNumber = null,
    byte[]? ContentSha256 = null)
    : ICommand<Breach>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new NotifyAuthority(
        "first", CountryCode.Parse("NO"), FilingKind.Initial, BreachExamples.Detected.AddHours(48), [NotificationPoint.Records, NotificationPoint.Consequences]);

    /// <inheritdoc />
    bool ICommand<Breach>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(Breach breach, Moment now) =>
        Again.Of(breach.Filings.FirstOrDefault(f => f.Reference == Reference) is { } earlier ? earlier with { Covered = null, Uncovered = null, AfterSelections = 0 } : null,
            Filing, BreachRefusals.FilingRecordedOtherwise)
        ?? (Forbidden(breach, now) is { } refusal ? Decision.Refuse(refusal)
            : Decision.Append(new AuthorityNotified(
                Reference, Authority, For, Kind, Filing.FiledAt, Filing.StillMissing, ReasonsForDelay, ReasonForWithdrawal, CaseNumber, ContentSha256)));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Form.Size("/stillMissing", StillMissing as System.Collections.ICollection),
        .. Kind == FilingKind.Initial && StillMissing is not { Count: > 0 } ? [new Fault("/stillMissing", "must name what is still missing when kind is initial")] : Array.Empty<Fault>(),
        .. Kind is FilingKind.Complete or FilingKind.Withdrawal && StillMissing is { Count: > 0 }
            ? [new Fault("/stillMissing", "must be empty when kind is complete or withdrawal")] : Array.Empty<Fault>(),
        .. Kind == FilingKind.Withdrawal != ReasonForWithdrawal is not null
            ? [new Fault("/reasonForWithdrawal", "must be given exactly when kind is withdrawal")] : Array.Empty<Fault>(),
        .. Digest.Faults("/contentSha256", ContentSha256),
    ];

    private Filing Filing => new(
        Reference, Authority, For, Kind, FiledAt.ToUniversalTime(), [.. (StillMissing ?? []).Distinct().Order()], ReasonsForDelay, ReasonForWithdrawal, CaseNumber, ContentSha256);

    // Who was selected after the case was opened is not covered by what was filed then, and is notified of by a filing of its own.
    private bool IsForLaterControllers(Breach breach) =>
        For == FilingFor.Controllers && breach.Filings.LastOrDefault(f => f.Opens && f.For == For && f.Authority == Authority)?.AfterSelections < breach.ControllerSelections.Count;

    private Refusal? Forbidden(Breach breach, Moment now)
    {
        // What was filed about something that turned out to be no breach is withdrawn then, when the record is settled.
        var last = breach.Filings.LastOrDefault(f => f.For == For && f.Authority == Authority);
        var isOpen = last is not null && last.Kind != FilingKind.Withdrawal;
        return breach.IsSettled && Kind != FilingKind.Withdrawal ? BreachRefusals.Settled
            : FiledAt > now.Instant ? BreachRefusals.NotYetHappened
            : Filing.Opens && isOpen && !IsForLaterControllers(breach) ? BreachRefusals.AlreadyNotified
            : !Filing.Opens && !isOpen ? BreachRefusals.NothingFiled
            : For == FilingFor.Controllers ? breach.ControllerSelections.Count == 0 ? BreachRefusals.NoControllersSelected : null
            : breach.DutySince(BreachRole.Controller) is null ? BreachRefusals.FiledWithoutAwareness
            : Filing.Opens && ReasonsForDelay is null && breach.NeedsReasonsForDelay(LawBook.Current, FiledAt) ? BreachRefusals.ReasonsForDelayRequired
            : null;
    }
}

/// <summary><c>POST /v1/{org}/breaches/{id}/authority-notifications</c>.</summary>
public static class NotifyAuthorityEndpoint
{
    /// <summary>Records a notification of the authority; 202 when it is made for controllers, whose coverage is then found out.</summary>
    [WolverinePost("/v1/{org}/breaches/{id}/authority-notifications", OperationId = "notifyAuthority"), AllowedTo(Role.Dpo), Answers(202, typeof(Recorded))]
    public static Task<IResult> Post(Guid id, NotifyAuthority command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        session.Decide(id, command, http, command.For == FilingFor.Self ? null : ControllerRuns.Begin(RunKind.Cover, id, session, bus, http));
}
