using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.AccessRequests.Exporters;

/// <summary>Records that an exporter is told of authorities' requests at intervals, SCC clause 15.1(c).</summary>
/// <param name="Agreement">The agreement with the exporter.</param>
/// <param name="Mechanism">Which module of the clauses.</param>
/// <param name="Place">By whose days the interval runs.</param>
/// <param name="From">From when on requests are reported.</param>
/// <param name="IntervalMonths">How often, in months.</param>
public sealed record AgreeExporterReporting(Guid Agreement, TransferMechanism Mechanism, CountryCode Place, DateTimeOffset From, int IntervalMonths = 6)
    : ICreation<ExporterReporting>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new AgreeExporterReporting(AccessExamples.Agreement, TransferMechanism.StandardClausesModule2, CountryCode.Parse("NO"), AccessExamples.Received);

    string ICreation<ExporterReporting>.Identity => Agreement.ToString();

    Refusal ICreation<ExporterReporting>.AlreadyExists => ExporterRefusals.AlreadyAgreed;

    /// <inheritdoc />
    public Decision Decide(Moment now) => Decision.Append(new ExporterReportingAgreed(Agreement, Mechanism, Place, From.ToUniversalTime(), IntervalMonths));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. IntervalMonths is < 1 or > 24 ? [new Fault("/intervalMonths", "must be from 1 to 24")] : Array.Empty<Fault>(),
        .. Mechanism is not (TransferMechanism.StandardClausesModule1 or TransferMechanism.StandardClausesModule2 or TransferMechanism.StandardClausesModule3 or TransferMechanism.StandardClausesModule4)
            ? [new Fault("/mechanism", "must be a module of the standard contractual clauses")] : Array.Empty<Fault>(),
    ];
}

/// <summary>Records that the exporter was told of a period, which follows on what it was told before.</summary>
/// <param name="PeriodTo">The end of the period.</param>
/// <param name="InformedAt">When it was told.</param>
/// <param name="ContentSha256">The digest of what it was sent.</param>
public sealed record InformExporter(DateTimeOffset PeriodTo, DateTimeOffset InformedAt, byte[] ContentSha256) : ICommand<ExporterReporting>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new InformExporter(AccessExamples.Received.AddMonths(6), AccessExamples.Received.AddMonths(6).AddDays(3), AccessExamples.Digest);

    /// <inheritdoc />
    public Decision Decide(ExporterReporting reporting, Moment now) =>
        reporting.Told.Any(t => t.PeriodTo == PeriodTo && t.InformedAt == InformedAt && t.ContentSha256.AsSpan().SequenceEqual(ContentSha256)) ? Decision.AlreadyDone
        : reporting.EndedAt is not null ? Decision.Refuse(ExporterRefusals.Ended)
        : InformedAt > now.Instant ? Decision.Refuse(AccessRefusals.NotYetHappened)
        : PeriodTo <= reporting.ReportedTo || PeriodTo > InformedAt ? Decision.Refuse(ExporterRefusals.PeriodDoesNotFollow)
        : Decision.Append(new ExporterInformed(reporting.ReportedTo, PeriodTo.ToUniversalTime(), InformedAt.ToUniversalTime(), ContentSha256));

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => ContentSha256.Length != 32 ? [new Fault("/contentSha256", "must be the 32 bytes of a SHA-256 digest in base64")] : [];
}

/// <summary>Records that the clauses with the exporter have ended.</summary>
/// <param name="EndedAt">When.</param>
public sealed record EndExporterReporting(DateTimeOffset EndedAt) : ICommand<ExporterReporting>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new EndExporterReporting(AccessExamples.Received.AddYears(2));

    /// <inheritdoc />
    public Decision Decide(ExporterReporting reporting, Moment now) =>
        reporting.EndedAt is { } ended ? ended == EndedAt ? Decision.AlreadyDone : Decision.Refuse(ExporterRefusals.Ended)
        : EndedAt > now.Instant ? Decision.Refuse(AccessRefusals.NotYetHappened)
        : Decision.Append(new ExporterReportingEnded(EndedAt.ToUniversalTime()));
}

/// <summary>The rules that forbid something about the reporting to exporters.</summary>
public static class ExporterRefusals
{
    /// <summary>There is one for each agreement.</summary>
    public static readonly Refusal AlreadyAgreed = new("exporter-reporting-already-agreed", "SCC clause 15.1(c)",
        "The reporting to this exporter is on record already.");

    /// <summary>What ended is not continued.</summary>
    public static readonly Refusal Ended = new("exporter-reporting-ended", "SCC clause 15.1(c)",
        "The reporting to this exporter has ended.");

    /// <summary>No day is left out, and none reported twice.</summary>
    public static readonly Refusal PeriodDoesNotFollow = new("exporter-reporting-period-does-not-follow", "SCC clause 15.1(c)",
        "The period must end after what the exporter was told of before, and before it was told.");
}

/// <summary><c>POST /v1/{org}/exporter-reporting</c>.</summary>
public static class AgreeExporterReportingEndpoint
{
    /// <summary>Records that an exporter is told of authorities' requests at intervals.</summary>
    [WolverinePost("/v1/{org}/exporter-reporting", OperationId = "agreeExporterReporting"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(AgreeExporterReporting command, IDocumentSession session, HttpContext http) => session.Create(command, http);
}

/// <summary><c>POST /v1/{org}/exporter-reporting/{id}/informations</c>.</summary>
public static class InformExporterEndpoint
{
    /// <summary>Records that the exporter was told of a period.</summary>
    [WolverinePost("/v1/{org}/exporter-reporting/{id}/informations", OperationId = "informExporter"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, InformExporter command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}

/// <summary><c>POST /v1/{org}/exporter-reporting/{id}/end</c>.</summary>
public static class EndExporterReportingEndpoint
{
    /// <summary>Records that the clauses with the exporter have ended.</summary>
    [WolverinePost("/v1/{org}/exporter-reporting/{id}/end", OperationId = "endExporterReporting"), AllowedTo(Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(Guid id, EndExporterReporting command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
