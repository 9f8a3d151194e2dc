using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Tests.Hosting;

namespace ProcessingRegister.Tests.Web;

/// <summary>Somebody in front of a browser of their own.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext window;
    private readonly Uri address;

    private Visitor(IBrowserContext window, IPage page, Uri address)
    {
        (this.window, Page, this.address) = (window, page, address);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Dialog += (_, dialog) => Complaints.Add($"dialog: {dialog.Message}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("data:", StringComparison.Ordinal))
                Asked.Add(new Uri(request.Url));
        };
    }

    /// <summary>What is on the screen.</summary>
    public IPage Page { get; }

    /// <summary>What the browser had to complain of: errors, and what the content security policy stopped.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Every address that the browser asked for.</summary>
    public List<Uri> Asked { get; } = [];

    /// <summary>What is read on the screen.</summary>
    public ILocator Content => Page.Locator("main");

    /// <summary>Somebody who has not signed in.</summary>
    public static async Task<Visitor> AnonymousAsync(Chromium chromium, RegisterHost register, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL = register.Address.ToString();
        options.Locale ??= "en-GB";
        var window = await chromium.WindowAsync(options);
        window.SetDefaultTimeout(20_000);
        return new Visitor(window, await window.NewPageAsync(), register.Address);
    }

    /// <summary>Somebody who has used a sign-in link; without an actor, the one who holds all roles.</summary>
    public static async Task<Visitor> SignedInAsync(Chromium chromium, RegisterHost register, BrowserNewContextOptions? options = null, Guid? actor = null)
    {
        var visitor = await AnonymousAsync(chromium, register, options);
        await visitor.GoAsync(await register.Services.GetRequiredService<SignInLinks>().CreateAsync(actor ?? register.First.Actor));
        return visitor;
    }

    /// <summary>Goes to a page of the register.</summary>
    public async Task<IResponse> GoAsync(string path) => (await Page.GotoAsync(new Uri(address, path).ToString()))!;

    /// <summary>All that the page says.</summary>
    public Task<string> ReadAsync() => Content.InnerTextAsync();

    public ValueTask DisposeAsync() => window.DisposeAsync();
}
