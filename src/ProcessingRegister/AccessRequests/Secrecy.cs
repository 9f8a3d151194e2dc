using ProcessingRegister.AccessRequests.Files;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.AccessRequests;

/// <summary>Records an order of secrecy. From now on the file is for counsel only.</summary>
/// <param name="Reference">What the order is called, unique within the request.</param>
/// <param name="Basis">On what it rests, as the order says.</param>
/// <param name="Scope">Whom it forbids to tell.</param>
/// <param name="From">From when on.</param>
/// <param name="Until">Until when; absent where it names no end.</param>
/// <param name="ReviewAt">When it is to be looked at again.</param>
public sealed record OrderSecrecy(
    ImpersonalText Reference, ImpersonalText Basis, IReadOnlyList<SecrecyScope> Scope, DateTimeOffset From, DateTimeOffset? Until = null, DateTimeOffset? ReviewAt = null)
    : ICommand<AccessRequest>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new OrderSecrecy(
        "order 12/345-2", "straffeprosessloven § 210 c", [SecrecyScope.Controllers, SecrecyScope.DataSubjects], AccessExamples.Received, AccessExamples.Received.AddDays(56));

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.SecrecyOrders.FirstOrDefault(o => o.Reference == Reference) is { } known ? Again(known)
        : Decision.Append(
            [
                Ordered(request.SecrecyOrders.Count + 1),
                // A notice that has not left yet must not leave any more.
                .. request.Controllers.SelectMany(c => c.Notices.Where(n => n is { SentAt: null, FailedAt: null }).Select(n => AccessFact.NoticeFailed(c.Agreement, n.Id, now.Instant))),
            ]);

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Scope.Count == 0 ? [new Fault("/scope", "must not be empty")] : Array.Empty<Fault>(),
        .. Form.Size("/scope", Scope as System.Collections.ICollection),
        .. Until < From ? [new Fault("/until", "must not be before from")] : Array.Empty<Fault>(),
        .. ReviewAt < From ? [new Fault("/reviewAt", "must not be before from")] : Array.Empty<Fault>(),
        .. Until is null && ReviewAt is null ? [new Fault("/reviewAt", "must be given where the order names no end")] : Array.Empty<Fault>(),
    ];

    /// <summary>The order as a fact.</summary>
    internal SecrecyOrdered Ordered(int number) =>
        new(number, Reference, Basis, [.. Scope.Distinct().Order()], From.ToUniversalTime(), Until?.ToUniversalTime(), ReviewAt?.ToUniversalTime());

    // Prolonging moves until and review, so they tell nothing of what was sent first.
    private Decision Again(SecrecyOrder known) =>
        known.Basis == Basis && known.From == From && known.Scope.SequenceEqual(Ordered(0).Scope) ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.RecordedOtherwise);
}

/// <summary>Records that an order of secrecy was prolonged, or that counsel looked at it and set another day of review.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Until">Until when; absent where no end is named.</param>
/// <param name="ReviewAt">When it is to be looked at again.</param>
public sealed record ProlongSecrecy(PersonalText Reason, DateTimeOffset? Until = null, DateTimeOffset? ReviewAt = null) : ICommand<AccessRequest>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ProlongSecrecy(AccessExamples.Text, AccessExamples.Received.AddDays(112));

    /// <summary>Which order, from the address.</summary>
    internal int Number { get; init; }

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.OrderOf(Number) is not { } order ? Decision.Refuse(AccessRefusals.NoSuchReference)
        : order.LiftedAt is not null ? Decision.Refuse(AccessRefusals.SecrecyAlreadyLifted)
        : (order.Until, order.ReviewAt) == (Until, ReviewAt) ? Decision.AlreadyDone
        : Decision.Append(new SecrecyProlonged(Number, Until?.ToUniversalTime(), ReviewAt?.ToUniversalTime(), Reason));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Until is null && ReviewAt is null ? [new Fault("/reviewAt", "must be given where the order names no end")] : [];
}

/// <summary>Records an attempt to have secrecy waived, SCC clause 15.1(b).</summary>
/// <param name="At">When.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Document">What was written.</param>
public sealed record SeekWaiver(DateTimeOffset At, WaiverResult Result, PersonalText? Document = null) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new SeekWaiver(AccessExamples.Received.AddDays(5), WaiverResult.Denied);

    /// <summary>Which order, from the address.</summary>
    internal int Number { get; init; }

    /// <inheritdoc />
    bool ICommand<AccessRequest>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.OrderOf(Number) is not { } order ? Decision.Refuse(AccessRefusals.NoSuchReference)
        : Repeat.Of(order.WaiverAttempts.FirstOrDefault(w => w.At == At), new WaiverAttempt(At.ToUniversalTime(), Result, Document))
            ?? Repeat.ForbiddenAt(request, At, now, evenWhenClosed: true) ?? Decision.Append(new SecrecyWaiverSought(Number, At.ToUniversalTime(), Result, Document));
}

/// <summary>Records that an order of secrecy was lifted, or has run out and is not prolonged: what it forbade is due.</summary>
/// <param name="LiftedAt">From when on.</param>
/// <param name="Reason">By whom, and why.</param>
public sealed record LiftSecrecy(DateTimeOffset LiftedAt, PersonalText? Reason = null) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new LiftSecrecy(AccessExamples.Received.AddDays(60));

    /// <summary>Which order, from the address.</summary>
    internal int Number { get; init; }

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.OrderOf(Number) is not { } order ? Decision.Refuse(AccessRefusals.NoSuchReference)
        : order.LiftedAt is { } lifted ? lifted == LiftedAt ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.SecrecyAlreadyLifted)
        : Repeat.ForbiddenAt(request, LiftedAt, now, evenWhenClosed: true) ?? Decision.Append(new SecrecyLifted(Number, LiftedAt.ToUniversalTime(), Reason));
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/secrecy-orders</c>.</summary>
public static class OrderSecrecyEndpoint
{
    /// <summary>Records an order of secrecy; the file goes into the closed drawer.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/secrecy-orders", OperationId = "orderSecrecy"), AllowedTo(Role.Counsel)]
    public static Task<IResult> Post(Guid id, OrderSecrecy command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/secrecy-orders/{n}/prolongations</c>.</summary>
public static class ProlongSecrecyEndpoint
{
    /// <summary>Records that an order of secrecy was prolonged.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/secrecy-orders/{n}/prolongations", OperationId = "prolongSecrecy"), AllowedTo(Role.Counsel)]
    public static Task<IResult> Post(Guid id, int n, ProlongSecrecy command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command with { Number = n }, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/secrecy-orders/{n}/waiver-attempts</c>.</summary>
public static class SeekWaiverEndpoint
{
    /// <summary>Records an attempt to have secrecy waived.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/secrecy-orders/{n}/waiver-attempts", OperationId = "seekWaiver"), AllowedTo(Role.Counsel)]
    public static Task<IResult> Post(Guid id, int n, SeekWaiver command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command with { Number = n }, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/secrecy-orders/{n}/lifting</c>.</summary>
public static class LiftSecrecyEndpoint
{
    /// <summary>Records that an order of secrecy was lifted; with the last of them the file comes back into the open drawer.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/secrecy-orders/{n}/lifting", OperationId = "liftSecrecy"), AllowedTo(Role.Counsel)]
    public static Task<IResult> Post(Guid id, int n, LiftSecrecy command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command with { Number = n }, http);
}
