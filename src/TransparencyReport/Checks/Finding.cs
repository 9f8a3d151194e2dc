using System.Collections.Immutable;
using TransparencyReport.Counting;

namespace TransparencyReport.Checks;

/// <summary>A reason not to publish.</summary>
/// <param name="Code">Which rule is broken, in snake case.</param>
/// <param name="Sentence">What is wrong, with the numbers.</param>
/// <param name="Cells">Where.</param>
public sealed record Finding(string Code, string Sentence, ImmutableArray<CellKey> Cells);
