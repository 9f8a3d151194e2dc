using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>Informs the controllers that have no notice of an announced change: customers since then, and those whose agreements are listed. Their periods run from now.</summary>
/// <param name="Reference">What these notices are called, unique within the change; a retry is recognised by it.</param>
/// <param name="ContactPoint">Whom to ask, and to whom to object; needed for notices of this register.</param>
/// <param name="AnnouncedAt">When they were told; now when absent.</param>
/// <param name="Elsewhere">How they were told by other means: then no notice is sent.</param>
/// <param name="Agreements">Further agreements, by id, whatever services they take.</param>
public sealed record InformFurtherControllers(
    ImpersonalText Reference, PersonalText? ContactPoint = null, DateTimeOffset? AnnouncedAt = null, InformedElsewhere? Elsewhere = null,
    IReadOnlyList<Guid>? Agreements = null) : ICommand<SubprocessorChange>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new InformFurtherControllers("customers of april", new("Personvernombudet, personvern@eksempel.example"));

    /// <inheritdoc />
    bool ICommand<SubprocessorChange>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(SubprocessorChange change, Moment now)
    {
        if (change.Announcements.FirstOrDefault(a => a.Reference == Reference) is { } earlier)
        {
            return RegisterJson.SayTheSame(
                new { earlier.ContactPoint, earlier.Elsewhere, earlier.Agreements }, new { ContactPoint, Elsewhere = ElsewhereInUtc, Agreements = Listed })
                ? Decision.AlreadyDone : Decision.Refuse(ChangeRefusals.FurtherNoticesOtherwise);
        }

        var at = AnnouncedAt ?? Elsewhere?.SentAt ?? now.Instant;
        return change.State == ChangeState.Withdrawn ? Decision.Refuse(ChangeRefusals.Withdrawn)
            : change.State == ChangeState.Intended ? Decision.Refuse(ChangeRefusals.NotAnnounced)
            : at > now.Instant || Elsewhere?.SentAt > now.Instant ? Decision.Refuse(ChangeRefusals.NotYetHappened)
            : Decision.Append(new FurtherControllersInformed(Reference, at.ToUniversalTime(), now.DayOf(at), ContactPoint, ElsewhereInUtc, Listed));
    }

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => AnnounceSubprocessorChange.Faults(ContactPoint, Elsewhere, Agreements);

    private InformedElsewhere? ElsewhereInUtc => Elsewhere is null ? null : Elsewhere with { SentAt = Elsewhere.SentAt.ToUniversalTime() };

    private IReadOnlyList<Guid> Listed => [.. (Agreements ?? []).Distinct().Order()];
}

/// <summary><c>POST /v1/{org}/subprocessor-changes/{id}/further-notices</c>.</summary>
public static class InformFurtherControllersEndpoint
{
    /// <summary>Informs controllers that had no notice of an announced change.</summary>
    [WolverinePost("/v1/{org}/subprocessor-changes/{id}/further-notices", OperationId = "informFurtherControllers"), AllowedTo(Role.Dpo, Role.Contributor), Answers(202, typeof(Recorded))]
    public static Task<IResult> Post(Guid id, InformFurtherControllers command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        session.Decide(id, command, http, BatchedRuns.Begin(Informing.InformingControllers.WorkName, id, session, bus, http));
}
