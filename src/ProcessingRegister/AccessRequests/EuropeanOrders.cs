using ProcessingRegister.AccessRequests.Files;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.AccessRequests;

/// <summary>Records that the enforcing authority was notified of a production order, Regulation (EU) 2023/1543 Art. 8: it may refuse within the period.</summary>
/// <param name="Authority">Of which country it is.</param>
/// <param name="NotifiedAt">When it was notified.</param>
public sealed record RecordEnforcingAuthority(CountryCode Authority, DateTimeOffset NotifiedAt) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordEnforcingAuthority(CountryCode.Parse("SE"), AccessExamples.Received);

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.Instrument != Instrument.EuropeanProductionOrder ? Decision.Refuse(AccessRefusals.NoEuropeanOrder)
        : request.Enforcing is { } known
            ? (known.Country, known.NotifiedAt) == (Authority, NotifiedAt) ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.RecordedOtherwise)
            : NotifiedAt > now.Instant ? Decision.Refuse(AccessRefusals.NotYetHappened)
            : request.IsClosed ? Decision.Refuse(AccessRefusals.Closed)
            : Decision.Append(new EnforcingAuthorityNotified(Authority, NotifiedAt.ToUniversalTime()));
}

/// <summary>Records that the enforcing authority confirmed that it raises no ground for refusal, Art. 10(2): data are transmitted at once.</summary>
/// <param name="ConfirmedAt">When.</param>
public sealed record RecordEnforcingConfirmation(DateTimeOffset ConfirmedAt) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordEnforcingConfirmation(AccessExamples.Received.AddDays(4));

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.Enforcing is not { } enforcing ? Decision.Refuse(AccessRefusals.EnforcingAuthorityNotNotified)
        : enforcing.ConfirmedAt is { } confirmed ? confirmed == ConfirmedAt ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.RecordedOtherwise)
        : Repeat.ForbiddenAt(request, ConfirmedAt, now) ?? Decision.Append(new EnforcingAuthorityConfirmed(ConfirmedAt.ToUniversalTime()));
}

/// <summary>Records that the authority was told what stands in the way, by the form of Annex III, Art. 10(6) to (8).</summary>
/// <param name="Reference">What the form is called, unique within the request.</param>
/// <param name="RaisedAt">When it was sent.</param>
/// <param name="Grounds">Section D: the reasons.</param>
/// <param name="Explanation">In words.</param>
/// <param name="IsPreserved">Section G: whether the data are preserved meanwhile.</param>
public sealed record RaiseImpediment(ImpersonalText Reference, DateTimeOffset RaisedAt, IReadOnlyList<RefusalGround> Grounds, PersonalText Explanation, bool IsPreserved)
    : ICommand<AccessRequest>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RaiseImpediment("form 1", AccessExamples.Received.AddDays(1), [RefusalGround.InsufficientInformation], AccessExamples.Text, true);

    /// <inheritdoc />
    bool ICommand<AccessRequest>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now)
    {
        var grounds = Grounds.Distinct().Order().ToList();
        return Repeat.Of(request.Impediments.FirstOrDefault(i => i.Reference == Reference) is { } earlier ? earlier with { ClarifiedAt = null } : null,
                new Impediment(Reference, RaisedAt.ToUniversalTime(), grounds, Explanation, IsPreserved))
            ?? Repeat.ForbiddenAt(request, RaisedAt, now)
            ?? Decision.Append(new AccessImpedimentRaised(Reference, RaisedAt.ToUniversalTime(), grounds, Explanation, IsPreserved));
    }

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Grounds.Count == 0 ? [new Fault("/grounds", "must not be empty")] : Array.Empty<Fault>(), .. Form.Size("/grounds", Grounds as System.Collections.ICollection),
    ];
}

/// <summary>Records that the authority answered what stood in the way.</summary>
/// <param name="Reference">Which form it answered.</param>
/// <param name="ClarifiedAt">When.</param>
public sealed record RecordClarification(ImpersonalText Reference, DateTimeOffset ClarifiedAt) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordClarification("form 1", AccessExamples.Received.AddDays(5));

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.Impediments.FirstOrDefault(i => i.Reference == Reference) is not { } impediment ? Decision.Refuse(AccessRefusals.NoSuchReference)
        : impediment.ClarifiedAt is { } clarified ? clarified == ClarifiedAt ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.RecordedOtherwise)
        : Repeat.ForbiddenAt(request, ClarifiedAt, now) ?? Decision.Append(new AccessImpedimentClarified(Reference, ClarifiedAt.ToUniversalTime()));
}

/// <summary>Records the reasoned objection that compliance would break the law of a third country, Art. 17, Annex III section E.</summary>
/// <param name="RaisedAt">When it was sent.</param>
/// <param name="Country">Whose law.</param>
/// <param name="Law">Which law.</param>
/// <param name="Reasons">Why it applies, why it conflicts, and what would follow.</param>
public sealed record RaiseConflict(DateTimeOffset RaisedAt, CountryCode Country, ImpersonalText Law, PersonalText Reasons) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RaiseConflict(AccessExamples.Received.AddDays(8), CountryCode.Parse("CH"), "Art. 271 of its criminal code", AccessExamples.Text);

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.Instrument != Instrument.EuropeanProductionOrder ? Decision.Refuse(AccessRefusals.NoEuropeanOrder)
        : request.ConflictRaisedAt is { } raised ? raised == RaisedAt ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.RecordedOtherwise)
        : Repeat.ForbiddenAt(request, RaisedAt, now) ?? Decision.Append(new ConflictOfLawsRaised(RaisedAt.ToUniversalTime(), Country, Law, Reasons));
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/enforcing-authority</c>.</summary>
public static class RecordEnforcingAuthorityEndpoint
{
    /// <summary>Records that the enforcing authority was notified.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/enforcing-authority", OperationId = "recordEnforcingAuthority"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, RecordEnforcingAuthority command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/enforcing-confirmation</c>.</summary>
public static class RecordEnforcingConfirmationEndpoint
{
    /// <summary>Records that the enforcing authority raises no ground for refusal.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/enforcing-confirmation", OperationId = "recordEnforcingConfirmation"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, RecordEnforcingConfirmation command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/impediments</c>.</summary>
public static class RaiseImpedimentEndpoint
{
    /// <summary>Records that the authority was told what stands in the way.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/impediments", OperationId = "raiseImpediment"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, RaiseImpediment command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/clarifications</c>.</summary>
public static class RecordClarificationEndpoint
{
    /// <summary>Records that the authority answered.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/clarifications", OperationId = "recordClarification"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, RecordClarification command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/conflicts</c>.</summary>
public static class RaiseConflictEndpoint
{
    /// <summary>Records the objection that compliance would break the law of a third country.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/conflicts", OperationId = "raiseConflict"), AllowedTo(Role.Counsel)]
    public static Task<IResult> Post(Guid id, RaiseConflict command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}
