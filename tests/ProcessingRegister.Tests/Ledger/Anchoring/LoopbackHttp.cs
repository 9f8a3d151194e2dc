using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProcessingRegister.Tests.Ledger.Anchoring;

/// <summary>A server on a port of this machine that answers as it is told: what may come from the other side, rightly or wrongly.</summary>
internal sealed class LoopbackHttp : IAsyncDisposable
{
    private readonly WebApplication app;

    private LoopbackHttp(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public static async Task<LoopbackHttp> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new LoopbackHttp(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
