using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>
/// Announces the change, Art. 28(2): each controller whose agreement takes one of the services gets a record of its own, with the terms of its agreement on
/// that day, and a notice where the agreement says that it is reached. An announcement that was made by other means is recorded as such.
/// </summary>
/// <param name="ContactPoint">Whom to ask, and to whom to object; needed for notices of this register.</param>
/// <param name="AnnouncedAt">When it was announced; now when absent.</param>
/// <param name="Elsewhere">How the controllers were told by other means: then no notice is sent.</param>
/// <param name="Agreements">Further agreements, by id, whatever services they take.</param>
public sealed record AnnounceSubprocessorChange(
    PersonalText? ContactPoint = null, DateTimeOffset? AnnouncedAt = null, InformedElsewhere? Elsewhere = null, IReadOnlyList<Guid>? Agreements = null)
    : ICommand<SubprocessorChange>, IChecked, IExemplified
{
    /// <summary>The most agreements that one request may list.</summary>
    public const int MaxAgreements = 2000;

    /// <inheritdoc />
    public static object Example => new AnnounceSubprocessorChange(new PersonalText("Personvernombudet, personvern@eksempel.example"));

    /// <inheritdoc />
    bool ICommand<SubprocessorChange>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(SubprocessorChange change, Moment now)
    {
        if (change.Announcements is [var first, ..])
        {
            return (AnnouncedAt ?? Elsewhere?.SentAt ?? first.AnnouncedAt) == first.AnnouncedAt && RegisterJson.SayTheSame(
                new { first.ContactPoint, first.Elsewhere, first.Agreements }, new { ContactPoint, Elsewhere = ElsewhereInUtc, Agreements = Listed })
                ? Decision.AlreadyDone : Decision.Refuse(ChangeRefusals.AnnouncedOtherwise);
        }

        var at = AnnouncedAt ?? Elsewhere?.SentAt ?? now.Instant;
        return change.State == ChangeState.Withdrawn ? Decision.Refuse(ChangeRefusals.Withdrawn)
            : at > now.Instant || Elsewhere?.SentAt > now.Instant ? Decision.Refuse(ChangeRefusals.NotYetHappened)
            : Decision.Append(new SubprocessorChangeAnnounced(at.ToUniversalTime(), now.DayOf(at), ContactPoint, ElsewhereInUtc, Listed));
    }

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Faults(ContactPoint, Elsewhere, Agreements);

    internal static IEnumerable<Fault> Faults(PersonalText? contactPoint, InformedElsewhere? elsewhere, IReadOnlyList<Guid>? agreements) =>
    [
        .. contactPoint is null && elsewhere is null ? [new Fault("/contactPoint", "must be given unless elsewhere is: a notice says to whom one can object")] : Array.Empty<Fault>(),
        .. agreements?.Count > MaxAgreements ? [new Fault("/agreements", $"must not have more than {MaxAgreements} items")] : Array.Empty<Fault>(),
    ];

    private InformedElsewhere? ElsewhereInUtc => Elsewhere is null ? null : Elsewhere with { SentAt = Elsewhere.SentAt.ToUniversalTime() };

    private IReadOnlyList<Guid> Listed => [.. (Agreements ?? []).Distinct().Order()];
}

/// <summary><c>POST /v1/{org}/subprocessor-changes/{id}/announcement</c>.</summary>
public static class AnnounceSubprocessorChangeEndpoint
{
    /// <summary>Announces a change to the controllers.</summary>
    [WolverinePost("/v1/{org}/subprocessor-changes/{id}/announcement", OperationId = "announceSubprocessorChange"), AllowedTo(Role.Dpo, Role.Contributor), Answers(202, typeof(Recorded))]
    public static Task<IResult> Post(Guid id, AnnounceSubprocessorChange command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        session.Decide(id, command, http, BatchedRuns.Begin(Informing.InformingControllers.WorkName, id, session, bus, http));
}
