using ProcessingRegister.Decisions;
using Wolverine.Http;

namespace ProcessingRegister.Transparency;

/// <summary>Asks for a draft edition of the report on a quarter, made from everything recorded so far.</summary>
/// <param name="Quarter">The quarter, such as <c>2026Q3</c>.</param>
/// <param name="Profile">The profile.</param>
public sealed record DraftEdition(string Quarter, ReportProfile Profile = ReportProfile.Public) : IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new DraftEdition("2026Q3");

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Quarters.TryParse(Quarter, out _) ? [] : [new Fault("/quarter", Quarters.Rule)];
}

/// <summary><c>POST /v1/{org}/transparency-reports</c>.</summary>
public static class DraftEditionEndpoint
{
    /// <summary>Drafts an edition of a quarter's transparency report.</summary>
    [WolverinePost("/v1/{org}/transparency-reports", OperationId = "draftEdition"), AllowedTo(Role.Dpo, Role.Counsel)]
    [Answers(201, typeof(Recorded)), Answers(200, typeof(Recorded))]
    public static Task<IResult> Post(DraftEdition command, [NotBody] DraftingEditions drafting, HttpContext http) => drafting.DraftAsync(command, http);
}
