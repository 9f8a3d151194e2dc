using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>How the controllers stand to a change, as far as a decision about all of them needs it.</summary>
/// <param name="IsComplete">Whether every controller has its record; while notices are prepared, some have not.</param>
/// <param name="NotLawfulFor">For how many the change would not be lawful on the day in question.</param>
/// <param name="BelowNoticeFor">For how many of these it would come before the end of the notice that they are owed.</param>
internal sealed record StandingOfAll(bool IsComplete, int NotLawfulFor, int BelowNoticeFor = 0);

/// <summary>
/// Records that the change takes effect from a day: the subprocessor is engaged, Art. 28(2). A day ahead is accepted once nobody's time to object runs any
/// more. What has begun is a fact, and recorded as one: where it was too early for some, with the reasons, and each of their records has a finding.
/// </summary>
/// <param name="EffectiveFrom">The first day.</param>
/// <param name="Except">The agreements for which it does not take effect.</param>
/// <param name="Reasons">Why it was begun although it was not lawful for some.</param>
public sealed record PutChangeIntoEffect(DateOnly EffectiveFrom, IReadOnlyList<Guid>? Except = null, PersonalText? Reasons = null)
    : ICommand<SubprocessorChange>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new PutChangeIntoEffect(new DateOnly(2026, 6, 1), [ChangeExamples.AnAgreement]);

    // Found out before the decision, since it takes reading every controller's record.
    internal StandingOfAll Standing { get; init; } = new(true, 0);

    /// <inheritdoc />
    public Decision Decide(SubprocessorChange change, Moment now)
    {
        if (change.Effect is { } effect)
            return effect.From == EffectiveFrom && effect.Except.SequenceEqual(Excepted) ? Decision.AlreadyDone : Decision.Refuse(ChangeRefusals.EffectRecordedOtherwise);
        return change.State == ChangeState.Withdrawn ? Decision.Refuse(ChangeRefusals.Withdrawn)
            : change.State == ChangeState.Intended ? Decision.Refuse(ChangeRefusals.NotAnnounced)
            : !Standing.IsComplete ? Decision.Refuse(ChangeRefusals.StillAnnouncing)
            : Standing.NotLawfulFor > 0 && EffectiveFrom > now.Today ? Decision.Refuse(ChangeRefusals.NotLawfulYet)
            : Standing.NotLawfulFor > 0 && Reasons is null ? Decision.Refuse(ChangeRefusals.EarlyWithoutReasons)
            : Decision.Append(new SubprocessorChangePutIntoEffect(EffectiveFrom, Excepted, Standing.NotLawfulFor, Reasons, Standing.BelowNoticeFor));
    }

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. DayOfEffect.Faults("/effectiveFrom", EffectiveFrom),
        .. Except?.Count > AnnounceSubprocessorChange.MaxAgreements
            ? [new Fault("/except", $"must not have more than {AnnounceSubprocessorChange.MaxAgreements} items")] : Array.Empty<Fault>(),
    ];

    internal IReadOnlyList<Guid> Excepted => [.. (Except ?? []).Distinct().Order()];
}

/// <summary><c>POST /v1/{org}/subprocessor-changes/{id}/engagement</c>.</summary>
public static class PutChangeIntoEffectEndpoint
{
    /// <summary>Records that a change takes effect, and engages the subprocessor.</summary>
    [WolverinePost("/v1/{org}/subprocessor-changes/{id}/engagement", OperationId = "putChangeIntoEffect"), AllowedTo(Role.Dpo), Answers(202, typeof(Recorded))]
    public static Task<IResult> Post(Guid id, PutChangeIntoEffect command, IDocumentSession session, RecordQueries records, IMessageBus bus, HttpContext http) =>
        session.PutIntoEffect(id, command, records, bus, http);
}
