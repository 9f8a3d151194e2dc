namespace Verifier.Sources;

/// <summary>What should be a ledger cannot be read as one. The message is for people, and holds no contents.</summary>
public sealed class LedgerUnreadableException : Exception
{
    /// <summary>Says why.</summary>
    public LedgerUnreadableException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, and what was the cause.</summary>
    public LedgerUnreadableException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
