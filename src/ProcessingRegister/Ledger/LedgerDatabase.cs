using Npgsql;

namespace ProcessingRegister.Ledger;

/// <summary>Connections under the sealer's role, which alone may write leaves, tiles and checkpoints.</summary>
public sealed class LedgerDatabase(NpgsqlDataSource source) : IAsyncDisposable
{
    /// <summary>The connections.</summary>
    public NpgsqlDataSource Source { get; } = source;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Source.DisposeAsync();
}

/// <summary>The origin (c2sp.org/tlog-checkpoint) of an organisation's first log: its name for everybody, for ever.</summary>
/// <returns>A schema-less address such as <c>register.example.com/ledger/acme</c>.</returns>
public delegate Task<string> LogOrigin(string tenantId, CancellationToken ct);
