using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ProcessingRegister.Imports;
using Xunit;

namespace ProcessingRegister.Tests.Imports;

/// <summary>Upload, preview, commit and progress over HTTP.</summary>
public sealed class Imports_over_http(ImportHost host) : IClassFixture<ImportHost>
{
    private const string One = """{"format":"processing-register-import/1","processingActivities":[{"reference":"a","role":"controller","content":{"name":"A"}}]}""";
    private const string OneAndABrokenOne = """{"format":"processing-register-import/1","processingActivities":[{"reference":"a","role":"controller","content":{"name":"A"}},{}]}""";

    private readonly string tenant = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_file_is_previewed_and_written_only_when_committed()
    {
        var (address, preview, tag) = await PreviewAsync(One);
        Assert.Equal("previewed", preview.GetProperty("state").GetString());
        Assert.Equal("added", preview.GetProperty("lines").GetProperty("items")[0].GetProperty("outcome").GetString());
        Assert.Equal(0, await host.EventsAsync(tenant));

        var commit = await host.SendAsync(HttpMethod.Post, $"{address}/commit", tenant, "{}", ifMatch: tag);
        Assert.Equal(HttpStatusCode.Accepted, commit.StatusCode);
        var operation = await host.EndOfAsync(tenant, commit.Headers.Location!);
        Assert.Equal(("done", 1), (operation.GetProperty("state").GetString(), operation.GetProperty("total").GetInt32()));
        Assert.Equal(1, await host.EventsAsync(tenant));

        // The same commit again, as by a client that did not see the answer.
        Assert.Equal(HttpStatusCode.Accepted, (await host.SendAsync(HttpMethod.Post, $"{address}/commit", tenant, "{}", ifMatch: tag)).StatusCode);
        Assert.Equal(1, await host.EventsAsync(tenant));
    }

    [Fact]
    public async Task A_commit_names_the_preview_that_was_seen()
    {
        var (address, _, _) = await PreviewAsync(One);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await host.SendAsync(HttpMethod.Post, $"{address}/commit", tenant, "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await host.SendAsync(HttpMethod.Post, $"{address}/commit", tenant, "{}", ifMatch: "\"1\"")).StatusCode);
    }

    [Fact]
    public async Task A_commit_that_would_do_other_than_its_preview_writes_nothing_and_previews_again()
    {
        var (address, _, tag) = await PreviewAsync(One);
        await host.ImportAsync(tenant, One);

        var commit = await host.SendAsync(HttpMethod.Post, $"{address}/commit", tenant, "{}", ifMatch: tag);
        await host.EndOfAsync(tenant, commit.Headers.Location!);

        var again = await (await host.SendAsync(HttpMethod.Get, address, tenant)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("previewed", 1), (again.GetProperty("state").GetString(), again.GetProperty("counts").GetProperty("unchanged").GetInt32()));
        Assert.NotNull(again.GetProperty("note").GetString());
        Assert.Equal(1, await host.EventsAsync(tenant));
    }

    [Fact]
    public async Task A_file_with_a_refused_line_is_refused_as_a_whole_unless_the_line_is_to_be_skipped()
    {
        var (address, preview, tag) = await PreviewAsync(OneAndABrokenOne);
        Assert.Equal(1, preview.GetProperty("counts").GetProperty("refused").GetInt32());
        var refused = await host.SendAsync(HttpMethod.Post, $"{address}/commit", tenant, "{}", ifMatch: tag);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        var commit = await host.SendAsync(HttpMethod.Post, $"{address}/commit", tenant, """{"refusedLines":"skip"}""", ifMatch: tag);
        await host.EndOfAsync(tenant, commit.Headers.Location!);
        Assert.Equal(1, await host.EventsAsync(tenant));
    }

    [Fact]
    public async Task The_lines_of_one_outcome_are_shown_page_by_page()
    {
        var (address, _, _) = await PreviewAsync(await Importing_a_file.GeneratedAsync(1001));
        var numbers = new List<int>();
        for (string? cursor = "0"; cursor is not null;)
        {
            var page = await (await host.SendAsync(HttpMethod.Get, $"{address}?outcome=added&limit=300&cursor={cursor}", tenant)).Content.ReadFromJsonAsync<JsonElement>();
            numbers.AddRange(page.GetProperty("lines").GetProperty("items").EnumerateArray().Select(line => line.GetProperty("number").GetInt32()));
            cursor = page.GetProperty("lines").GetProperty("nextCursor").GetString();
        }

        Assert.Equal(Enumerable.Range(1, 1001), numbers);
    }

    [Fact]
    public async Task An_upload_sent_twice_with_one_key_is_one_import()
    {
        var first = await host.SendAsync(HttpMethod.Post, "/v1/acme/imports", tenant, One, key: "k");
        var second = await host.SendAsync(HttpMethod.Post, "/v1/acme/imports", tenant, One, key: "k");
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await host.SendAsync(HttpMethod.Post, "/v1/acme/imports", tenant, OneAndABrokenOne, key: "k")).StatusCode);
        Assert.Equal(1, await host.AskAsync<long>("select count(*) from register.import where tenant_id = $1", tenant));
    }

    [Fact]
    public async Task Another_organisation_sees_nothing_of_it()
    {
        var (address, _, _) = await PreviewAsync(One);
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(HttpMethod.Get, address, Guid.NewGuid().ToString())).StatusCode);
    }

    [Fact]
    public async Task Only_json_and_csv_are_taken() =>
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await host.SendAsync(HttpMethod.Post, "/v1/acme/imports", tenant, "x", "text/plain")).StatusCode);

    private async Task<(string Address, JsonElement Preview, string Tag)> PreviewAsync(string file)
    {
        var accepted = await host.SendAsync(HttpMethod.Post, "/v1/acme/imports", tenant, file);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var address = (await host.EndOfAsync(tenant, accepted.Headers.Location!)).GetProperty("result").GetString()!;
        var preview = await host.SendAsync(HttpMethod.Get, address, tenant);
        return (address, await preview.Content.ReadFromJsonAsync<JsonElement>(), preview.Headers.ETag!.Tag);
    }
}
