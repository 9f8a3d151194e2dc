using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>Records that the mandate was withdrawn.</summary>
/// <param name="WithdrawnOn">The first day on which it holds no more.</param>
/// <param name="Reason">Why.</param>
public sealed record WithdrawReportingMandate(DateOnly WithdrawnOn, PersonalText? Reason = null) : ICommand<ReportingMandate>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new WithdrawReportingMandate(new DateOnly(2026, 12, 31));

    /// <inheritdoc />
    public Decision Decide(ReportingMandate mandate, Moment now) =>
        mandate.WithdrawnOn == WithdrawnOn ? Decision.AlreadyDone
        : mandate.WithdrawnOn is not null ? Decision.Refuse(ControllerRefusals.MandateWithdrawnOtherwise)
        : WithdrawnOn < mandate.ValidFrom ? Decision.Refuse(ControllerRefusals.MandateWithdrawnBeforeItBegan)
        : Decision.Append(new ReportingMandateWithdrawn(WithdrawnOn, Reason));
}

/// <summary><c>POST /v1/{org}/reporting-mandates/{id}/withdrawal</c>.</summary>
public static class WithdrawReportingMandateEndpoint
{
    /// <summary>Records that a mandate was withdrawn.</summary>
    [WolverinePost("/v1/{org}/reporting-mandates/{id}/withdrawal", OperationId = "withdrawReportingMandate"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, WithdrawReportingMandate command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
