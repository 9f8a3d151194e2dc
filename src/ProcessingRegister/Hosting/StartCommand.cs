using JasperFx;
using JasperFx.CommandLine;
using Npgsql;
using ProcessingRegister.Hosting.PrivatePostgres;

namespace ProcessingRegister.Hosting;

/// <summary>What the program was started to do: the first word of its arguments.</summary>
public sealed class StartCommand
{
    // These describe or generate, and work without a database.
    private static readonly string[] WithoutDatabase = ["codegen", "openapi", "describe", "help", "?"];

    private readonly string verb;
    private readonly string[] arguments;

    private StartCommand(string verb, string[] arguments) => (this.verb, this.arguments) = (verb, arguments);

    /// <summary>The command that these arguments give; without a word of their own, to serve.</summary>
    public static StartCommand Of(string[] args) =>
        args is [var verb, .. var rest] && !verb.StartsWith('-') ? new StartCommand(verb, rest) : new StartCommand("serve", args);

    /// <summary>Whether the schema is left as it is, since nothing will be stored.</summary>
    public bool IsWithoutDatabase => WithoutDatabase.Contains(verb);

    /// <summary>What the host itself understands, such as <c>--urls=...</c>.</summary>
    public string[] HostArguments => [.. arguments.Where(a => a.StartsWith("--", StringComparison.Ordinal) && a.Contains('=', StringComparison.Ordinal))];

    /// <summary>Whether the process is to seal and do nothing else.</summary>
    public bool OnlySeals => verb == "seal";

    /// <summary>The settings, before there is a host.</summary>
    public IConfiguration Configuration() => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .AddCommandLine(HostArguments)
        .Build();

    /// <summary>Opens the database, or says in two lines what is missing and ends.</summary>
    public async Task<Database> OpenDatabaseAsync()
    {
        if (IsWithoutDatabase)
            return Database.None;
        try
        {
            return await Database.OpenAsync(Configuration(), CancellationToken.None);
        }
        catch (PostgresUnavailableException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            Environment.Exit(1);
            throw;
        }
    }

    /// <summary>Does it.</summary>
    public async Task<int> RunAsync(WebApplication app, Database database)
    {
        // A test host starts the application by itself, whatever the command.
        if (JasperFxEnvironment.AutoStartHost)
        {
            await app.StartAsync();
            await app.WaitForShutdownAsync();
            return 0;
        }

        switch (verb)
        {
            case "serve" or "demo":
                return await Serving.RunAsync(app, database, demo: verb == "demo");
            case "migrate":
                return 0; // The schema was brought to its shape when the program was put together.
            case "import":
                return await Serving.ImportAsync(app.Services, [.. arguments.Where(a => !a.StartsWith("--", StringComparison.Ordinal))], CancellationToken.None);
            case "recover-ledger":
                return await LedgerCommands.RecoverAsync(app, database, arguments, CancellationToken.None);
            case "rotate-signing-key":
                return await LedgerCommands.RotateAsync(app, database, arguments, CancellationToken.None);
            case "rebuild":
                await using (var migrator = NpgsqlDataSource.Create(database.MigratorConnection))
                    Console.WriteLine($"{await Rebuilding.RunAsync(migrator, CancellationToken.None)} versions of records were folded anew.");
                return 0;
            default:
                return await app.RunJasperFxCommands([verb, .. arguments]);
        }
    }
}
