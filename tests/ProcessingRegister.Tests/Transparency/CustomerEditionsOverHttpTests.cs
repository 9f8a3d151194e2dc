using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ProcessingRegister.AccessRequests;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Tests.AccessRequests;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Transparency;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Transparency.Reporting;

namespace ProcessingRegister.Tests.Transparency;

[Collection(RegisterCollection.Name)]
public sealed class What_the_report_says_of_one_customer(RegisterHost register)
{
    [Fact]
    public async Task Is_its_own_requests_and_nothing_of_another()
    {
        var @case = await AccessCase.BeginAsync(register);
        var other = await AgreementAsync(@case);
        // One concerns both; of its accounts only a part is this customer's, so they are in no figure.
        await RequestAsync(@case, "both", 12, @case.Agreement, other);
        await RequestAsync(@case, "own", 3, @case.Agreement);
        for (var i = 0; i < 4; i++)
            await RequestAsync(@case, $"other {i}", 5, other);
        await @case.RecordAsync(@case.Dpo, AccessCase.Request("nobody's"));

        Assert.Equal(HttpStatusCode.Created, (await IssueAsync(@case, @case.Counsel, @case.Agreement)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await IssueAsync(@case, @case.Dpo, other)).StatusCode);
        var (own, theirs) = (await @case.GetAsync(@case.Auditor, At(@case.Agreement)), await @case.GetAsync(@case.Dpo, At(other)));
        Assert.Equal(("customer", "2026Q3.1", 2, 5), ((string)own["profile"]!, (string)own["edition"]!, Requests(own), Requests(theirs)));
        Assert.DoesNotContain(own["cells"]!.AsArray(), cell => (string)cell!["measure"]! is "accounts_specified" or "accounts_affected" or "customers_affected");
        Assert.DoesNotContain(own["cells"]!.AsArray(), cell => (string)cell!["block"]! is "breaches" or "restricted" or "preservation" or "register");
        // Nothing else was said of anything: in no cell stands a number that only another's requests make.
        Assert.All(own["cells"]!.AsArray().Where(cell => cell!["value"] is not null && (string)cell["unit"]! == "count"), cell => Assert.True((int)cell!["value"]! <= 2, cell.ToJsonString()));
    }

