using TransparencyReport.Counting;

namespace TransparencyReport.Editions;

/// <summary>What may be said of a cell. A hidden number is never the same as a missing one.</summary>
public enum CellStatus
{
    /// <summary>The number is shown.</summary>
    Exact,

    /// <summary>It is hidden since it, or one that it depends on, is small; in tables <c>c</c>.</summary>
    Suppressed,

    /// <summary>It is hidden since a small one could be computed from it; in tables <c>x</c>.</summary>
    Complementary,

    /// <summary>Only a statutory band may be shown.</summary>
    Band,

    /// <summary>There is nothing to measure, as a median of nothing.</summary>
    NotApplicable,

    /// <summary>It is not recorded.</summary>
    NotCollected,

    /// <summary>It is not known yet.</summary>
    Pending,
}

/// <summary>Why a published cell changed, from what was recorded since.</summary>
public enum RevisionKind
{
    /// <summary>What was open has been closed, or else gone its way.</summary>
    Maturation,

    /// <summary>What had been received before was recorded after.</summary>
    LateRegistration,

    /// <summary>What had been recorded was wrong.</summary>
    Correction,

    /// <summary>A request belongs under another heading.</summary>
    Reclassification,

    /// <summary>A code or a name of the code list changed.</summary>
    Relabel,

    /// <summary>The policy changed.</summary>
    Method,

    /// <summary>Secrecy was lifted.</summary>
    GagLift,
}

/// <summary>A frozen cell.</summary>
/// <param name="Key">Which cell.</param>
/// <param name="Status">What may be said of it.</param>
/// <param name="Value">The number; only of an exact cell.</param>
/// <param name="Low">The least; only of a band.</param>
/// <param name="High">The most; only of a band.</param>
public sealed record Cell(CellKey Key, CellStatus Status, decimal? Value = null, long? Low = null, long? High = null)
{
    /// <summary>The unit of the number.</summary>
    public string Unit => Key.Measure.Unit();

    /// <summary>Whether a number is there and hidden.</summary>
    public bool IsHidden => Status is CellStatus.Suppressed or CellStatus.Complementary;

    /// <summary>The edition in which the cell stood first.</summary>
    public string FirstEdition { get; init; } = "";

    /// <summary>What it says, as one text: for comparison and for <c>previous_value</c>; empty where the number is not public.</summary>
    internal string Said => Status switch
    {
        CellStatus.Exact => Value!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        CellStatus.Band => System.FormattableString.Invariant($"{Low}-{High}"),
        _ => "",
    };
}
