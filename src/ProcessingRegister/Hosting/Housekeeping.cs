using Npgsql;

namespace ProcessingRegister.Hosting;

/// <summary>Forgets answers to retries after a week; a client that retries later than that is told what a second request is told.</summary>
public sealed partial class Housekeeping(NpgsqlDataSource database, TimeProvider clock, ILogger<Housekeeping> logger) : BackgroundService
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan KeepAnswers = TimeSpan.FromDays(7);

    /// <summary>How often is looked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Forgets what is old enough; several nodes may do so at once.</summary>
    public async Task<int> TidyAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand("delete from register.answer where answered_at < $1");
        command.Parameters.AddWithValue(clock.GetUtcNow() - KeepAnswers);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TidyAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                // The database may be away for a while; the next hour is soon enough.
                Missed(logger, e.SqlState);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old answers were not tidied away, SQLSTATE {SqlState}.")]
    private static partial void Missed(ILogger logger, string? sqlState);
}
