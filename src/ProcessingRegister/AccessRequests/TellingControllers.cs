using System.Security.Cryptography;
using ProcessingRegister.AccessRequests.Files;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.AccessRequests;

/// <summary>Tells a controller by mail that an authority asked for its data, Art. 28(3)(a). After a notice that came back, this sends another.</summary>
/// <param name="Agreement">The processing agreement with it.</param>
/// <param name="Language">In which language.</param>
public sealed record NotifyControllerOfAccess(Guid Agreement, NoticeLanguage Language = NoticeLanguage.Nb) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new NotifyControllerOfAccess(AccessExamples.Agreement);

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now)
    {
        var controller = request.ControllerOf(Agreement);
        return controller.ToldAt is not null || controller.Notices.Any(n => n.FailedAt is null) ? Decision.AlreadyDone
            : !request.ConcernedAgreements.Contains(Agreement) ? Decision.Refuse(AccessRefusals.ControllerNotConcerned)
            : request.MayNotTellControllers ? Decision.Refuse(AccessRefusals.TellingForbidden)
            : request.IsUnderSecrecy ? Decision.Refuse(AccessRefusals.MailWouldTell)
            : Decision.Append(new AccessNoticeOrdered(Agreement, IdOf(request.Id, Agreement, controller.Notices.Count), now.Instant));
    }

    // A UUID of version 8 (RFC 9562) that follows from what is sent: ordered twice it is one.
    private static Guid IdOf(Guid request, Guid agreement, int attempt)
    {
        var id = SHA256.HashData([.. request.ToByteArray(bigEndian: true), .. agreement.ToByteArray(bigEndian: true), (byte)attempt]).AsSpan(0, 16);
        (id[6], id[8]) = ((byte)(0x80 | (id[6] & 0x0F)), (byte)(0x80 | (id[8] & 0x3F)));
        return new Guid(id, bigEndian: true);
    }
}

/// <summary>Records that a controller was told by other means.</summary>
/// <param name="Agreement">The processing agreement with it.</param>
/// <param name="ToldAt">When.</param>
/// <param name="Channel">How.</param>
/// <param name="Contents">What it was told.</param>
public sealed record RecordControllerTold(Guid Agreement, DateTimeOffset ToldAt, AccessChannel Channel, PersonalText? Contents = null) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordControllerTold(AccessExamples.Agreement, AccessExamples.Received.AddHours(5), AccessChannel.Telephone);

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now) =>
        request.ControllerOf(Agreement).ToldOtherwiseAt is { } told ? told == ToldAt ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.RecordedOtherwise)
        : !request.ConcernedAgreements.Contains(Agreement) ? Decision.Refuse(AccessRefusals.ControllerNotConcerned)
        : Repeat.ForbiddenAt(request, ToldAt, now, evenWhenClosed: true)
            ?? (request.MayNotTellControllers ? Decision.Refuse(AccessRefusals.TellingForbidden)
                : Decision.Append(new ControllerToldOfAccess(Agreement, ToldAt.ToUniversalTime(), Channel, Contents)));
}

/// <summary>Records whether a controller accepts that its data are disclosed. A later answer supersedes this one.</summary>
/// <param name="Agreement">The processing agreement with it.</param>
/// <param name="AnsweredAt">When it answered.</param>
/// <param name="Accepts">Whether it accepts.</param>
/// <param name="Document">The document that says so.</param>
public sealed record RecordControllerAnswer(Guid Agreement, DateTimeOffset AnsweredAt, bool Accepts, ImpersonalText? Document = null) : ICommand<AccessRequest>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordControllerAnswer(AccessExamples.Agreement, AccessExamples.Received.AddDays(2), true, "letter 2026-118");

    /// <inheritdoc />
    public Decision Decide(AccessRequest request, Moment now)
    {
        var controller = request.ControllerOf(Agreement);
        return controller.AnsweredAt == AnsweredAt ? controller.Accepts == Accepts ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.RecordedOtherwise)
            : Repeat.ForbiddenAt(request, AnsweredAt, now)
                ?? (controller.ToldAt is null || AnsweredAt < controller.ToldAt ? Decision.Refuse(AccessRefusals.ControllerHasNotBeenTold)
                    : Decision.Append(new ControllerAnsweredAccess(Agreement, AnsweredAt.ToUniversalTime(), Accepts, Document)));
    }
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/controller-notices</c>.</summary>
public static class NotifyControllerOfAccessEndpoint
{
    /// <summary>Tells a controller by mail that an authority asked for its data.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/controller-notices", OperationId = "notifyControllerOfAccess"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, NotifyControllerOfAccess command, [NotBody] AccessFiles files, HttpContext http) => files.NotifyAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/controllers-told</c>.</summary>
public static class RecordControllerToldEndpoint
{
    /// <summary>Records that a controller was told by other means.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/controllers-told", OperationId = "recordControllerTold"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, RecordControllerTold command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}

/// <summary><c>POST /v1/{org}/access-requests/{id}/controller-answers</c>.</summary>
public static class RecordControllerAnswerEndpoint
{
    /// <summary>Records whether a controller accepts that its data are disclosed.</summary>
    [WolverinePost("/v1/{org}/access-requests/{id}/controller-answers", OperationId = "recordControllerAnswer"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, RecordControllerAnswer command, [NotBody] AccessFiles files, HttpContext http) => files.DecideAsync(id, command, http);
}
