using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Web;

/// <summary>That the pages can be used by everybody: with the keyboard, on a small screen, in the dark, on paper (WCAG 2.2).</summary>
[Collection(RegisterCollection.Name)]
public sealed class Pages_for_everybody(RegisterHost register, Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("en-GB", ColorScheme.Light)]
    [InlineData("nb-NO", ColorScheme.Light)]
    [InlineData("en-GB", ColorScheme.Dark)]
    [InlineData("nb-NO", ColorScheme.Dark)]
    public async Task Have_no_serious_barrier(string language, ColorScheme scheme)
    {
        var filled = await FilledRegister.CreateAsync(register);
        var options = new BrowserNewContextOptions { Locale = language, ColorScheme = scheme };
        await using var visitor = await Visitor.SignedInAsync(chromium, register, options);
        foreach (var path in filled.Pages)
        {
            Assert.Equal(path.Contains('?', StringComparison.Ordinal) ? 400 : 200, (await visitor.GoAsync(path)).Status);
            await AssertNoBarrierAsync(visitor.Page, path);
        }

        await visitor.Page.Context.ClearCookiesAsync();
        Assert.Equal(401, (await visitor.GoAsync("/")).Status);
        await AssertNoBarrierAsync(visitor.Page, "signed out");
    }

    [Fact]
    public async Task Do_not_scroll_sideways_on_the_smallest_screen()
    {
        var filled = await FilledRegister.CreateAsync(register, new string('W', 80));
        foreach (var language in new[] { "en-GB", "nb-NO" })
        {
            await using var visitor = await Visitor.SignedInAsync(
                chromium, register, new() { Locale = language, ViewportSize = new() { Width = 320, Height = 640 } });
            foreach (var path in filled.Pages)
            {
                await visitor.GoAsync(path);
                var width = await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
                Assert.True(width <= 320, $"{path} is {width} px wide.");
            }
        }
    }

    [Fact]
    public async Task Can_be_walked_through_with_the_keyboard()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        await visitor.GoAsync($"/o/{filled.Slug}/processor?validAt=2026-07-01");

        await visitor.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await visitor.Page.Locator(":focus").InnerTextAsync());
        Assert.True((await visitor.Page.Locator(":focus").BoundingBoxAsync())!.X >= 0);
        await visitor.Page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("?validAt=2026-07-01#content", visitor.Page.Url, StringComparison.Ordinal);
        Assert.Equal("content", await visitor.Page.Locator(":focus").GetAttributeAsync("id"));

        // From there on every stop on the way can be seen.
        for (var stop = 0; stop < 12; stop++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            var outline = await visitor.Page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle");
            Assert.True(outline == "solid", $"Nothing shows that the focus is on: {await visitor.Page.EvaluateAsync<string>("() => document.activeElement.outerHTML")}");
        }
    }

    [Fact]
    public async Task Say_on_paper_whose_record_it_is_and_for_which_day_but_not_how_to_go_on()
    {
        var filled = await FilledRegister.CreateAsync(register);
        await using var visitor = await Visitor.SignedInAsync(chromium, register);
        await visitor.GoAsync($"/o/{filled.Slug}/processor?validAt=2026-07-01");
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.True(await visitor.Page.GetByText("Example Ltd").First.IsVisibleAsync());
        Assert.True(await visitor.Page.Locator(".stood").IsVisibleAsync());
        foreach (var way in await visitor.Page.Locator("nav, button, input, .language, .download").AllAsync())
            Assert.False(await way.IsVisibleAsync());
    }

    private static async Task AssertNoBarrierAsync(IPage page, string path)
    {
        var barriers = (await page.RunAxe()).Violations.Where(v => v.Impact is "serious" or "critical");
        Assert.True(!barriers.Any(), $"{path}: {string.Join("; ", barriers.Select(b => $"{b.Id}: {string.Join(", ", b.Nodes.Select(n => n.Html))}"))}\n{await page.ContentAsync()}");
    }
}
