using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace ProcessingRegister.Notices;

/// <summary>Yellow while the mail server cannot be used, or while mail waits that nobody is there to send.</summary>
internal sealed class NoticeHealth(NpgsqlDataSource database, NoticeOptions options) : IHealthCheck
{
    private volatile string? away;

    /// <summary>The mail server took a mail, or answered about one.</summary>
    public void MailServerTook() => away = null;

    /// <summary>The mail server cannot be used.</summary>
    public void MailServerAway(string failure) => away = failure;

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (away is { } failure)
            return HealthCheckResult.Degraded(failure);
        if (options.Mail is not null)
            return HealthCheckResult.Healthy();
        try
        {
            await using var command = database.CreateCommand("select exists (select from notices.notice where state = 'queued' and channel = 'Mail')");
            return await command.ExecuteScalarAsync(cancellationToken) is true
                ? HealthCheckResult.Degraded("Mail waits, and no mail server is set.") : HealthCheckResult.Healthy();
        }
        catch (NpgsqlException)
        {
            // That the database is away is for another check to say.
            return HealthCheckResult.Degraded("It is not known whether mail waits.");
        }
    }
}
