using System.Runtime.CompilerServices;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vocabulary;
using ProcessingRegister.Web;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary>The two records of Art. 30 over HTTP: in pages as JSON, whole as CSV. What has ended by the view's day stands in them no more.</summary>
public static class RegistersOverHttp
{
    /// <summary>The controller's record, Art. 30(1).</summary>
    public static async Task<IResult> ControllersRegister(this RecordQueries records, HttpContext http)
    {
        if (Question.Of(http, out var asked, alsoAsCsv: true) is { } problem)
            return problem;
        await http.NameCheckpointAsync();
        var view = asked.View;
        var keeper = (await Keeper.OfAsync(records, http.TenantId(), view, http.RequestAborted)).Points(ProcessingRole.Controller);
        var (role, day) = (ActivityColumns.Of(ProcessingRole.Controller), view.Day(http.Now()));
        if (asked.Format == Format.Csv)
        {
            return Csv.Of(Tables.Controllers(keeper), ct => records.AllAsync<ProcessingActivity>(http.TenantId(), view, role, ct)
                .Where(a => !(a.EndedOn <= day)).Select(ControllersEntry.Of));
        }

        var (activities, next) = await records.PageAsync<ProcessingActivity>(http.TenantId(), view, asked.After, asked.Limit, role, http.RequestAborted);
        return Page(http, "Art. 30(1)", keeper, [.. activities.Where(a => !(a.EndedOn <= day)).Select(ControllersEntry.Of)], next);
    }

    /// <summary>The processor's record, Art. 30(2); with <c>?controller=</c> the extract of one controller, by its agreement.</summary>
    public static async Task<IResult> ProcessorsRegister(this RecordQueries records, string? controller, HttpContext http)
    {
        if (Question.Of(http, out var asked, alsoAsCsv: true) is { } problem)
            return problem;
        if (AgreementOf(controller, out var id) is { } malformed)
            return malformed;
        await http.NameCheckpointAsync();
        var (ct, tenantId, view, day) = (http.RequestAborted, http.TenantId(), asked.View, asked.View.Day(http.Now()));
        var keeper = (await Keeper.OfAsync(records, tenantId, view, ct)).Points(ProcessingRole.Processor);
        var activities = await ProcessingByService.LoadAsync(records, tenantId, view, day, ct);
        if (id is not null)
        {
            if (await records.FindAsync<ProcessingAgreement>(tenantId, id.Value, view, ct) is not { } agreement)
                return Problems.NotFound();
            var chain = await http.RequestServices.GetRequiredService<Chains>().FindAsync(tenantId, id.Value, view, day, ct);
            var extract = ProcessorsEntry.Of(agreement, activities) with { Subprocessors = chain?.Links };
            return asked.Format == Format.Csv ? Csv.Of(Tables.Processors(keeper, withChain: true), _ => Tables.Rows(extract).ToAsyncEnumerable())
                : Page(http, "Art. 30(2)", keeper, [extract], null);
        }

        if (asked.Format == Format.Csv)
            return Csv.Of(Tables.Processors(keeper), stop => Rows(records, tenantId, view, day, activities, stop));
        var (agreements, next) = await records.PageAsync<ProcessingAgreement>(tenantId, view, asked.After, asked.Limit, null, ct);
        return Page(http, "Art. 30(2)", keeper, [.. agreements.Where(a => !(a.EndedOn <= day)).Select(a => ProcessorsEntry.Of(a, activities))], next);
    }

    private static async IAsyncEnumerable<(ProcessorsEntry, CarriedOut?)> Rows(
        RecordQueries records, string tenantId, View view, DateOnly day, ProcessingByService activities, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var agreement in records.AllAsync<ProcessingAgreement>(tenantId, view, null, ct))
        {
            if (agreement.EndedOn <= day)
                continue;
            foreach (var row in Tables.Rows(ProcessorsEntry.Of(agreement, activities)))
                yield return row;
        }
    }

    private static IResult Page<T>(HttpContext http, string provision, IReadOnlyList<Point> keeper, IReadOnlyList<T> items, Guid? next)
    {
        var cursor = next is { } id ? Showing.Cursor(id) : null;
        Showing.LinkNext(http, cursor);
        return Showing.Json(new RecordOfProcessing<T>(provision, keeper, items, cursor));
    }

    // An extract that was asked for wrongly must not become the register of everybody.
    private static IResult? AgreementOf(string? controller, out Guid? agreement)
    {
        agreement = Guid.TryParseExact(controller, "D", out var id) ? id : null;
        return controller is null || agreement is not null ? null : Problems.Malformed(new Fault("controller", "must be the id of one processing agreement"));
    }
}