    [Fact]
    public async Task Is_issued_and_shown_by_those_who_may_serve_it_and_stands_in_no_public_place()
    {
        var (@case, stranger) = (await AccessCase.BeginAsync(register), await AccessCase.BeginAsync(register));
        Assert.Equal(HttpStatusCode.NotFound, (await @case.Dpo.GetAsync($"{@case.At}/{At(@case.Agreement)}")).StatusCode);
        foreach (var (by, expected) in new[] { (@case.Reader, HttpStatusCode.Forbidden), (@case.Auditor, HttpStatusCode.Forbidden), (stranger.Dpo, HttpStatusCode.NotFound), (register.Anonymous(), HttpStatusCode.Unauthorized) })
            Assert.Equal(expected, (await IssueAsync(@case, by, @case.Agreement)).StatusCode);
        // An agreement of another organisation is none of this one's.
        Assert.Equal(HttpStatusCode.NotFound, (await IssueAsync(@case, @case.Dpo, stranger.Agreement)).StatusCode);
        Assert.Equal("409 report-quarter-not-over", await CodeAsync(await @case.Dpo.PostAsJsonAsync($"{@case.At}/transparency-reports/2998Q4/customers/{@case.Agreement}", new IssueCustomerEdition(), RegisterJson.Edge)));

        var issued = await IssueAsync(@case, @case.Dpo, @case.Agreement);
        var at = issued.Headers.Location!.OriginalString;
        foreach (var (by, expected) in new[] { (@case.Counsel, HttpStatusCode.OK), (@case.Auditor, HttpStatusCode.OK), (@case.Reader, HttpStatusCode.Forbidden), (stranger.Dpo, HttpStatusCode.NotFound), (register.Anonymous(), HttpStatusCode.Unauthorized) })
        {
            Assert.Equal(expected, (await by.GetAsync(at)).StatusCode);
            Assert.Equal(expected, (await by.GetAsync($"{@case.At}/{At(@case.Agreement)}")).StatusCode);
        }

        foreach (var line in (await @case.Dpo.GetStringAsync(at.Replace("edition.json", "SHA256SUMS", StringComparison.Ordinal))).TrimEnd('\n').Split('\n').Select(line => line.Split("  ")))
            Assert.Equal(line[0], Convert.ToHexStringLower(SHA256.HashData(await @case.Dpo.GetByteArrayAsync(at.Replace("edition.json", line[1], StringComparison.Ordinal)))));
        // It is in no list that others read, and at no public address.
        Assert.Empty((await @case.GetAsync(@case.Reader, "transparency-reports"))["items"]!.AsArray());
        Assert.Empty((await register.PublicAsync(@case, ""))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await register.Anonymous().GetAsync($"/public/{@case.Slug}/{At(@case.Agreement)}")).StatusCode);
    }

    [Fact]
    public async Task Is_shown_as_it_was_issued_and_anew_only_where_a_figure_changed()
    {
        var @case = await AccessCase.BeginAsync(register);
        await RequestAsync(@case, "first", 2, @case.Agreement);
        var at = (await IssueAsync(@case, @case.Dpo, @case.Agreement)).Headers.Location!.OriginalString;
        var before = await @case.Dpo.GetByteArrayAsync(at);
        // What concerns nobody, or others, gives no new edition.
        await @case.RecordAsync(@case.Dpo, AccessCase.Request("nobody's"));
        Assert.Equal(HttpStatusCode.OK, (await IssueAsync(@case, @case.Dpo, @case.Agreement)).StatusCode);
        await RequestAsync(@case, "second", 2, @case.Agreement);
        Assert.Equal(before, await @case.Dpo.GetByteArrayAsync($"{@case.At}/{At(@case.Agreement)}"));
        Assert.Equal(HttpStatusCode.Created, (await IssueAsync(@case, @case.Dpo, @case.Agreement)).StatusCode);
        var after = await @case.GetAsync(@case.Dpo, At(@case.Agreement));
        Assert.Equal(("2026Q3.2", "2026Q3.1", 2), ((string)after["edition"]!, (string)after["supersedes"]!, Requests(after)));
        Assert.Equal(before, await @case.Dpo.GetByteArrayAsync(at));
    }

    [Fact]
    public async Task Has_nothing_that_is_under_secrecy_also_where_the_published_report_counts_it()
    {
        var @case = await AccessCase.BeginAsync(register);
        var file = await RequestAsync(@case, "open at first", 2, @case.Agreement);
        await RequestAsync(@case, "open", 2, @case.Agreement);
        await DraftAsync(@case);
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(@case, @case.Dpo, 1, version: 1)).StatusCode);
        // The published edition counts two, and nobody has told the customer. Made from that edition's events, its own would show both.
        await @case.SendAsync(@case.Counsel, file, "secrecy-orders", AccessCase.Order("order 1"));
        await @case.SealAsync();
        Assert.Equal(HttpStatusCode.Created, (await IssueAsync(@case, @case.Dpo, @case.Agreement)).StatusCode);
        Assert.Equal(1, Requests(await @case.GetAsync(@case.Dpo, At(@case.Agreement))));
        await @case.SendAsync(@case.Counsel, file, "secrecy-orders/1/lifting", new LiftSecrecy(AccessCase.Received.AddDays(30)));
        await @case.SealAsync();
        await IssueAsync(@case, @case.Dpo, @case.Agreement);
        Assert.Equal(2, Requests(await @case.GetAsync(@case.Dpo, At(@case.Agreement))));
    }

    [Fact]
    public async Task Does_not_change_when_something_of_it_comes_under_secrecy_later()
    {
        var @case = await AccessCase.BeginAsync(register);
        var file = await RequestAsync(@case, "told", 2, @case.Agreement);
        await IssueAsync(@case, @case.Dpo, @case.Agreement);
        var before = await @case.Dpo.GetByteArrayAsync($"{@case.At}/{At(@case.Agreement)}");
        await @case.SendAsync(@case.Counsel, file, "secrecy-orders", AccessCase.Order("order 1"));
        // The same edition with another number would tell whoever was handed the first.
        Assert.Equal(before, await @case.Dpo.GetByteArrayAsync($"{@case.At}/{At(@case.Agreement)}"));
    }

    private static string At(Guid agreement) => $"transparency-reports/{Third}/customers/{agreement}";

    private static Task<HttpResponseMessage> IssueAsync(AccessCase @case, HttpClient by, Guid agreement) =>
        by.PostAsJsonAsync($"{@case.At}/{At(agreement)}", new IssueCustomerEdition(), RegisterJson.Edge);

    private static async Task<Guid> RequestAsync(AccessCase @case, string reference, int accounts, params Guid[] agreements)
    {
        var file = await @case.RecordAsync(@case.Dpo, AccessCase.Request(reference));
        await @case.SendAsync(@case.Counsel, file, "scope", new EstablishScope(new([], accounts, [new("ledger entries", AccessRole.Processor, [.. agreements])])));
        return file;
    }

    private static async Task<Guid> AgreementAsync(AccessCase @case)
    {
        var example = (ConcludeProcessingAgreement)ConcludeProcessingAgreement.Example;
        var concluded = await @case.Dpo.PostAsJsonAsync($"{@case.At}/processing-agreements", example with { OrganisationNumber = new PersonalText("888888888") }, RegisterJson.Edge);
        Assert.True(concluded.IsSuccessStatusCode, await concluded.Content.ReadAsStringAsync());
        return (Guid)(await concluded.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
    }
}
