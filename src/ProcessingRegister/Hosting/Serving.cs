using System.Text.Json;
using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Imports;
using ProcessingRegister.Ledger;
using ProcessingRegister.Organisations;
using ProcessingRegister.Reading;
using ProcessingRegister.RecordsOfProcessing;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Hosting;

/// <summary>Serves, and says on the console what a person needs to begin.</summary>
public static class Serving
{
    /// <summary>Runs until it is told to stop.</summary>
    /// <param name="app">The program.</param>
    /// <param name="database">Its database.</param>
    /// <param name="demo">Whether the sample organisation is made and shown.</param>
    public static async Task<int> RunAsync(WebApplication app, Database database, bool demo)
    {
        await app.StartAsync();
        var (services, ct) = (app.Services, app.Lifetime.ApplicationStopping);
        try
        {
            var address = app.Urls.First();
            var organisation = "";
            if (demo)
            {
                var sample = await SampleAsync(services, ct);
                await PrintProcessorsRegisterAsync(services, sample.TenantId, ct);
                await PrintProofAsync(services, sample.TenantId, ct);
                organisation = $" organisation {sample.Slug}";
                await PrintKeysAsync(services, address, sample.Actor, sample.TenantId, ct);
            }
            else if (database.IsPrivate || await IsEmptyAsync(services, ct))
            {
                await PrintFirstKeysAsync(services, address, ct);
            }

            Console.WriteLine($"Ready: {address}{organisation}");
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Told to stop before it had begun.
        }

        await app.WaitForShutdownAsync(CancellationToken.None);
        return 0;
    }

    /// <summary>Imports a file into an organisation, named by its slug, on the authority of whoever can start this program on its database.</summary>
    public static async Task<int> ImportAsync(IServiceProvider services, string[] arguments, CancellationToken ct)
    {
        if (arguments is not [var file, .. var rest] || rest is not ([] or [_]))
        {
            await Console.Error.WriteLineAsync("Usage: import FILE [ORGANISATION]\nThe organisation may be left out where there is only one.");
            return 2;
        }

        if (await FindAsync(services, rest is [var slug] ? slug : null, ct) is not { } organisation || (rest is [] && organisation.OneOfMany))
        {
            await Console.Error.WriteLineAsync("There is no such organisation, or more than one and none was named.");
            return 2;
        }

        var report = await ImportFileAsync(services, organisation, file, ct);
        Console.WriteLine($"{Path.GetFileName(file)}: {report.State}; added {report.Counts.Added}, changed {report.Counts.Changed}, "
            + $"unchanged {report.Counts.Unchanged}, refused {report.Counts.Refused}.");
        foreach (var line in report.Lines.Items)
            Console.WriteLine(JsonSerializer.Serialize(line, RegisterJson.Edge));
        return report.State == ImportState.Committed ? 0 : 1;
    }

    private static async Task<OrganisationInUse> SampleAsync(IServiceProvider services, CancellationToken ct)
    {
        var establish = JsonSerializer.Deserialize<EstablishOrganisation>(await File.ReadAllBytesAsync(Sample("organisation.json"), ct), RegisterJson.Edge)!;
        var organisation = await FindAsync(services, establish.Slug.Value, ct);
        if (organisation is null)
        {
            var actor = await services.GetRequiredService<Members>().MeetAsync(ct);
            await services.GetRequiredService<Establishing>().EstablishAsync(establish, actor, ct);
            organisation = await FindAsync(services, establish.Slug.Value, ct);
        }

        foreach (var file in new[] { "erp-vendor.json", "example-controllers.json", "example-subprocessors.json" })
            await ImportFileAsync(services, organisation!, Sample(file), ct);
        return organisation!;
    }

    private static string Sample(string file) => Path.Combine(AppContext.BaseDirectory, "samples", file);

    private static async Task<ImportReport> ImportFileAsync(IServiceProvider services, OrganisationInUse organisation, string file, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        return await services.GetRequiredService<ImportFiles>().ImportFile(
            organisation.TenantId, organisation.Actor, organisation.Zone, stream,
            Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? "text/csv" : "application/json", RefusedLines.Stop, null, ct);
    }

