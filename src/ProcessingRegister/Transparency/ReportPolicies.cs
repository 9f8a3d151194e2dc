using System.Collections.Immutable;
using TransparencyReport.Codes;
using TransparencyReport.Counting;

namespace ProcessingRegister.Transparency;

/// <summary>The policies and code lists by which editions were made, each for ever under its version: an edition can be made again at any time.</summary>
internal static class ReportPolicies
{
    /// <summary>The version by which editions are made now. A change of what is counted gets a new one, and editions say <c>method</c>.</summary>
    public const string Current = "2026-3";

    /// <summary>The policy of a version.</summary>
    /// <exception cref="InvalidOperationException">This program knows no such version: the edition is of a later one.</exception>
    public static Policy Of(string version, string zone) => version switch
    {
        // Requests and breaches are counted. What other registers will add is not collected yet, which is something else than 0.
        "2026-1" => new Policy { Version = version, Zone = zone, K = 5, NotCollected = [Block.DataSubjectRequests, Block.Subprocessors, Block.Register] },
        // The register is counted too.
        "2026-2" => new Policy { Version = version, Zone = zone, K = 5, NotCollected = [Block.DataSubjectRequests, Block.Subprocessors] },
        // So are changes of subprocessors.
        "2026-3" => new Policy { Version = version, Zone = zone, K = 5, NotCollected = [Block.DataSubjectRequests] },
        _ => throw new InvalidOperationException("The policy of this edition is not known to this program."),
    };

    /// <summary>The code lists of a version.</summary>
    /// <exception cref="InvalidOperationException">This program knows no such version.</exception>
    public static CodeLists CodesOf(string version) =>
        version == CodeLists.Iso3166.Version ? CodeLists.Iso3166 : throw new InvalidOperationException("The code lists of this edition are not known to this program.");
}
