using System.Collections.Immutable;

namespace TransparencyReport.Counting;

/// <summary>A part of the report with axes of its own; one file of the CSV form.</summary>
public sealed class Block
{
    private static readonly ImmutableArray<string> OfRequests = ["country", "region", "instrument", "urgency", "data_sought", "mode", "outcome", "notice"];
    private static readonly ImmutableArray<string> InPlaces = ["country", "region", "instrument", "urgency", "data_sought", "mode", "outcome", "notice", "via_country"];

    private Block(string name, ImmutableArray<string> axes)
    {
        (Name, Axes) = (name, axes);
        Places = [.. axes.Select(axis => InPlaces.IndexOf(axis))];
    }

    /// <summary>Requests by cohort, with their outcomes.</summary>
    public static Block Access { get; } = new("access", OfRequests);

    /// <summary>Disclosures, and whether those concerned were told.</summary>
    public static Block Notice { get; } = new("notice", OfRequests);

    /// <summary>How long requests took.</summary>
    public static Block Timing { get; } = new("timing", OfRequests);

    /// <summary>Requests of one country that came by another.</summary>
    public static Block CrossBorder { get; } = new("cross_border", ["country", "region", "via_country"]);

    /// <summary>Why requests were rejected.</summary>
    public static Block Refusals { get; } = new("refusals", ["ground"]);

    /// <summary>What was open, came, and was closed.</summary>
    public static Block Flow { get; } = new("flow", OfRequests);

    /// <summary>Requests to preserve, outside of all totals.</summary>
    public static Block Preservation { get; } = new("preservation", OfRequests);

    /// <summary>Series of which only statutory bands may be published, outside of all totals.</summary>
    public static Block Restricted { get; } = new("restricted", OfRequests);

    /// <summary>Personal data breaches.</summary>
    public static Block Breaches { get; } = new("breaches", ["role", "category", "notification_bucket", "affected_band"]);

    /// <summary>Requests of data subjects.</summary>
    public static Block DataSubjectRequests { get; } = new("data_subject_requests", []);

    /// <summary>Changes of subprocessors.</summary>
    public static Block Subprocessors { get; } = new("subprocessors", ["change"]);

    /// <summary>The records of processing.</summary>
    public static Block Register { get; } = new("register", ["role"]);

    /// <summary>All blocks, in the order of the report.</summary>
    public static ImmutableArray<Block> All { get; } =
        [Access, Notice, Timing, CrossBorder, Refusals, Flow, Preservation, Restricted, Breaches, DataSubjectRequests, Subprocessors, Register];

    /// <summary>Its name in files.</summary>
    public string Name { get; }

    /// <summary>The names of its axes, in the order of their columns.</summary>
    public ImmutableArray<string> Axes { get; }

    /// <summary>For each axis its number in a <see cref="Place"/>, or -1.</summary>
    internal ImmutableArray<int> Places { get; }

    /// <summary>The coordinates of the whole.</summary>
    internal string Whole => string.Join('|', Axes.Select(_ => Codes.Code.Total));

    /// <summary>The block of a name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Block Of(string name) => All.FirstOrDefault(block => block.Name == name) ?? throw new FormatException("There is no such block.");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
