using System.Globalization;
using Microsoft.Playwright;
using ProcessingRegister.Decisions;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Web;

/// <summary>What a compliance officer reads of a breach.</summary>
[Collection(RegisterCollection.Name)]
public sealed class Reading_breach_pages(RegisterHost register, Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly TimeZoneInfo Oslo = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    [Fact]
    public async Task The_next_deadline_stands_first_by_the_local_clock()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        await visitor.GoAsync($"/o/{filled.Slug}/breaches/{filled.Breach}");

        var target = TimeZoneInfo.ConvertTime(FilledBreach.Aware.AddHours(72), Oslo);
        var next = await visitor.Page.Locator("main > section").First.InnerTextAsync();
        Assert.StartsWith("What is due next", next, StringComparison.Ordinal);
        Assert.Equal($"{target.ToString("dddd d MMMM yyyy HH:mm", CultureInfo.GetCultureInfo("en"))}{(target.Second == 0 ? "" : target.ToString(":ss", CultureInfo.InvariantCulture))} (Europe/Oslo, UTC{target:zzz})",
            await visitor.Page.Locator(".next .by").InnerTextAsync());
        Assert.Contains("Notify the supervisory authority Art. 33(1)", next, StringComparison.Ordinal);
        Assert.Contains("File the notification with what is known now", next, StringComparison.Ordinal);
        Assert.Matches(@"69 h \d\d? min left|70 h 0 min left", next);
        // The clock of a controller's bank is shown, but it is not what this organisation has to do next.
        Assert.DoesNotContain("DORA", next, StringComparison.Ordinal);
        Assert.Contains("DORA: initial notification after classification (bank)", await visitor.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_breach_shows_what_was_superseded_and_who_said_what_when()
    {
        var filled = await FilledRegister.CreateAsync(register);
        using var client = await register.CallerAsync(filled.Slug, Role.Dpo);
        await FilledBreach.FileAsync(client, $"/v1/{filled.Slug}/breaches/{filled.Breach}", FilledBreach.Aware.AddHours(1));
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        await visitor.GoAsync($"/o/{filled.Slug}/breaches/{filled.Breach}");

        Assert.Equal(["high risk", "unlikely to result in a risk"], (await Table("Assessments of the risk").Locator("tbody th").AllInnerTextsAsync()).Select(cell => cell.Split('\n')[0]));
        Assert.Equal(["holds", "superseded"], await Table("Assessments of the risk").Locator("tbody .state").AllInnerTextsAsync());
        Assert.Contains("categories and number of records", await Table("Notifications of the supervisory authority").InnerTextAsync(), StringComparison.Ordinal);
        var number = Table("What is known").Locator("tr").Filter(new() { HasText = "Number of data subjects" });
        Assert.Contains("about 40", await number.InnerTextAsync(), StringComparison.Ordinal);
        Assert.NotEmpty(await number.Locator("td.actor").InnerTextAsync());
        Assert.Contains("Hours are counted as they elapse", await visitor.ReadAsync(), StringComparison.Ordinal);
        Assert.StartsWith("Without undue delay", await visitor.Page.Locator(".next h3").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Tell the authority what was missing", await visitor.Page.Locator(".next").InnerTextAsync(), StringComparison.Ordinal);

        ILocator Table(string caption) => visitor.Page.GetByRole(AriaRole.Table, new() { Name = caption, Exact = true });
    }

    [Fact]
    public async Task The_register_of_breaches_tells_the_state_the_risk_and_what_is_due_as_of_any_day()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        await visitor.GoAsync($"/o/{filled.Slug}/breaches");

        var row = await visitor.Page.Locator("tbody tr").InnerTextAsync();
        foreach (var said in new[] { "2026-11", "open", "high risk", "Notify the supervisory authority", "Art. 33(1)", "(Europe/Oslo, UTC" })
            Assert.Contains(said, row, StringComparison.Ordinal);
        await visitor.GoAsync($"/o/{filled.Slug}/breaches?asOf=2026-01-01");
        Assert.Contains("Nothing is on record here.", await visitor.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal(404, (await visitor.GoAsync($"/o/{filled.Slug}/breaches/{filled.Breach}?asOf=2026-01-01")).Status);
    }

    [Fact]
    public async Task The_controllers_of_a_breach_are_counted_by_state()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        await visitor.GoAsync($"/o/{filled.Slug}/breaches/{filled.Breach}");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Show the controllers concerned" }).ClickAsync();

        Assert.Equal(["All (1)", "to be sent (1)"], await visitor.Page.Locator(".states li").AllInnerTextsAsync());
        Assert.Contains("Konditori", await visitor.Page.Locator("tbody tr").InnerTextAsync(), StringComparison.Ordinal);
        await visitor.GoAsync($"/o/{filled.Slug}/breaches/{filled.Breach}/controllers?state=acknowledged");
        Assert.Equal(0, await visitor.Page.Locator("tbody tr").CountAsync());
        Assert.Equal(200, (await visitor.GoAsync($"/o/{filled.Slug}/breaches/{filled.Breach}/controllers?asOf={Uri.EscapeDataString(DateTimeOffset.UtcNow.AddSeconds(-1).ToString("O", CultureInfo.InvariantCulture))}")).Status);
        Assert.Equal(["All (1)", "to be sent (1)"], await visitor.Page.Locator(".states li").AllInnerTextsAsync());
        Assert.Equal(404, (await visitor.GoAsync($"/o/{filled.Slug}/breaches/{filled.Breach}/controllers?state=lost")).Status);
        Assert.Equal(404, (await visitor.GoAsync($"/o/{filled.Slug}/breaches/{filled.Activity}/controllers")).Status);
    }

    [Theory]
    [InlineData("edpb", "48 Awareness of the controller")]
    [InlineData("datatilsynet", "Aware since")]
    [InlineData("ico", "When the controller became aware")]
    [InlineData("cnil", "When the controller became aware")]
    public async Task The_form_of_an_authority_shows_what_is_filled_and_what_is_missing(string authority, string awareness)
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        Assert.Equal(200, (await visitor.GoAsync($"/o/{filled.Slug}/breaches/{filled.Breach}/forms/{authority}")).Status);

        var aware = TimeZoneInfo.ConvertTime(FilledBreach.Aware, Oslo).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
        Assert.Contains(aware, await visitor.Page.Locator(".points > div").Filter(new() { HasText = awareness }).First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await visitor.Page.Locator(".point li").CountAsync() > 1);
        Assert.Equal(404, (await visitor.GoAsync($"/o/{filled.Slug}/breaches/{filled.Breach}/forms/bsi")).Status);
    }

    [Fact]
    public async Task In_Norwegian_a_breach_is_spoken_of_as_its_authority_does()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register, new() { Locale = "nb-NO" });
        await visitor.GoAsync($"/o/{filled.Slug}/breaches/{filled.Breach}");

        var page = await visitor.ReadAsync();
        foreach (var said in new[] { "Brudd på personopplysningssikkerheten", "Melde bruddet til tilsynsmyndigheten", "art. 33 nr. 1", "høy risiko", "underdatabehandler", "Uten ugrunnet opphold", "Timer telles etter hvert som de går", "omtrent 40" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        await visitor.GoAsync($"/o/{filled.Slug}/breaches/{filled.Breach}/forms/datatilsynet");
        page = await visitor.ReadAsync();
        foreach (var said in new[] { "Hovedårsak", "Om de berørte er informert", "Utfyller/innsender", "Mangler i skjemaet", "omtrent 40" })
            Assert.Contains(said, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_another_organisation_no_page_is_shown()
    {
        var (mine, theirs) = (await FilledRegister.CreateAsync(register), await FilledRegister.CreateAsync(register));
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        foreach (var rest in new[] { "", "/controllers", "/forms/edpb" })
            Assert.Equal(404, (await visitor.GoAsync($"/o/{mine.Slug}/breaches/{theirs.Breach}{rest}")).Status);
    }
}
