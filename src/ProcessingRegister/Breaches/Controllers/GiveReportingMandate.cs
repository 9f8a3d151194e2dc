using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>Records that a controller mandated the organisation to notify the authority for it.</summary>
/// <param name="Agreement">The controller's processing agreement.</param>
/// <param name="Reference">What the mandate is called, unique under the agreement.</param>
/// <param name="Scope">What it is for.</param>
/// <param name="ValidFrom">The first day of its validity.</param>
/// <param name="Evidence">The document that it stands in.</param>
/// <param name="ValidThrough">The last day; open-ended when absent.</param>
public sealed record GiveReportingMandate(
    Guid Agreement, ImpersonalText Reference, MandateScope Scope, DateOnly ValidFrom, ImpersonalText Evidence, DateOnly? ValidThrough = null)
    : ICreation<ReportingMandate>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new GiveReportingMandate(
        new Guid("0197c1f2-6b7a-7c3e-9a53-2f1c5d8e4b60"), "mandate 2026", MandateScope.FirstOnly, new DateOnly(2026, 1, 1), "annex 4 of the agreement");

    /// <inheritdoc />
    public Decision Decide(Moment now) => Decision.Append(new ReportingMandateGiven(Agreement, Reference, Scope, ValidFrom, ValidThrough, Evidence));

    string ICreation<ReportingMandate>.Identity => $"{Agreement} {Reference.Value.Trim().Normalize().ToUpperInvariant()}";

    Refusal ICreation<ReportingMandate>.AlreadyExists => ControllerRefusals.MandateAlreadyGiven;

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
        Form.Period("/validThrough", ValidFrom, ValidThrough);
}

/// <summary><c>POST /v1/{org}/reporting-mandates</c>.</summary>
public static class GiveReportingMandateEndpoint
{
    /// <summary>Records a controller's mandate.</summary>
    [WolverinePost("/v1/{org}/reporting-mandates", OperationId = "giveReportingMandate"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(GiveReportingMandate command, IDocumentSession session, HttpContext http) => session.Create(command, http);
}
