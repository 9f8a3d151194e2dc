using ProcessingRegister.Decisions;
using Wolverine.Http;

namespace ProcessingRegister.Transparency;

/// <summary>Publishes the draft as the version named by If-Match stands.</summary>
public sealed record PublishEdition : ICommand<QuarterlyReport>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new PublishEdition();

    /// <summary>Which edition, from the address.</summary>
    internal int Number { get; init; }

    /// <summary>The file that names the day of publication, where there is one.</summary>
    internal FrozenFile? Summary { get; init; }

    /// <inheritdoc />
    public Decision Decide(QuarterlyReport report, Moment now) => report.Find(Number)?.State switch
    {
        null => Decision.Refuse(EditionRefusals.NoSuchEdition),
        EditionState.Published => Decision.AlreadyDone,
        EditionState.Withdrawn => Decision.Refuse(EditionRefusals.Withdrawn),
        _ when now.Today < report.EndExclusive => Decision.Refuse(EditionRefusals.QuarterNotOver),
        _ => Decision.Append(new EditionPublished(Number, now.Instant, Summary)),
    };
}

/// <summary>Discards a draft.</summary>
public sealed record WithdrawEdition : ICommand<QuarterlyReport>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new WithdrawEdition();

    /// <summary>Which edition, from the address.</summary>
    internal int Number { get; init; }

    /// <inheritdoc />
    public Decision Decide(QuarterlyReport report, Moment now) => report.Find(Number)?.State switch
    {
        null => Decision.Refuse(EditionRefusals.NoSuchEdition),
        EditionState.Withdrawn => Decision.AlreadyDone,
        EditionState.Published => Decision.Refuse(EditionRefusals.Published),
        _ => Decision.Append(new EditionWithdrawn(Number, now.Instant)),
    };
}

/// <summary><c>POST /v1/{org}/transparency-reports/{quarter}/editions/{n}/publication</c>.</summary>
public static class PublishEditionEndpoint
{
    /// <summary>Publishes an edition.</summary>
    [WolverinePost("/v1/{org}/transparency-reports/{quarter}/editions/{n}/publication", OperationId = "publishEdition"), AllowedTo(Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(string quarter, int n, PublishEdition command, [NotBody] PublishingEditions editions, HttpContext http) =>
        editions.PublishAsync(quarter, null, command with { Number = n }, http);
}

/// <summary><c>POST /v1/{org}/transparency-reports/{quarter}/{profile}/editions/{n}/publication</c>.</summary>
public static class PublishEditionOfProfileEndpoint
{
    /// <summary>Publishes an edition of another profile.</summary>
    [WolverinePost("/v1/{org}/transparency-reports/{quarter}/{profile}/editions/{n}/publication", OperationId = "publishEditionOfProfile"), AllowedTo(Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(string quarter, string profile, int n, PublishEdition command, [NotBody] PublishingEditions editions, HttpContext http) =>
        editions.PublishAsync(quarter, profile, command with { Number = n }, http);
}

/// <summary><c>POST /v1/{org}/transparency-reports/{quarter}/editions/{n}/withdrawal</c>.</summary>
public static class WithdrawEditionEndpoint
{
    /// <summary>Discards a draft.</summary>
    [WolverinePost("/v1/{org}/transparency-reports/{quarter}/editions/{n}/withdrawal", OperationId = "withdrawEdition"), AllowedTo(Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(string quarter, int n, WithdrawEdition command, [NotBody] PublishingEditions editions, HttpContext http) =>
        editions.WithdrawAsync(quarter, null, command with { Number = n }, http);
}

/// <summary><c>POST /v1/{org}/transparency-reports/{quarter}/{profile}/editions/{n}/withdrawal</c>.</summary>
public static class WithdrawEditionOfProfileEndpoint
{
    /// <summary>Discards a draft of another profile.</summary>
    [WolverinePost("/v1/{org}/transparency-reports/{quarter}/{profile}/editions/{n}/withdrawal", OperationId = "withdrawEditionOfProfile"), AllowedTo(Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(string quarter, string profile, int n, WithdrawEdition command, [NotBody] PublishingEditions editions, HttpContext http) =>
        editions.WithdrawAsync(quarter, profile, command with { Number = n }, http);
}
