using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ProcessingRegister.AccessRequests;
using ProcessingRegister.AccessRequests.Exporters;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;

namespace ProcessingRegister.Tests.AccessRequests;

[Collection(RegisterCollection.Name)]
public sealed class Access_requests_over_HTTP(RegisterHost register)
{
    [Fact]
    public async Task Are_followed_from_the_receipt_to_the_disclosure_each_step_refused_until_it_may_be()
    {
        var @case = await AccessCase.BeginAsync(register);
        var file = await @case.RecordAsync(@case.Dpo, AccessCase.Request("2026-1"));
        var disclosure = new DiscloseData("first", AccessCase.Received.AddDays(9), [DataSought.Subscriber], 1, 12, new byte[32], AccessChannel.EncryptedMedium, new("One account."), AccessOutcome.DisclosedFull);
        Task<string> RefusedAsync() => @case.RefusedAsync(@case.Dpo, file, "disclosures", disclosure);

        Assert.Equal("409 access-not-authenticated", await RefusedAsync());
        await @case.SendAsync(@case.Dpo, file, "authenticity-checks", new AuthenticateAuthority(AccessCase.Received.AddHours(1), true, "called back"));
        Assert.Equal("409 access-not-reviewed", await RefusedAsync());
        Assert.Equal("403", await @case.RefusedAsync(@case.Dpo, file, "legal-reviews", new ReviewRequest(new LegalReview(AccessCase.Received.AddDays(1), ReviewVerdict.Lawful, new("It is.")))));
        await @case.SendAsync(@case.Counsel, file, "legal-reviews", new ReviewRequest(new LegalReview(AccessCase.Received.AddDays(1), ReviewVerdict.Lawful, new("It is."))));
        Assert.Equal("409 access-scope-unknown", await RefusedAsync());
        await @case.SendAsync(@case.Dpo, file, "scope", new EstablishScope(new RequestScope([new("987 654 321")], 1, [new("ledgers", AccessRole.Processor, [@case.Agreement])])));
        Assert.Equal("409 access-controller-not-told", await RefusedAsync());
        await @case.SendAsync(@case.Dpo, file, "controllers-told", new RecordControllerTold(@case.Agreement, AccessCase.Received.AddDays(2), AccessChannel.Telephone));
        Assert.Equal("409 access-neither-accepted-nor-compelled", await RefusedAsync());
        await @case.SendAsync(@case.Dpo, file, "controller-answers", new RecordControllerAnswer(@case.Agreement, AccessCase.Received.AddDays(3), true));
        await @case.SendAsync(@case.Dpo, file, "disclosures", disclosure);

        var shown = await @case.GetAsync(@case.Reader, $"access-requests/{file}");
        Assert.Equal(("disclosedFull", "notifiedBefore", "subscriber"), ((string)shown["outcome"]!, (string)shown["controllersStand"]!, (string)shown["sought"]!["leading"]!));
        Assert.Contains("disclosedFull", await @case.Reader.GetStringAsync($"{@case.At}/access-requests.csv"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await NotModifiedAsync(@case, file)).StatusCode);
    }

