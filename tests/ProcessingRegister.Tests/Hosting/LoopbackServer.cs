using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ProcessingRegister.Tests.Hosting;

/// <summary>
/// The program's own way of a request behind a second server, which listens on a port of this machine: the test server answers without a network, and a
/// browser needs one.
/// </summary>
public sealed class LoopbackServer : IStartupFilter, IAsyncDisposable
{
    private RequestDelegate? program;
    private KestrelServer? server;

    /// <summary>Where it listens, once it has started.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Remembers the program's way of a request while it is built.</summary>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(rest => program = rest);
        next(app);
    };

    /// <summary>Listens.</summary>
    public async Task StartAsync(IServiceProvider services)
    {
        var options = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false };
        options.Listen(IPAddress.Loopback, 0);
        server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        await server.StartAsync(new Application(program!, services.GetRequiredService<IHttpContextFactory>()), default);
        Address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Ends, without waiting for connections that a browser keeps open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.StopAsync(new CancellationToken(canceled: true));
            server.Dispose();
        }
    }

    private sealed class Application(RequestDelegate program, IHttpContextFactory contexts) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => contexts.Create(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => program(context);

        public void DisposeContext(HttpContext context, Exception? exception) => contexts.Dispose(context);
    }
}
