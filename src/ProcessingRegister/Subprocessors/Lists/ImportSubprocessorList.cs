using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors.Lists;

/// <summary>
/// Replays a dated list of subprocessors as changes. Each date brings what differs from what the register has for that day; what it has already is left
/// alone. Names that may be of one legal entity come back as proposals, each of which a person answers before the list can be committed.
/// </summary>
/// <param name="Csv">
/// The list: a header row and lines in the order of their dates, with the columns <c>date</c> and <c>name</c>, and as far as known <c>id</c>, <c>purpose</c>,
/// <c>location</c>, <c>accessedFrom</c>, <c>dataCategories</c>, <c>service</c>, <c>kind</c>, <c>country</c>. With the column <c>action</c> (initial, added,
/// removed, changed) each line is a change; without it, the lines of one date and service are the whole list of that date.
/// </param>
/// <param name="Kind">What the subprocessors are, where a line does not say it.</param>
/// <param name="Service">For which service the list is, where a line does not say it; for every one when absent.</param>
/// <param name="Commit">Whether to record the changes; otherwise they are only shown.</param>
/// <param name="Answers">The answers to the proposals of a preview.</param>
public sealed record ImportSubprocessorList(
    string Csv, SubprocessorKind Kind, ImpersonalText? Service = null, bool Commit = false, IReadOnlyList<ProposalAnswer>? Answers = null) : IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ImportSubprocessorList(
        "date,name,purpose,location\n2026-01-01,Eksempel Drift AS,operation of servers,Norway\n2026-06-01,Eksempel Drift Norge AS,operation of servers,Norway\n",
        SubprocessorKind.Hosting, "payroll", Answers: [new("2a9b3c6d7e8f9a0b", true)]);

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. string.IsNullOrWhiteSpace(Csv) ? [new Fault("/csv", "must not be empty")] : Array.Empty<Fault>(),
        .. Form.Each("/answers", Answers, (answer, pointer) => Answers!.Count(a => a.Proposal == answer.Proposal) > 1
            ? [new Fault($"{pointer}/proposal", "must not be answered twice")] : Array.Empty<Fault>()),
    ];
}

/// <summary>The answer of a person to a proposal.</summary>
/// <param name="Proposal">The proposal's id.</param>
/// <param name="Confirmed">Whether it is so; where it is not, one subprocessor went and another came.</param>
public sealed record ProposalAnswer(ImpersonalText Proposal, bool Confirmed);

/// <summary><c>POST /v1/{org}/subprocessor-lists</c>.</summary>
public static class ImportSubprocessorListEndpoint
{
    /// <summary>Shows what a dated list would change, or records it.</summary>
    [WolverinePost("/v1/{org}/subprocessor-lists", OperationId = "importSubprocessorList"), AllowedTo(Role.Contributor, Role.Dpo), Answers(200, typeof(ListPlan))]
    public static Task<IResult> Post(ImportSubprocessorList request, [Microsoft.AspNetCore.Mvc.FromServices] ListImports imports, IDocumentSession session, HttpContext http) =>
        imports.ImportAsync(request, session, http);
}
