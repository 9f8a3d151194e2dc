using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MerkleLog;
using Verifier.Exporting;

namespace Verifier.Tests.Samples;

/// <summary>Changes to the files of an export, as somebody with access to them would make.</summary>
public static class Tampering
{
    /// <summary>Changes the row behind a leaf.</summary>
    public static void ChangeRow(this SampleLedger ledger, long leaf, Action<JsonObject> change) => ledger.ChangeLines(Page(leaf), lines =>
    {
        var place = lines.FindIndex(line => (string)JsonNode.Parse(line)!["index"]! == Text(leaf));
        var row = JsonNode.Parse(lines[place])!.AsObject();
        change(row);
        lines[place] = row.ToJsonString();
    });

    /// <summary>Changes the lines of a file.</summary>
    public static void ChangeLines(this SampleLedger ledger, string path, Action<List<string>> change)
    {
        var lines = File.ReadAllLines(ledger.Place(path)).ToList();
        change(lines);
        File.WriteAllText(ledger.Place(path), string.Concat(lines.Select(line => line + "\n")));
    }

    /// <summary>Changes the entries of the bundle that holds a leaf.</summary>
    public static void ChangeEntries(this SampleLedger ledger, long leaf, Action<List<ReadOnlyMemory<byte>>> change)
    {
        var index = leaf / Tile.FullWidth;
        var width = (int)Math.Min(Tile.FullWidth, ledger.Size - (index * Tile.FullWidth));
        var path = ledger.Place(EntryBundle.Path(index, width));
        Assert.True(EntryBundle.TryDecode(File.ReadAllBytes(path), width, out var entries));
        var changed = entries.ToList();
        change(changed);
        File.WriteAllBytes(path, EntryBundle.Encode(changed));
    }

    /// <summary>Changes the entry of a leaf into another well-formed one.</summary>
    public static void ChangeEntry(this SampleLedger ledger, long leaf, Func<Entry, Entry> change) => ledger.ChangeEntries(leaf, entries =>
    {
        Assert.True(Entry.TryParse(entries[(int)(leaf % Tile.FullWidth)].Span, out var entry));
        entries[(int)(leaf % Tile.FullWidth)] = change(entry).ToBytes();
    });

    /// <summary>Changes a byte of a file.</summary>
    public static void ChangeByte(this SampleLedger ledger, string path, int place)
    {
        var bytes = File.ReadAllBytes(ledger.Place(path));
        bytes[place] ^= 1;
        File.WriteAllBytes(ledger.Place(path), bytes);
    }

    /// <summary>Lets the first two hashes of a tile change places.</summary>
    public static void ChangeHashes(this SampleLedger ledger, string path)
    {
        var bytes = File.ReadAllBytes(ledger.Place(path));
        byte[] changed = [.. bytes[Hash.Length..(2 * Hash.Length)], .. bytes[..Hash.Length], .. bytes[(2 * Hash.Length)..]];
        File.WriteAllBytes(ledger.Place(path), changed);
    }

    /// <summary>Changes the personal value of the event at a leaf.</summary>
    public static void ChangeValue(this SampleLedger ledger, long leaf, Action<JsonObject> change) => ledger.ChangeLines(ExportLayout.Values, lines =>
    {
        var place = lines.FindIndex(line => (string)JsonNode.Parse(line)!["id"]! == SampleEvents.Id("value", leaf).ToString());
        var value = JsonNode.Parse(lines[place])!.AsObject();
        change(value);
        lines[place] = value.ToJsonString();
    });

    /// <summary>Replaces text in a file, which must be there.</summary>
    public static void Replace(this SampleLedger ledger, string path, string old, string @new)
    {
        var text = File.ReadAllText(ledger.Place(path), Encoding.UTF8);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(ledger.Place(path), text.Replace(old, @new, StringComparison.Ordinal));
    }

    /// <summary>The page that holds the row behind a leaf.</summary>
    public static string Page(long leaf) => ExportLayout.EventPage(leaf / Tile.FullWidth);

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
