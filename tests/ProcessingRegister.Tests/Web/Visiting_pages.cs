using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Web;

/// <summary>Who is let in, and what a page does to who visits it.</summary>
[Collection(RegisterCollection.Name)]
public sealed class Visiting_pages(RegisterHost register, Chromium chromium) : IClassFixture<Chromium>
{
    private const string Hostile = "<script>alert(1)</script> \"><img src=x onerror=alert(2)>";

    [Fact]
    public async Task Without_signing_in_a_page_says_so()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.AnonymousAsync(chromium, register);
        foreach (var path in new[] { "/", $"/o/{filled.Slug}/processor" })
        {
            var answer = await visitor.GoAsync(path);

            Assert.Equal(401, answer.Status);
            Assert.StartsWith("text/html", answer.Headers["content-type"], StringComparison.Ordinal);
            Assert.Equal("You are not signed in", await visitor.Page.Locator("h1").InnerTextAsync());
            Assert.Equal(0, await visitor.Page.Locator("nav, button").CountAsync());
        }
    }

    [Fact]
    public async Task Of_an_organisation_in_which_one_has_no_role_there_is_no_page()
    {
        var filled = await FilledRegister.CreateAsync(register);
        var stranger = await register.Services.GetRequiredService<Members>().MeetAsync(default);
        await using var visitor = await Visitor.SignedInAsync(chromium, register, actor: stranger);
        Assert.Contains("You hold no role in any organisation yet.", await visitor.ReadAsync(), StringComparison.Ordinal);

        var answer = await visitor.GoAsync($"/o/{filled.Slug}/processor");

        Assert.Equal(404, answer.Status);
        Assert.Equal("Not found", await visitor.Page.Locator("h1").InnerTextAsync());
        Assert.DoesNotContain("Example Ltd", await visitor.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_is_not_there_is_not_found()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);

        Assert.Equal(404, (await visitor.GoAsync($"/o/{filled.Slug}/activities/{Guid.NewGuid()}")).Status);
        Assert.Equal("Not found", await visitor.Page.Locator("h1").InnerTextAsync());
        Assert.Equal(404, (await visitor.GoAsync($"/o/{filled.Slug}/agreements/{filled.Activity}")).Status);
    }

    [Fact]
    public async Task A_link_that_was_used_signs_nobody_in()
    {
        var link = await register.Services.GetRequiredService<SignInLinks>().CreateAsync(register.First.Actor);
        await using var first = await Visitor.AnonymousAsync(chromium, register);
        await first.GoAsync(link);
        await using var second = await Visitor.AnonymousAsync(chromium, register);

        Assert.Equal(403, (await second.GoAsync(link)).Status);
        Assert.Equal("You may not see this", await second.Page.Locator("h1").InnerTextAsync());
    }

    [Fact]
    public async Task Signing_out_leads_to_the_first_page_and_ends_the_session()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        await visitor.GoAsync($"/o/{filled.Slug}/processor");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        Assert.Equal("/", new Uri(visitor.Page.Url).PathAndQuery);
        Assert.Equal("You are not signed in", await visitor.Page.Locator("h1").InnerTextAsync());
        Assert.Equal(401, (await visitor.GoAsync($"/o/{filled.Slug}/processor")).Status);
    }

    [Fact]
    public async Task The_language_link_leads_nowhere_else()
    {
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        foreach (var elsewhere in new[] { "https://example.org/", "//example.org/", "/\\example.org/", "/\t/example.org", "" })
        {
            await visitor.GoAsync($"/language?to=en&from={Uri.EscapeDataString(elsewhere)}");
            Assert.Equal("/", new Uri(visitor.Page.Url).PathAndQuery);
        }

        Assert.All(visitor.Asked, address => Assert.Equal(register.Address.Authority, address.Authority));
    }

    [Fact]
    public async Task A_hostile_name_stays_a_text_on_every_page()
    {
        var filled = await FilledRegister.CreateAsync(register, Hostile);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        foreach (var path in filled.Pages.Where(path => !path.Contains('?', StringComparison.Ordinal)))
        {
            await visitor.GoAsync(path);
            Assert.Equal(0, await visitor.Page.Locator("script, img").CountAsync());
        }

        await visitor.GoAsync($"/o/{filled.Slug}/activities/{filled.Activity}");
        Assert.Equal(Hostile, await visitor.Page.Locator("h1").InnerTextAsync());
        Assert.Equal(Hostile, await visitor.Page.TitleAsync());
        Assert.Empty(visitor.Complaints);

        // The date that is explained comes from the address, which anybody can write.
        await visitor.GoAsync($"/o/{filled.Slug}/processor?asOf={Uri.EscapeDataString(Hostile)}");
        Assert.Contains(Hostile, await visitor.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await visitor.Page.Locator("script, img").CountAsync());
    }

    [Fact]
    public async Task Nothing_runs_nothing_is_fetched_from_elsewhere_and_the_browser_has_no_complaint()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        foreach (var path in filled.Pages.Where(path => !path.Contains('?', StringComparison.Ordinal)))
        {
            var answer = await visitor.GoAsync(path);
            Assert.Equal(200, answer.Status);
            Assert.StartsWith("default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'", answer.Headers["content-security-policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("<script", await answer.TextAsync(), StringComparison.OrdinalIgnoreCase);
        }

        Assert.Empty(visitor.Complaints);
        Assert.All(visitor.Asked, address => Assert.Equal(register.Address.Authority, address.Authority));
    }

    [Fact]
    public async Task Everything_works_where_scripts_are_switched_off()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register, new() { JavaScriptEnabled = false });
        await visitor.GoAsync($"/o/{filled.Slug}/processor");
        await visitor.Page.GetByLabel("In effect on").FillAsync("2026-02-01");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();

        Assert.Equal("Bakeri", await visitor.Page.Locator("article h3").InnerTextAsync());
    }
}
