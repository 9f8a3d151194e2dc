using JasperFx;
using JasperFx.CodeGeneration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ProcessingRegister.AccessRequests.Files;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Imports;
using ProcessingRegister.Ledger;
using ProcessingRegister.Ledger.Auditing;
using ProcessingRegister.Notices;
using ProcessingRegister.Obligations;
using ProcessingRegister.Organisations;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorAgreements;
using ProcessingRegister.SubprocessorChanges;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Transparency;
using ProcessingRegister.Vault;
using ProcessingRegister.Web;
using Wolverine;
using Wolverine.Http;

namespace ProcessingRegister.Hosting;

/// <summary>How the program is put together, part by part.</summary>
public static class Composition
{
    /// <summary>The clock, and an address on this machine only.</summary>
    public static void AddDefaults(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["ASPNETCORE_URLS"]))
            builder.WebHost.UseUrls("http://127.0.0.1:5080");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }

    /// <summary>Logs without the content of requests, and traces and metrics when a collector is named (OTEL_EXPORTER_OTLP_ENDPOINT).</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // The framework's own request log would print addresses with their queries, and its diagnostics exceptions with their messages.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        builder.Logging.AddFilter("Wolverine", LogLevel.Warning);
        builder.Logging.AddFilter("JasperFx", LogLevel.Warning);
        builder.Logging.AddFilter("Npgsql", LogLevel.None);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("processing-register"))
            .WithTracing(t => t.AddSource("Wolverine", "Marten", "Npgsql"))
            .WithMetrics(m => m.AddMeter("Wolverine*", "Marten", "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime"));
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            OpenTelemetry.OpenTelemetryBuilderOtlpExporterExtensions.UseOtlpExporter(telemetry);
    }

    /// <summary>The database, its schema brought to this build's shape first.</summary>
    public static void AddDatabase(this WebApplicationBuilder builder, Database database, StartCommand command)
    {
        if (!command.IsWithoutDatabase)
            Prepare(database).GetAwaiter().GetResult();
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(provider => command.IsWithoutDatabase
            ? new KeyEncryptionKey(new byte[32]) : database.KeyEncryptionKey(provider.GetRequiredService<IConfiguration>()));
        var connection = command.IsWithoutDatabase ? database.ApplicationConnection : database.UnderApplicationRoleAsync(default).GetAwaiter().GetResult();
        builder.Services.AddStorage(_ => NpgsqlDataSource.Create(connection));
        builder.Services.AddImports(Registers.Importables);
        builder.Services.AddBreaches(works: !command.IsWithoutDatabase);
        builder.Services.AddBatchedRuns();
        builder.Services.AddSubprocessors();
        builder.Services.AddSubprocessorAgreements();
        builder.Services.AddSubprocessorChanges();
        builder.Services.AddAccessRequests();
        builder.Services.AddObligations();
        builder.Services.AddNotices(builder.Configuration, sends: !command.IsWithoutDatabase);
        builder.Services.AddTransparency(builder.Configuration, plans: !command.IsWithoutDatabase);
        var places = new LedgerPlaces(builder.Configuration, database.Folder);
        builder.Services.AddSingleton(_ => command.IsWithoutDatabase ? new OriginKey(new byte[32]) : places.OriginKey());
        if (!command.IsWithoutDatabase)
        {
            if (places.SealsHere)
                builder.Services.AddSealer(places, database.UnderSealerRoleAsync(default).GetAwaiter().GetResult());
            builder.Services.AddAuditing(places);
            builder.Services.AddHostedService<FeedContinuity>();
            builder.Services.AddHostedService<Housekeeping>();
        }

        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<LedgerHealth>("ledger").AddCheck<AuditHealth>("audits");
    }

    /// <summary>Wolverine: endpoints, and messages that are sent if and only if the transaction that sends them is committed.</summary>
    public static void AddMessaging(this WebApplicationBuilder builder)
    {
        builder.Host.UseWolverine(options =>
        {
            options.ApplicationAssembly = typeof(Composition).Assembly;
            options.Policies.AutoApplyTransactions();
            options.Policies.UseDurableLocalQueues();
            options.UseImports();
            options.UseBreaches();
            options.UseBatchedRuns();
            options.UseReminders();
            options.UseTransparency();
            options.AutoBuildMessageStorageOnStartup = AutoCreate.None;
            // The adapters of the endpoints are generated ahead (docs/STYLE.md); one that is missing is made on its first request, and not written.
            options.CodeGeneration.TypeLoadMode = TypeLoadMode.Auto;
            options.CodeGeneration.SourceCodeWritingEnabled = false;
            if (builder.Configuration.GetValue("Nodes:Single", true))
                options.Durability.Mode = DurabilityMode.Solo;
        });
        builder.Services.AddWolverineHttp();
    }

    /// <summary>What is seen from outside.</summary>
    public static void AddInterface(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureSystemTextJsonForWolverineOrMinimalApi(o => RegisterJson.Configure(o.SerializerOptions, PersonalTextForm.Clear));
        builder.Services.AddSingleton<IProblemDetailsWriter, StatusProblems>();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<Failures>();
        builder.Services.AddDescription();
        builder.Services.AddPages();
        builder.Services.AddSingleton<IKeeperName, KeeperName>();
        builder.Services.AddLedger();
    }

    /// <summary>The way of a request.</summary>
    public static void UseInterface(this WebApplication app)
    {
        app.UseRequestLocalization();
        // Outside whatever answers with a problem, failures included, so that a person gets a page in its place.
        app.UseMiddleware<ProblemPages>();
        app.UseExceptionHandler();
        app.UseStatusCodePages(StatusProblems.WriteAsync);
        app.UseMiddleware<HeadOfTheLog>();
        app.UseRouting();
        app.UseSecurityHeaders();
        app.UseSwaggerUI(ui => ui.SwaggerEndpoint("/openapi/v1.json", "ProcessingRegister v1"));
        // Before access control, which looks an organisation up.
        app.UseRateLimiter();
        app.UseAccess();
        app.UseMiddleware<RequestQuery>();
        app.UseMiddleware<RequestBody>();
        app.MapOpenApi().AllowAnonymous();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        app.MapPages();
        app.MapWolverineEndpoints(options =>
        {
            options.TenantId.DetectWith(new CallersTenant());
            options.RejectUnparseableQueryValues = true;
            options.WarmUpRoutes = RouteWarmup.Lazy;
        });
    }

    private static async Task Prepare(Database database)
    {
        if (await Migration.IsAppliedAsync(database.MigratorConnection, default))
            return;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new KeyEncryptionKey(new byte[32]));
        services.AddSingleton(new OriginKey(new byte[32]));
        var host = Host.CreateApplicationBuilder();
        host.Logging.ClearProviders();
        foreach (var service in services)
            host.Services.Add(service);
        host.Services.AddStorage(_ => NpgsqlDataSource.Create(database.MigratorConnection));
        host.UseWolverine(options => options.ApplicationAssembly = typeof(Composition).Assembly);
        using var migrator = host.Build();
        await Migration.ApplyAsync(migrator.Services, default);
    }
}