    private static async Task PrintProcessorsRegisterAsync(IServiceProvider services, string tenantId, CancellationToken ct)
    {
        var (records, view) = (services.GetRequiredService<RecordQueries>(), View.Now);
        var day = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var activities = await ProcessingByService.LoadAsync(records, tenantId, view, day, ct);
        var table = new ConsoleTable("Controller", "Activity", "Categories of processing", "Transfers", "Measures");
        await foreach (var agreement in records.AllAsync<ProcessingAgreements.ProcessingAgreement>(tenantId, view, null, ct))
        {
            foreach (var (entry, activity) in Tables.Rows(ProcessorsEntry.Of(agreement, activities)))
            {
                string Cell(Vocabulary.ArticleThirtyPoint point) => activity?.Points.FirstOrDefault(p => p.Name == point)?.Cell ?? "missing";
                table.Add(agreement.Content.ControllerName.Value ?? "", activity?.Name.Value ?? "", Cell(Vocabulary.ArticleThirtyPoint.CategoriesOfProcessing),
                    Cell(Vocabulary.ArticleThirtyPoint.ProcessorsTransfers), Cell(Vocabulary.ArticleThirtyPoint.ProcessorsSecurityMeasures));
            }
        }

        Console.WriteLine("Record of processing activities as processor, Art. 30(2) GDPR");
        table.Write(Console.Out);
    }

    // What was just recorded is sealed within a second or two; whoever writes this line down can show later that nothing of it was changed.
    private static async Task PrintProofAsync(IServiceProvider services, string tenantId, CancellationToken ct)
    {
        var database = services.GetRequiredService<NpgsqlDataSource>();
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var status = await LedgerStatus.OfAsync(database, tenantId, ct);
            if (status is { Pending: 0, SignedSize: > 0 } && status.SignedSize == status.Size)
            {
                Console.WriteLine($"Sealed: {status.SignedSize} entries in the log {status.Origin}, root hash {status.RootHash}");
                return;
            }

            await Task.Delay(50, ct);
        }
    }

    private static async Task PrintKeysAsync(IServiceProvider services, string address, Guid actor, string tenantId, CancellationToken ct)
    {
        var token = await services.GetRequiredService<Tokens>().IssueAsync(actor, tenantId, "demonstration", Enum.GetValues<Role>(), null, ct);
        Console.WriteLine($"Sign in: {address}{await services.GetRequiredService<SignInLinks>().CreateAsync(actor, ct)}");
        Console.WriteLine($"Token: {token.Token}");
    }

    // Whoever begins establishes the first organisation, and holds all roles in it; until then this actor holds none.
    private static async Task PrintFirstKeysAsync(IServiceProvider services, string address, CancellationToken ct)
    {
        var organisation = await FindAsync(services, null, ct);
        if (organisation is not null)
        {
            await PrintKeysAsync(services, address, organisation.Actor, organisation.TenantId, ct);
            return;
        }

        var actor = await services.GetRequiredService<Members>().MeetAsync(ct);
        Console.WriteLine("There is no organisation yet: establish the first with POST /v1/organisations.");
        Console.WriteLine($"Sign in: {address}{await services.GetRequiredService<SignInLinks>().CreateAsync(actor, ct)}");
        Console.WriteLine($"Token: {(await services.GetRequiredService<Tokens>().IssueFirstAsync(actor, ct)).Token}");
    }

    private static async Task<bool> IsEmptyAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select not exists (select from access.organisation)");
        return await command.ExecuteScalarAsync(ct) is true;
    }

    // The organisation of this slug, or else the first that was established; with an actor who is an admin there and no token.
    private static async Task<OrganisationInUse?> FindAsync(IServiceProvider services, string? slug, CancellationToken ct)
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            """
            select o.tenant_id, o.slug, o.zone, a.actor_id from access.organisation o
            join lateral (select r.actor_id from access.role_assignment r where r.tenant_id = o.tenant_id and 'admin' = any(r.roles)
              order by exists (select from access.token t where t.actor_id = r.actor_id), r.actor_id limit 1) a on true
            where $1::text is null or o.slug = $1 order by o.created_at limit 2
            """);
        command.Parameters.Add(new() { Value = (object?)slug ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return null;
        var found = new OrganisationInUse(reader.GetString(0), reader.GetString(1), TimeZoneInfo.FindSystemTimeZoneById(reader.GetString(2)), reader.GetGuid(3));
        return found with { OneOfMany = await reader.ReadAsync(ct) };
    }

    private sealed record OrganisationInUse(string TenantId, string Slug, TimeZoneInfo Zone, Guid Actor, bool OneOfMany = false);
}
