using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ProcessingRegister.Decisions;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Organisations;

[Collection(RegisterCollection.Name)]
public sealed class Organisations_over_HTTP(RegisterHost register)
{
    [Fact]
    public async Task The_keeper_is_shown_with_its_personal_texts_in_the_clear()
    {
        var (slug, client) = await register.OrganisationAsync(Role.Reader);

        var response = await client.GetAsync($"/v1/{slug}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"1\"", response.Headers.ETag?.Tag);
        var organisation = await response.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal("1 Example Street, Oslo", (string?)organisation!["profile"]!["postalAddress"]);
    }
}
