using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.PrivatePostgres;
using ProcessingRegister.Hosting;
using ProcessingRegister.Imports;
using ProcessingRegister.Ledger;
using ProcessingRegister.Vault;
using Wolverine;
using Wolverine.Http;
using Wolverine.Http.Runtime.MultiTenancy;
using Xunit;

namespace ProcessingRegister.Tests.Imports;

/// <summary>The service with its imports over HTTP, on a server of its own and under the application's role. Each test takes an organisation of its own.</summary>
public sealed class ImportHost : IAsyncLifetime
{
    public static readonly Guid Actor = Guid.Parse("0d9c1c6e-8a3c-4c39-9d69-1c1f2a7d9b11");

    private PrivateCluster cluster = null!;
    private WebApplication app = null!;

    public NpgsqlDataSource Owner { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public ImportFiles Imports => app.Services.GetRequiredService<ImportFiles>();

    public async Task InitializeAsync()
    {
        cluster = await PrivateCluster.StartAsync(new ClusterOptions { Temporary = true, Download = null });
        Owner = NpgsqlDataSource.Create(cluster.ConnectionString);
        await using (var migrating = Build(cluster.ConnectionString))
            await Migration.ApplyAsync(migrating.Services, default);
        app = Build(cluster.ConnectionString + ";Options=-c role=register_app");
        await app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public async Task DisposeAsync()
    {
        Http?.Dispose();
        if (app is not null)
            await app.DisposeAsync();
        if (Owner is not null)
            await Owner.DisposeAsync();
        if (cluster is not null)
            await cluster.DisposeAsync();
    }

    /// <summary>Imports a file without HTTP.</summary>
    public Task<ImportReport> ImportAsync(string tenantId, string text, string contentType = "application/json", RefusedLines refusedLines = RefusedLines.Stop) =>
        Imports.ImportFile(tenantId, Actor, TimeZoneInfo.Utc, new MemoryStream(Encoding.UTF8.GetBytes(text)), contentType, refusedLines, null, default);

    /// <summary>Asks the database as its owner.</summary>
    public async Task<T> AskAsync<T>(string sql, params object[] values)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>How many events an organisation has.</summary>
    public Task<long> EventsAsync(string tenantId) => AskAsync<long>("select count(*) from register.mt_events where tenant_id = $1", tenantId);

    /// <summary>Sends a request in the name of an organisation.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string tenantId, string? body = null, string contentType = "application/json", string? ifMatch = null, string? key = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Tenant", tenantId);
        if (ifMatch is not null)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(ifMatch));
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (accept is not null)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        return await Http.SendAsync(request);
    }

    /// <summary>Waits for long work to end, by its events, and returns the last of them.</summary>
    public async Task<JsonElement> EndOfAsync(string tenantId, Uri operation)
    {
        var response = await SendAsync(HttpMethod.Get, operation.ToString(), tenantId, accept: "text/event-stream");
        var last = (await response.Content.ReadAsStringAsync()).Split('\n').Last(line => line.StartsWith("data:", StringComparison.Ordinal));
        return JsonSerializer.Deserialize<JsonElement>(last["data:".Length..]);
    }

    private static WebApplication Build(string connection)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new KeyEncryptionKey(new byte[32]));
        builder.Services.AddSingleton(new OriginKey(new byte[32]));
        builder.Services.AddStorage(_ => NpgsqlDataSource.Create(connection));
        builder.Services.AddImports(Registers.Importables);
        builder.Services.AddWolverineHttp();
        builder.Services.ConfigureSystemTextJsonForWolverineOrMinimalApi(o => RegisterJson.Configure(o.SerializerOptions, PersonalTextForm.Clear));
        builder.Host.UseWolverine(o =>
        {
            o.ApplicationAssembly = typeof(ImportFiles).Assembly;
            o.UseImports();
            o.Policies.AutoApplyTransactions();
            o.Durability.Mode = DurabilityMode.Solo;
        });
        var app = builder.Build();
        app.Use(async (http, next) =>
        {
            http.Features.Set(new Caller(Actor, http.Request.Headers["X-Tenant"], "acme", TimeZoneInfo.Utc, new HashSet<Role>()));
            await next();
        });
        app.MapWolverineEndpoints(o => o.TenantId.DetectWith(new ByHeader()));
        return app;
    }

    private sealed class ByHeader : ITenantDetection
    {
        public ValueTask<string?> DetectTenant(Microsoft.AspNetCore.Http.HttpContext context) => new(context.Request.Headers["X-Tenant"].ToString());
    }
}