    [Fact]
    public async Task Tell_a_malformed_request_its_places()
    {
        var @case = await AccessCase.BeginAsync(register);
        var answer = await @case.Dpo.PostAsJsonAsync($"{@case.At}/access-requests", AccessCase.Request("x") with { LegalBasis = "no.such", Sought = new([], AccessMode.Stored) }, RegisterJson.Edge);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["/legalBasis", "/sought/kinds"], (await answer.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject().Select(e => e.Key).Order());
        Assert.NotEmpty((await @case.GetAsync(@case.Reader, "access-legal-bases"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Order_one_notice_for_a_controller_and_stop_it_when_secrecy_is_ordered()
    {
        var @case = await AccessCase.BeginAsync(register);
        var file = await @case.RecordAsync(@case.Dpo, AccessCase.Request("2026-2"));
        Assert.Equal("409 access-controller-not-concerned", await @case.RefusedAsync(@case.Dpo, file, "controller-notices", new NotifyControllerOfAccess(@case.Agreement)));
        await @case.SendAsync(@case.Dpo, file, "scope", new EstablishScope(new RequestScope([], 1, [new("ledgers", AccessRole.Processor, [@case.Agreement])])));
        await @case.SendAsync(@case.Dpo, file, "controller-notices", new NotifyControllerOfAccess(@case.Agreement));
        Assert.Empty((await @case.SendAsync(@case.Dpo, file, "controller-notices", new NotifyControllerOfAccess(@case.Agreement)))["eventIds"]!.AsArray());
        var notice = Assert.Single((await @case.GetAsync(@case.Reader, $"notices?record={file}"))["items"]!.AsArray())!;
        Assert.Equal(("accessRequestNotice", "queued"), ((string)notice["kind"]!, (string)notice["state"]!));

        await @case.SendAsync(@case.Counsel, file, "secrecy-orders", AccessCase.Order("order 1"));
        Assert.Equal(1, await register.AskAsync("select count(*) from notices.notice where record_id = $1 and state = 'failed'", file));
        Assert.Empty((await @case.GetAsync(@case.Dpo, "notices"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await @case.Dpo.GetAsync($"{@case.At}/notices/{(string)notice["id"]!}")).StatusCode);
        Assert.Equal("409 access-telling-forbidden", await @case.RefusedAsync(@case.Counsel, file, "controller-notices", new NotifyControllerOfAccess(@case.Agreement)));

        await @case.SendAsync(@case.Counsel, file, "secrecy-orders/1/lifting", new LiftSecrecy(AccessCase.Received.AddDays(30)));
        await @case.SendAsync(@case.Dpo, file, "controller-notices", new NotifyControllerOfAccess(@case.Agreement));
        Assert.Equal(2, (await @case.GetAsync(@case.Reader, $"notices?record={file}"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Are_told_to_an_exporter_in_aggregate()
    {
        var @case = await AccessCase.BeginAsync(register);
        foreach (var secret in new[] { false, true })
        {
            var file = await @case.RecordAsync(@case.Counsel, AccessCase.Request($"2026-{secret}", secret));
            await @case.SendAsync(@case.Counsel, file, "scope", new EstablishScope(new RequestScope([], 3, [new("ledgers", AccessRole.Processor, [@case.Agreement])])));
        }

        var aggregate = await @case.GetAsync(@case.Dpo, $"access-aggregates?exporter={@case.Agreement}&from=2026-07-01&to=2027-01-01");
        Assert.Equal((1, 3, "Eksempel politidistrikt"), ((int)aggregate["requests"]!, (int)aggregate["accountsSpecified"]!, (string)aggregate["authorityNames"]![0]!));
        Assert.Equal(HttpStatusCode.BadRequest, (await @case.Dpo.GetAsync($"{@case.At}/access-aggregates?from=2027-01-01&to=2026-01-01")).StatusCode);
        var agreed = await @case.Dpo.PostAsJsonAsync($"{@case.At}/exporter-reporting",
            new AgreeExporterReporting(@case.Agreement, TransferMechanism.StandardClausesModule2, CountryCode.Parse("NO"), AccessCase.Received), RegisterJson.Edge);
        Assert.Equal(HttpStatusCode.Created, agreed.StatusCode);
        Assert.Equal("access.exporterAggregate", (string)(await @case.GetAsync(@case.Reader, "exporter-reporting"))["items"]![0]!["deadlines"]![0]!["obligation"]!);
    }

    [Fact]
    public async Task Read_in_the_feed_are_on_record_as_read()
    {
        var @case = await AccessCase.BeginAsync(register);
        var file = await @case.RecordAsync(@case.Dpo, AccessCase.Request("2026-3"));
        await @case.GetAsync(@case.Reader, "events?type=processing_agreement_concluded");
        await @case.GetAsync(@case.Reader, "events?type=access_request_received");
        Assert.Equal(["feed"], (await @case.GetAsync(@case.Dpo, $"access-requests/{file}/consultations"))["items"]!.AsArray().Select(r => (string)r!["how"]!));
    }

    [Fact]
    public async Task Sent_again_under_the_same_key_are_answered_as_before()
    {
        var @case = await AccessCase.BeginAsync(register);
        foreach (var secret in new[] { false, true })
        {
            async Task<string> SendAsync()
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"{@case.At}/access-requests") { Content = JsonContent.Create(AccessCase.Request("again", secret), options: RegisterJson.Edge) };
                request.Headers.Add("Idempotency-Key", $"key {secret}");
                var answer = await @case.Counsel.SendAsync(request);
                Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
                return await answer.Content.ReadAsStringAsync();
            }

            Assert.Equal(await SendAsync(), await SendAsync());
        }
    }

    private static async Task<HttpResponseMessage> NotModifiedAsync(AccessCase @case, Guid file)
    {
        var tag = (await @case.Reader.GetAsync($"{@case.At}/access-requests/{file}")).Headers.ETag!;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{@case.At}/access-requests/{file}");
        request.Headers.IfNoneMatch.Add(tag);
        return await @case.Reader.SendAsync(request);
    }
}
