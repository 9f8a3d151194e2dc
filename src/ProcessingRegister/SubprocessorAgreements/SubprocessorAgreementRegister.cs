using System.Globalization;
using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary><c>GET /v1/{org}/subprocessor-agreements</c>.</summary>
public static class ListSubprocessorAgreementsEndpoint
{
    /// <summary>Lists contracts with subprocessors; with <c>?expiresBefore=</c> those whose last day is before that day, the next to expire first, with <c>?subprocessor=</c> one's.</summary>
    [WolverineGet("/v1/{org}/subprocessor-agreements", OperationId = "listSubprocessorAgreements"), Lists(typeof(SubprocessorAgreement), AsCsv = true), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string? expiresBefore, string? subprocessor, RecordQueries records, HttpContext http) =>
        records.ListContracts(expiresBefore, subprocessor, http);
}

/// <summary><c>GET /v1/{org}/subprocessor-agreements.csv</c>.</summary>
public static class ListSubprocessorAgreementsAsCsvEndpoint
{
    /// <summary>Lists contracts with subprocessors as CSV, all of them.</summary>
    [WolverineGet("/v1/{org}/subprocessor-agreements.csv", OperationId = "listSubprocessorAgreementsAsCsv"), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(string? expiresBefore, string? subprocessor, RecordQueries records, HttpContext http) =>
        records.ListContracts(expiresBefore, subprocessor, http);
}

/// <summary><c>GET /v1/{org}/subprocessor-agreements/{id}</c>.</summary>
public static class GetSubprocessorAgreementEndpoint
{
    /// <summary>Shows a contract with a subprocessor.</summary>
    [WolverineGet("/v1/{org}/subprocessor-agreements/{id}", OperationId = "getSubprocessorAgreement"), Shows(typeof(SubprocessorAgreement)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, HttpContext http) => records.Show<SubprocessorAgreement>(id, http);
}

/// <summary><c>GET /v1/{org}/subprocessor-agreements/{id}/history</c>.</summary>
public static class GetSubprocessorAgreementHistoryEndpoint
{
    /// <summary>Lists the events of a contract with a subprocessor.</summary>
    [WolverineGet("/v1/{org}/subprocessor-agreements/{id}/history", OperationId = "getSubprocessorAgreementHistory"), Answers(200, typeof(Page<HistoryItem>)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(Guid id, RecordQueries records, IQuerySession session, HttpContext http) => records.History<SubprocessorAgreement>(id, session, http);
}

/// <summary><c>GET /v1/{org}/subprocessor-agreements/completeness</c>.</summary>
public static class GetContractCompletenessEndpoint
{
    /// <summary>Shows of each subprocessor in use what Art. 28(3) demands of its contract and what the contract sets out.</summary>
    [WolverineGet("/v1/{org}/subprocessor-agreements/completeness", OperationId = "getContractCompleteness"), Lists(typeof(ContractCompleteness)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get(RecordQueries records, HttpContext http) =>
        http.ListFound((view, day, ct) => ContractCompleteness.OnAsync(records, http.TenantId(), view, day, ct));
}

/// <summary>Lists of contracts.</summary>
internal static class ListingContracts
{
    internal static async Task<IResult> ListContracts(this RecordQueries records, string? expiresBefore, string? subprocessor, HttpContext http)
    {
        DateOnly? before = DateOnly.TryParseExact(expiresBefore, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        Guid? only = Guid.TryParseExact(subprocessor, "D", out var id) ? id : null;
        List<Fault> faults =
        [
            .. expiresBefore is not null && before is null ? [new Fault("expiresBefore", "must be a date, such as 2026-03-01")] : Array.Empty<Fault>(),
            .. subprocessor is not null && only is null ? [new Fault("subprocessor", "must be the id of one subprocessor")] : Array.Empty<Fault>(),
        ];
        if (faults.Count > 0)
            return Problems.Malformed(faults);
        var containing = only is { } one ? SubprocessorAgreementColumns.With(one) : null;
        if (before is null)
            return await records.List(http, SubprocessorAgreementColumns.All, containing);
        if (Formats.Asked(http, out var format) is { } notAcceptable)
            return notAcceptable;
        // As many as there are subprocessors, so that they are ordered here and not by an index of their own.
        if (format == Format.Csv)
            return View.Of(http, out var view) ?? Csv.Of(SubprocessorAgreementColumns.All, ct => Expiring(view, ct));
        return await http.ListFound<SubprocessorAgreement>(async (v, _, ct) => await Expiring(v, ct).ToListAsync(ct));

        IAsyncEnumerable<SubprocessorAgreement> Expiring(View v, CancellationToken ct) => records.AllAsync<SubprocessorAgreement>(http.TenantId(), v, containing, ct)
            .Where(a => SubprocessorAgreementColumns.LastDay(a) < before).OrderBy(SubprocessorAgreementColumns.LastDay).ThenBy(a => a.Id);
    }
}
