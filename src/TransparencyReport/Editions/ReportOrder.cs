using System.Collections.Immutable;
using TransparencyReport.Checks;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Facts;
using TransparencyReport.Periods;

namespace TransparencyReport.Editions;

/// <summary>All that an edition is a function of.</summary>
public sealed record ReportOrder
{
    /// <summary>The facts in the order of their positions; those behind the cut-off are passed over.</summary>
    public required IEnumerable<Fact> Facts { get; init; }

    /// <summary>Up to where they count.</summary>
    public required Cutoff Cutoff { get; init; }

    /// <summary>The quarter.</summary>
    public required Quarter Quarter { get; init; }

    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The code lists.</summary>
    public required CodeLists Codes { get; init; }

    /// <summary>All editions that were published before, of every quarter and of every profile that is public.</summary>
    public IReadOnlyList<Edition> Earlier { get; init; } = [];
}

/// <summary>An edition, or why there may be none.</summary>
/// <param name="Edition">The edition; <c>null</c> when it is refused.</param>
/// <param name="Findings">Why it is refused; empty when it is not.</param>
public sealed record Made(Edition? Edition, ImmutableArray<Finding> Findings);
