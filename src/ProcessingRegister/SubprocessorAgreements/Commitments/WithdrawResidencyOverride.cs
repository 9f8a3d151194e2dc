using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorAgreements.Commitments;

/// <summary>Withdraws an override: from that day on the conflict stands without it, and no change can rely on it.</summary>
/// <param name="Reason">Why.</param>
/// <param name="EffectiveFrom">From when on; today when absent.</param>
public sealed record WithdrawResidencyOverride(PersonalText Reason, DateOnly? EffectiveFrom = null) : ICommand<ResidencyOverride>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new WithdrawResidencyOverride(new("The backup was moved back to Norway."), new DateOnly(2026, 9, 1));

    /// <inheritdoc />
    public Decision Decide(ResidencyOverride record, Moment now) =>
        record.WithdrawnFrom is { } told
            ? (EffectiveFrom ?? told) == told ? Decision.AlreadyDone : Decision.Refuse(SubprocessorAgreementRefusals.OverrideWithdrawnOtherwise)
        : (EffectiveFrom ?? now.Today) < record.EffectiveFrom ? Decision.Refuse(SubprocessorAgreementRefusals.OverrideWithdrawnOtherwise)
        : Decision.Append(new ResidencyOverrideWithdrawn(EffectiveFrom ?? now.Today, Reason));
}

/// <summary><c>POST /v1/{org}/residency-overrides/{id}/withdrawal</c>.</summary>
public static class WithdrawResidencyOverrideEndpoint
{
    /// <summary>Withdraws an override of residency commitments.</summary>
    [WolverinePost("/v1/{org}/residency-overrides/{id}/withdrawal", OperationId = "withdrawResidencyOverride"), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(Guid id, WithdrawResidencyOverride command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
