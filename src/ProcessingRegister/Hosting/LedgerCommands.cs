using System.Globalization;
using Marten;
using MerkleLog;
using Npgsql;
using ProcessingRegister.Ledger;

namespace ProcessingRegister.Hosting;

/// <summary>The operator's commands for the ledger, on the authority of whoever can start this program on its database (docs/operating.md).</summary>
public static class LedgerCommands
{
    private const int DefaultOverlapDays = 30;

    /// <summary><c>recover-ledger ORGANISATION [--accept-loss-after SIZE]</c>: without the consent it only says what would be lost.</summary>
    /// <returns>0 when it is done, 1 when the consent is missing or something else stands against it, 2 when the command is malformed.</returns>
    public static async Task<int> RecoverAsync(WebApplication app, Database database, string[] arguments, CancellationToken ct)
    {
        if (arguments is not [var slug, .. var rest] || rest is not ([] or ["--accept-loss-after", _])
            || (rest is [_, var size] && !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return await WrongAsync("Usage: recover-ledger ORGANISATION [--accept-loss-after SIZE]");
        await using var owner = NpgsqlDataSource.Create(database.MigratorConnection);
        if (await TenantAsync(owner, slug, ct) is not { } tenantId)
            return await WrongAsync("There is no such organisation.");
        var succession = new LogSuccession(app.Services.GetRequiredService<IDocumentStore>(), owner, app.Services.GetRequiredService<OriginKey>(),
            new LedgerPlaces(app.Configuration, database.Folder).Heads(), app.Services.GetRequiredService<TimeProvider>());
        if (await succession.FindAsync(tenantId, ct) is not { } found)
        {
            Console.WriteLine("The log is not refused; there is nothing to recover.");
            return 0;
        }

        Console.WriteLine($"Sealing is refused: {found.Refusal}. The last known head is {found.LostOrigin} at {found.LostSize} entries; the database has {found.KeptSize} under a signed head.");
        if (rest is not [_, var accepted])
        {
            Console.WriteLine($"A new log, {found.Origin}, can take its place. Read \"When the ledger refuses\" in docs/operating.md, then consent: "
                + $"recover-ledger {slug} --accept-loss-after {found.KeptSize}");
            return 1;
        }

        try
        {
            await succession.SucceedAsync(tenantId, long.Parse(accepted, CultureInfo.InvariantCulture), ct);
        }
        catch (InvalidOperationException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }

        Console.WriteLine($"The log {found.Origin} has taken its place. All events of the organisation are queued for it.");
        return 0;
    }

    /// <summary><c>rotate-signing-key [--overlap DAYS]</c>.</summary>
    /// <returns>0 when it is done, 1 when the keys cannot be changed from here, 2 when the command is malformed.</returns>
    public static async Task<int> RotateAsync(WebApplication app, Database database, string[] arguments, CancellationToken ct)
    {
        var days = DefaultOverlapDays;
        if (arguments is not ([] or ["--overlap", _]) || (arguments is [_, var given] && !int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out days)))
            return await WrongAsync("Usage: rotate-signing-key [--overlap DAYS]");
        await using var ledger = new LedgerDatabase(NpgsqlDataSource.Create(await database.UnderSealerRoleAsync(ct)));
        var rotation = new KeyRotation(app.Services.GetRequiredService<IDocumentStore>(), ledger,
            new LedgerPlaces(app.Configuration, database.Folder).SigningKeys(), app.Services.GetRequiredService<TimeProvider>());
        try
        {
            var (key, ends) = await rotation.RotateAsync(TimeSpan.FromDays(days), ct);
            Console.WriteLine($"The key {Convert.ToBase64String(key)} signs now; the one before signs beside it until {CanonicalInstant.Text(ends)}.");
            return 0;
        }
        catch (InvalidOperationException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<string?> TenantAsync(NpgsqlDataSource owner, string slug, CancellationToken ct)
    {
        await using var command = owner.CreateCommand("select tenant_id from access.organisation where slug = $1");
        command.Parameters.AddWithValue(slug);
        return await command.ExecuteScalarAsync(ct) as string;
    }

    private static async Task<int> WrongAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 2;
    }
}
