using Microsoft.Playwright;
using Xunit;

namespace ProcessingRegister.Tests.Web;

/// <summary>Debian's Chromium, which these tests need: pages are judged by what a browser makes of them.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        // A test that passes unseen where the browser is missing would hold nothing.
        if (!File.Exists(Program))
            throw new InvalidOperationException($"The tests of the pages need {Program}; on Debian, install it with: apt-get install chromium");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A browser window that nobody has used, which knows no cookies.</summary>
    public Task<IBrowserContext> WindowAsync(BrowserNewContextOptions options) => browser!.NewContextAsync(options);
}
