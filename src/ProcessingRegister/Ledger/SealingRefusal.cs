namespace ProcessingRegister.Ledger;

/// <summary>Why the sealer stops work on a log. What was signed stays; nothing more is, until somebody has looked (docs/operating.md).</summary>
public enum SealingRefusal
{
    /// <summary>A stream's next version is not the one after the last that is sealed.</summary>
    StreamGap,

    /// <summary>What was read back does not hash to what was integrated.</summary>
    ReadBackDiffers,

    /// <summary>The log does not continue what it signed before.</summary>
    NotConsistent,

    /// <summary>A head is known outside the database that this log does not contain: the database is older than it, or another.</summary>
    Fork,

    /// <summary>The size was signed before with another root.</summary>
    SignedOtherwise,

    /// <summary>What is stored of the log, of an event, or of the head in the file is not of its form, or does not fit together.</summary>
    Damaged,
}

/// <summary>The sealer refuses to go on with a log.</summary>
public sealed class SealingRefusedException(SealingRefusal refusal, string? detail = null)
    : Exception(detail is null ? $"Sealing is refused: {refusal}." : $"Sealing is refused: {refusal}. {detail}")
{
    /// <summary>Why.</summary>
    public SealingRefusal Refusal { get; } = refusal;
}

/// <summary>What refusals mean.</summary>
public static class SealingRefusals
{
    /// <summary>The refusal in a sentence.</summary>
    public static string Sentence(this SealingRefusal refusal) => refusal switch
    {
        SealingRefusal.StreamGap => "A record's next event is not the one after the last that is sealed: an event is missing, or was added by other means.",
        SealingRefusal.ReadBackDiffers => "What is stored of the log does not hash to what was integrated: it was changed or damaged.",
        SealingRefusal.NotConsistent => "The log does not continue what it signed before.",
        SealingRefusal.Fork => "A head is known outside the database that this log does not contain: the database is older than it, or another.",
        SealingRefusal.SignedOtherwise => "This size was signed before with another root.",
        SealingRefusal.Damaged => "What is stored of the log, of an event, or of the last head is damaged.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };
}
