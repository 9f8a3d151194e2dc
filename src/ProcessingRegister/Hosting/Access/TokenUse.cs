using System.Collections.Concurrent;
using Npgsql;

namespace ProcessingRegister.Hosting.Access;

/// <summary>Writes when tokens were last used, once a minute and beside the requests, for all tokens at once.</summary>
public sealed partial class TokenUse(NpgsqlDataSource database, TimeProvider clock, ILogger<TokenUse> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> noted = new();

    /// <summary>Notes that a token was used now.</summary>
    public void Note(Guid token) => noted[token] = clock.GetUtcNow();

    /// <summary>Writes what was noted.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        var uses = noted.ToArray();
        if (uses.Length == 0)
            return;
        await using var command = database.CreateCommand(
            """
            update access.token t set last_used_at = u.used_at from unnest($1::uuid[], $2::timestamptz[]) as u(token_id, used_at)
            where t.token_id = u.token_id and (t.last_used_at is null or t.last_used_at < u.used_at)
            """);
        command.Parameters.AddWithValue(uses.Select(use => use.Key).ToArray());
        command.Parameters.AddWithValue(uses.Select(use => use.Value).ToArray());
        await command.ExecuteNonQueryAsync(ct);
        // A use noted meanwhile has another time, and stays for the next round.
        foreach (var use in uses)
            noted.TryRemove(use);
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryWriteAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    // When a token was last used is worth knowing, but nothing may stop because of it.
    private async Task TryWriteAsync(CancellationToken ct)
    {
        try
        {
            await WriteAsync(ct);
        }
        catch (NpgsqlException e)
        {
            NotWritten(logger, e.SqlState);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "When tokens were last used could not be written (SQLSTATE {SqlState}); it is tried again.")]
    private static partial void NotWritten(ILogger logger, string? sqlState);
}
