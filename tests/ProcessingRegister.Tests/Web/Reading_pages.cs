using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Web;

/// <summary>What a person reads on the pages.</summary>
[Collection(RegisterCollection.Name)]
public sealed class Reading_pages(RegisterHost register, Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Begins_with_a_link_that_signs_in_and_lists_the_organisations()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);

        Assert.Equal("/", new Uri(visitor.Page.Url).PathAndQuery);
        await visitor.Page.Locator($"a[href='/o/{filled.Slug}/processor']").ClickAsync();
        Assert.Contains("Record of processing activities as processor", await visitor.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal("Example Ltd", await visitor.Page.Locator(".organisation").InnerTextAsync());
    }

    [Fact]
    public async Task The_processors_record_names_controllers_with_the_categories_of_processing()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        await visitor.GoAsync($"/o/{filled.Slug}/processor");

        var entry = visitor.Page.Locator("article");
        Assert.Equal("Konditori", await entry.Locator("h3").InnerTextAsync());
        Assert.Contains("salaries of employees", await entry.Locator("tbody").InnerTextAsync(), StringComparison.Ordinal);
        await entry.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Konditori" }).ClickAsync();
        Assert.EndsWith($"/o/{filled.Slug}/agreements/{filled.Agreement}", visitor.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_leads_to_the_record_of_an_earlier_day()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        await visitor.GoAsync($"/o/{filled.Slug}/processor");

        await visitor.Page.GetByLabel("In effect on").FillAsync("2026-05-31");
        await visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        Assert.Equal("Bakeri", await visitor.Page.Locator("article h3").InnerTextAsync());
        Assert.EndsWith("showing what was in effect on 31 May 2026.", await visitor.Page.Locator(".stood").InnerTextAsync(), StringComparison.Ordinal);

        await visitor.Page.GetByLabel("As the record stood on").FillAsync("2026-03-01");
        await visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        Assert.StartsWith("The record as it stood at the end of 1 March 2026", await visitor.Page.Locator(".stood").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await visitor.Page.Locator("article").CountAsync());
        Assert.Contains("Nothing is on record here.", await visitor.ReadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("asOf=2026-13-01", "“2026-13-01” is not a date that can be read.")]
    [InlineData("validAt=tomorrow", "“tomorrow” is not a date that can be read.")]
    [InlineData("asOf=9000-01-01", "“9000-01-01” lies in the future.")]
    [InlineData("asOf=2026-01-01&asOf=2026-01-02", "A date was given more than once.")]
    public async Task A_date_that_cannot_be_used_is_explained(string query, string explanation)
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        var answer = await visitor.GoAsync($"/o/{filled.Slug}/processor?{query}");

        Assert.Equal(400, answer.Status);
        Assert.StartsWith(explanation, await visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await visitor.Page.Locator("article").CountAsync());
    }

    [Fact]
    public async Task An_activity_shows_each_of_the_four_states_in_words()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        await visitor.GoAsync($"/o/{filled.Slug}/activities/{filled.Activity}");

        Assert.Contains("Employees", await Point("Categories of data subjects"), StringComparison.Ordinal);
        Assert.Contains("Does not apply There is none.", await Point("Transfers to third countries"), StringComparison.Ordinal);
        Assert.Contains("Not yet possible It is being found out. (to be looked at again by 2026-09-01)", await Point("Categories of recipients"), StringComparison.Ordinal);
        Assert.Contains("Missing", await Point("Joint controllers"), StringComparison.Ordinal);

        Task<string> Point(string heading) =>
            visitor.Page.Locator("section.point").Filter(new() { Has = visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = heading }) }).InnerTextAsync();
    }

    [Fact]
    public async Task An_agreement_shows_what_is_missing_and_leads_to_its_earlier_versions()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        await visitor.GoAsync($"/o/{filled.Slug}/agreements/{filled.Agreement}");

        Assert.Equal("Konditori", await visitor.Page.Locator("h1").InnerTextAsync());
        Assert.Contains("15 of 16 missing", await visitor.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal(["Amended", "Concluded"], await visitor.Page.Locator(".history tbody td:nth-child(2)").AllInnerTextsAsync());
        await visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Show version 1" }).ClickAsync();
        Assert.Equal("Bakeri", await visitor.Page.Locator("h1").InnerTextAsync());
        Assert.Equal(1, await visitor.Page.Locator(".history tbody tr").CountAsync());
    }

    [Fact]
    public async Task What_is_missing_leads_to_the_record()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        await visitor.GoAsync($"/o/{filled.Slug}/completeness");

        var row = visitor.Page.Locator("tr").Filter(new() { HasText = "Payroll of our own employees" });
        Assert.Contains("Joint controllers Art. 30(1)(a)", await row.InnerTextAsync(), StringComparison.Ordinal);
        await row.GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        Assert.Equal("Payroll of our own employees", await visitor.Page.Locator("h1").InnerTextAsync());
    }

    [Fact]
    public async Task Norwegian_is_spoken_to_who_asks_for_it_and_kept_for_who_chooses_it()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var asking = await Visitor.SignedInAsync(chromium, register, new() { Locale = "nn-NO" });
        await asking.GoAsync($"/o/{filled.Slug}/processor");
        Assert.Equal("nb", await asking.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal("Protokoll over behandlingsaktiviteter som databehandler", await asking.Page.Locator("h1").InnerTextAsync());

        await using var choosing = await Visitor.SignedInAsync(chromium, register);
        await choosing.GoAsync($"/o/{filled.Slug}/activities/{filled.Activity}?validAt=2026-07-01");
        await choosing.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Norsk" }).ClickAsync();
        Assert.EndsWith($"/o/{filled.Slug}/activities/{filled.Activity}?validAt=2026-07-01", choosing.Page.Url, StringComparison.Ordinal);
        Assert.Contains("Ennå ikke mulig", await choosing.ReadAsync(), StringComparison.Ordinal);
        Assert.Contains("avtale (art. 6 nr. 1 bokstav b)", await choosing.ReadAsync(), StringComparison.Ordinal);
        await choosing.GoAsync($"/o/{filled.Slug}/activities");
        Assert.Equal("Behandlingsaktiviteter", await choosing.Page.Locator("h1").InnerTextAsync());
    }
}
