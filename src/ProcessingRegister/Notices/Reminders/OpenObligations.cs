namespace ProcessingRegister.Notices.Reminders;

/// <summary>Something that the organisation owes now and has not done.</summary>
/// <param name="Record">The record that owes it.</param>
/// <param name="Kind">What is owed: a stable code.</param>
/// <param name="Reference">Which of several of a kind; empty when there is one.</param>
/// <param name="Provision">The provision that it follows from.</param>
/// <param name="Title">How the record calls itself, in words about things.</param>
/// <param name="Target">What to work to (UTC).</param>
/// <param name="Limit">What no reading goes beyond (UTC); the target where the law names no other end.</param>
public sealed record OpenObligation(Guid Record, string Kind, string Reference, string Provision, string Title, DateTimeOffset Target, DateTimeOffset Limit);

/// <summary>A register that tells what is owed; each slice whose records owe something offers one.</summary>
public interface IOpenObligations
{
    /// <summary>All that is owed now, by every record of an organisation.</summary>
    IAsyncEnumerable<OpenObligation> OfAllAsync(string tenantId, DateTimeOffset now, CancellationToken ct);

    /// <summary>What one record owes now; nothing when it is another register's.</summary>
    Task<IReadOnlyList<OpenObligation>> OfAsync(string tenantId, Guid record, DateTimeOffset now, CancellationToken ct);
}
