namespace ProcessingRegister.Imports;

/// <summary>How far an import has come.</summary>
public enum ImportState
{
    /// <summary>The file is being compared with the register.</summary>
    Previewing,

    /// <summary>It is known what a commit would do.</summary>
    Previewed,

    /// <summary>It is being written, in one transaction.</summary>
    Committing,

    /// <summary>It was written.</summary>
    Committed,

    /// <summary>The file as a whole cannot be read; nothing was written.</summary>
    Refused,

    /// <summary>Nobody committed it within a day, and the file is gone.</summary>
    Expired,
}

/// <summary>What becomes of one line.</summary>
public enum Outcome
{
    /// <summary>A new record.</summary>
    Added,

    /// <summary>A record that is revised.</summary>
    Changed,

    /// <summary>The register says so already.</summary>
    Unchanged,

    /// <summary>The line is malformed, or a rule refuses it.</summary>
    Refused,
}

/// <summary>One line of the report.</summary>
/// <param name="Number">The item's position in a JSON file, the line in a CSV file; from 1.</param>
/// <param name="Section">What kind of record.</param>
/// <param name="Reference">How the item calls itself; <c>null</c> when it could not be read.</param>
/// <param name="Outcome">What a commit does with it, or did.</param>
/// <param name="Record">The record that it is about, when there is one.</param>
/// <param name="Problems">Why it is refused.</param>
public sealed record ImportLine(int Number, string Section, string? Reference, Outcome Outcome, Guid? Record = null, IReadOnlyList<LineProblem>? Problems = null);

/// <summary>How many lines come to what.</summary>
public sealed record ImportCounts(int Added = 0, int Changed = 0, int Unchanged = 0, int Refused = 0)
{
    internal ImportCounts With(Outcome outcome) => outcome switch
    {
        Outcome.Added => this with { Added = Added + 1 },
        Outcome.Changed => this with { Changed = Changed + 1 },
        Outcome.Unchanged => this with { Unchanged = Unchanged + 1 },
        _ => this with { Refused = Refused + 1 },
    };
}

/// <summary>How much of the present state's work is done, in lines.</summary>
/// <param name="Done">Lines done.</param>
/// <param name="Total">Lines in all; unknown until the file was read once.</param>
public sealed record ImportProgress(int Done, int? Total);

/// <summary>An import, without its lines.</summary>
/// <param name="Id">The import; also the operation's id.</param>
/// <param name="Version">Its ETag: it changes with the state, and a commit names the version whose preview was seen.</param>
/// <param name="State">How far it has come.</param>
/// <param name="ContentType">The file's media type.</param>
/// <param name="Progress">Within the present state.</param>
/// <param name="Counts">What the lines come to.</param>
/// <param name="Note">Why the file is refused, or why it had to be previewed again.</param>
/// <param name="CreatedAt">When it was received (UTC).</param>
public sealed record Import(
    Guid Id, long Version, ImportState State, string ContentType, ImportProgress Progress, ImportCounts Counts, string? Note, DateTimeOffset CreatedAt)
{
    internal string TenantId { get; init; } = "";
    internal Guid Actor { get; init; }
    internal string Zone { get; init; } = "UTC";
    internal int Parts { get; init; }
    internal byte[]? Plan { get; init; }
    internal long? CommittedFrom { get; init; }

    internal bool IsAtRest => State is not (ImportState.Previewing or ImportState.Committing);
}
