namespace ProcessingRegister.Reading;

/// <summary>
/// Whether this process is at work on many records. What is not yet recorded can be lost, and what is recorded can wait: so those who send what was
/// ordered ask here, and leave the processor and the database to whoever still records.
/// </summary>
public sealed class LongWork
{
    private int underWay;

    /// <summary>Whether any is under way.</summary>
    public bool IsUnderWay => Volatile.Read(ref underWay) > 0;

    /// <summary>Does work that others give way to.</summary>
    public async Task DoAsync(Func<Task> work)
    {
        Interlocked.Increment(ref underWay);
        try
        {
            await work();
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }
}
