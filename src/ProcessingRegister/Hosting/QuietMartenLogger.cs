using Marten;
using Marten.Services;
using Npgsql;

namespace ProcessingRegister.Hosting;

/// <summary>
/// Replaces Marten's own logger, which prints the parameters of a statement that failed, and with them the content of events. This one says which kind
/// of failure it was, and no more.
/// </summary>
public sealed partial class QuietMartenLogger(ILogger<QuietMartenLogger> logger) : IMartenLogger, IMartenSessionLogger
{
    /// <inheritdoc />
    public IMartenSessionLogger StartSession(IQuerySession session) => this;

    /// <inheritdoc />
    public void SchemaChange(string sql) => SchemaChanged(logger, sql.Length);

    /// <inheritdoc />
    public void LogSuccess(NpgsqlCommand command) { }

    /// <inheritdoc />
    public void LogSuccess(NpgsqlBatch batch) { }

    /// <inheritdoc />
    public void LogFailure(NpgsqlCommand command, Exception ex) => Failed(logger, ex.GetType().Name, (ex as PostgresException)?.SqlState);

    /// <inheritdoc />
    public void LogFailure(NpgsqlBatch batch, Exception ex) => Failed(logger, ex.GetType().Name, (ex as PostgresException)?.SqlState);

    /// <inheritdoc />
    public void LogFailure(Exception ex, string message) => Failed(logger, ex.GetType().Name, (ex as PostgresException)?.SqlState);

    /// <inheritdoc />
    public void RecordSavedChanges(IDocumentSession session, IChangeSet commit) { }

    /// <inheritdoc />
    public void OnBeforeExecute(NpgsqlCommand command) { }

    /// <inheritdoc />
    public void OnBeforeExecute(NpgsqlBatch batch) { }

    [LoggerMessage(Level = LogLevel.Information, Message = "The schema was changed by a statement of {Length} characters.")]
    private static partial void SchemaChanged(ILogger logger, int length);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A database statement failed: {Failure}, SQLSTATE {SqlState}.")]
    private static partial void Failed(ILogger logger, string failure, string? sqlState);
}
