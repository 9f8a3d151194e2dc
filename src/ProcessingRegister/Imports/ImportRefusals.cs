using ProcessingRegister.Decisions;

namespace ProcessingRegister.Imports;

/// <summary>The rules that forbid something in imports.</summary>
public static class ImportRefusals
{
    /// <summary>Only what was previewed can be committed.</summary>
    public static readonly Refusal NotPreviewed = new("import-not-previewed", "Art. 5(1)(d)",
        "The import has no preview that could be committed: it is still being previewed, was refused or committed, or has expired.");

    /// <summary>A file goes in whole, unless the caller says otherwise.</summary>
    public static readonly Refusal LinesRefused = new("import-lines-refused", "Art. 5(1)(d)",
        "Lines of the file are refused, and the file goes in as a whole; put them right and send the file again, or commit with refusedLines set to skip.");
}
