using System.Security.Cryptography;
using System.Text;
using TransparencyReport.Checks;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;

namespace TransparencyReport.Formats;

/// <summary>The files of an edition, all made from its frozen cells, and read back and compared before they are handed out.</summary>
public static class EditionFiles
{
    /// <summary>The file that has the SHA-256 of all others.</summary>
    public const string Checksums = "SHA256SUMS";

    /// <summary>Makes the files.</summary>
    /// <param name="edition">The edition.</param>
    /// <param name="codes">The code lists that it was made with.</param>
    /// <param name="earlier">Editions of earlier quarters.</param>
    /// <returns>Bytes by file name, in the order of names.</returns>
    /// <exception cref="InvalidOperationException">The files do not say the same.</exception>
    public static SortedDictionary<string, byte[]> Of(Edition edition, CodeLists codes, IReadOnlyList<Edition> earlier)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["edition.json"] = EditionJson.Write(edition),
            ["edition.schema.json"] = EditionJson.Schema(),
            ["index.en.html"] = Bytes(HtmlPage.Write(edition, earlier, Language.En)),
            ["index.nb.html"] = Bytes(HtmlPage.Write(edition, earlier, Language.Nb)),
        };
        var tables = new Dictionary<Block, byte[]>();
        foreach (var block in Block.All)
        {
            if (BlockTable.Write(edition, block) is { } table)
                files.Add(block.Name + ".csv", tables[block] = Bytes(table));
        }

        if (edition.Profile == Profile.Dsa)
            files.Add(DsaCsv.OrdersFile, Bytes(DsaCsv.Orders(edition)));
        files.Add("datapackage.json", Bytes(DataPackage.Write(edition, codes, tables)));
        if (Agreement.Of(edition, files) is [var finding, ..])
            throw new InvalidOperationException(finding.Sentence);
        files.Add(Checksums, Bytes(string.Concat(files.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Value))}  {file.Key}\n"))));
        return files;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
