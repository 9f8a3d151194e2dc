using System.Globalization;
using MerkleLog;
using Verifier.Sources;

namespace Verifier.Exporting;

/// <summary>The paths of an export directory, docs/ledger-format.md section 9; with forward slashes, below its root.</summary>
public static class ExportLayout
{
    /// <summary>What the ledger says of itself.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>The latest checkpoint with its cosignatures.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>Every checkpoint ever signed.</summary>
    public const string Checkpoints = "checkpoints.ndjson";

    /// <summary>The log's public keys.</summary>
    public const string Keys = "keys.ndjson";

    /// <summary>The log's witness policy, c2sp.org/tlog-policy; optional.</summary>
    public const string Policy = "policy";

    /// <summary>The rows without an entry.</summary>
    public const string Unsealed = "unsealed.ndjson";

    /// <summary>Personal values, only where they were asked for.</summary>
    public const string Values = "values.ndjson";

    /// <summary>The folder of the pages of rows.</summary>
    public const string Events = "events";

    /// <summary>The folder of what others attested.</summary>
    public const string Anchors = "anchors";

    private const string LineFile = ".ndjson";

    private static readonly (AnchorKind Kind, string Name, string Extension)[] AnchorNames =
    [
        (AnchorKind.TimestampAuthority, "tsa", ".tsr"),
        (AnchorKind.Witness, "witness", ".cosignature"),
        (AnchorKind.AnchorLog, "log", ".tlog-proof"),
    ];

    /// <summary>The page that holds the rows of the leaves from 256 times its number on; the number is written as in a tile's path.</summary>
    public static string EventPage(long page) => $"{Events}/{PageNumber(page)}{LineFile}";

    /// <summary>Reads the path of a page, and no other spelling of it.</summary>
    public static bool TryParseEventPage(string path, out long page)
    {
        page = 0;
        if (!path.StartsWith(Events + "/", StringComparison.Ordinal) || !path.EndsWith(LineFile, StringComparison.Ordinal))
            return false;
        if (!EntryBundle.TryParsePath("tile/entries/" + path[(Events.Length + 1)..^LineFile.Length], out page, out var width))
            return false;
        return width == Tile.FullWidth;
    }

    /// <summary>
    /// Where an anchor lies: <c>anchors/size-kind-name</c> and the kind's extension. Characters of the name that do not suit a file name are
    /// percent-encoded.
    /// </summary>
    public static string AnchorFile(long treeSize, AnchorKind kind, string name)
    {
        var (_, kindName, extension) = AnchorNames.Single(known => known.Kind == kind);
        return $"{Anchors}/{treeSize.ToString(CultureInfo.InvariantCulture)}-{kindName}-{Uri.EscapeDataString(name)}{extension}";
    }

    /// <summary>Reads the path of an anchor, and no other spelling of it.</summary>
    public static bool TryParseAnchorFile(string path, out long treeSize, out AnchorKind kind, out string name)
    {
        (treeSize, kind, name) = (0, default, "");
        var parts = path[(path.LastIndexOf('/') + 1)..].Split('-', 3);
        if (parts.Length < 3 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out treeSize))
            return false;
        foreach (var (known, kindName, extension) in AnchorNames)
        {
            if (parts[1] != kindName || !parts[2].EndsWith(extension, StringComparison.Ordinal))
                continue;
            (kind, name) = (known, Uri.UnescapeDataString(parts[2][..^extension.Length]));
            return AnchorFile(treeSize, kind, name) == path;
        }
        return false;
    }

    private static string PageNumber(long page) => EntryBundle.Path(page, Tile.FullWidth)["tile/entries/".Length..];
}
