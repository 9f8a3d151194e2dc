using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ProcessingRegister.Decisions;
using Xunit;

namespace ProcessingRegister.Tests.Hosting;

[Collection(RegisterCollection.Name)]
public class Odd_requests(RegisterHost host)
{
    [Theory]
    [InlineData("processing-activities?cursor=*", "cursor")]
    [InlineData("processing-activities?cursor=AAAAAAAAAAAAAAAAAAAAAAAAAA", "cursor")]
    [InlineData("processing-activities?role=king", "role")]
    [InlineData("processing-agreements?service=%00", "service")]
    [InlineData("events?type=a%00b", "type")]
    [InlineData("registers/completeness?employees=many", "employees")]
    [InlineData("registers/processor?asof=2026-01-01", "asof")]
    public async Task Name_the_parameter_that_is_malformed_and_never_quote_it(string address, string parameter)
    {
        var (slug, client) = await host.OrganisationAsync(Role.Reader);
        client.DefaultRequestHeaders.Add("Accept", "application/xml, application/json;q=0.1");

        var answer = await client.GetAsync($"/v1/{slug}/{address}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal("urn:processing-register:malformed", (string?)problem!["type"]);
        Assert.Equal([parameter], problem["errors"]!.AsObject().Select(e => e.Key));
        Assert.DoesNotContain("king", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task About_the_empty_id_find_nothing()
    {
        var (slug, client) = await host.OrganisationAsync(Role.Contributor, Role.Dpo);

        var answer = await client.PostAsJsonAsync($"/v1/{slug}/processing-activities/{Guid.Empty}/reviews", new { nextReviewBy = "2030-01-31" });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Sent_again_get_the_first_answer_to_the_letter()
    {
        var (slug, client) = await host.OrganisationAsync(Role.Contributor);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        var command = new { reference = "newsletter", role = "controller", content = new { name = "Newsletter" } };

        var first = await client.PostAsJsonAsync($"/v1/{slug}/processing-activities", command);
        var again = await client.PostAsJsonAsync($"/v1/{slug}/processing-activities", command);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
    }
}
