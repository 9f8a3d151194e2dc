using System.Net;
using System.Net.Http.Json;
using ProcessingRegister.Decisions;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Web;
using Xunit;

namespace ProcessingRegister.Tests.Web;

[Collection(RegisterCollection.Name)]
public class Pages_over_http(RegisterHost host)
{
    [Fact]
    public async Task Take_a_form_whose_other_field_was_left_empty()
    {
        var (slug, client) = await host.OrganisationAsync(Role.Reader, Role.Contributor);
        await client.PostAsJsonAsync($"/v1/{slug}/processing-activities", new { reference = "newsletter", role = "controller", content = new { name = "Newsletter" } });

        Assert.Contains("Newsletter", await client.GetStringAsync($"/o/{slug}/activities?asOf=&validAt=2030-01-01"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("activities?asOf=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("controller?validAt=2026-02-30", HttpStatusCode.BadRequest)]
    [InlineData("activities/01a20474-956f-7a5f-8f21-4b8fcf84c17f", HttpStatusCode.NotFound)]
    public async Task Say_on_a_page_what_they_cannot_show(string address, HttpStatusCode status)
    {
        var (slug, client) = await host.OrganisationAsync(Role.Reader);
        client.DefaultRequestHeaders.Add("Accept", "text/html");

        var answer = await client.GetAsync($"/o/{slug}/{address}");

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lead_to_the_next_part_of_the_same_view()
    {
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
        (request.Path, request.QueryString) = ("/o/acme/activities", new("?asOf=2026-03-01&after=11111111-1111-1111-1111-111111111111"));

        Assert.Equal("/o/acme/activities?asOf=2026-03-01&after=22222222-2222-2222-2222-222222222222", Pages.Next(request, new("22222222-2222-2222-2222-222222222222")));
    }

    [Theory]
    [InlineData("/o/acme", "/o/acme")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/o%0A", "/")]
    [InlineData("/%C3%B8", "/")]
    public async Task Change_the_language_and_stay_within_the_program(string from, string to)
    {
        var answer = await host.Anonymous().GetAsync($"/language?to=nb&from={from}");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(to, answer.Headers.Location?.OriginalString);
    }
}
