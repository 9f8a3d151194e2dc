using System.Diagnostics;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Ledger;

/// <summary>A log that was refused was closed, and this one took its place. It is the first entry of the log that its stream is named after.</summary>
/// <param name="Log">The log that was closed.</param>
/// <param name="Origin">The name of the new log.</param>
/// <param name="Refusal">For what sealing was refused.</param>
/// <param name="LostOrigin">The name of the log under which the last head was signed that is known outside the database.</param>
/// <param name="LostSize">How many entries that head covers.</param>
/// <param name="LostRoot">Its root (Base64).</param>
/// <param name="KeptSize">How many entries of the closed log the database has under a signed head; what was signed beyond them is lost.</param>
/// <param name="Missing">How many events of its streams the store has no longer.</param>
public sealed record LogSucceeded(
    Guid Log, ImpersonalText Origin, SealingRefusal Refusal, ImpersonalText LostOrigin, long LostSize, ImpersonalText LostRoot, long KeptSize, long Missing);

/// <summary>Another key signs this log from now on; the one before signs beside it for a while.</summary>
/// <param name="Old">The verifier key (vkey) of the key before.</param>
/// <param name="New">The verifier key of the key in use.</param>
/// <param name="OverlapEnds">Until when both sign (UTC).</param>
public sealed record SigningKeyRotated(ImpersonalText Old, ImpersonalText New, DateTimeOffset OverlapEnds);

/// <summary>What happened to a log itself. Its id is the log's; a log to which nothing happened has no record.</summary>
/// <param name="Id">The log.</param>
public sealed record SealedLog(Guid Id) : Record(Id), IRecord<SealedLog>
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } = [typeof(LogSucceeded), typeof(SigningKeyRotated)];

    static string IRecord<SealedLog>.Kind => "sealed_log";

    /// <summary>What it took the place of; <c>null</c> for an organisation's first log.</summary>
    public LogSucceeded? Succeeds { get; init; }

    /// <summary>The verifier key that signs, after a change of keys.</summary>
    public ImpersonalText? SigningKey { get; init; }

    static SealedLog IRecord<SealedLog>.Evolve(SealedLog? log, Guid id, object @event) => (log, @event) switch
    {
        (null, LogSucceeded e) => new(id) { Succeeds = e },
        (_, SigningKeyRotated e) => (log ?? new(id)) with { SigningKey = e.New },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {log?.GetType().Name ?? "nothing"}."),
    };
}
