using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using CsvHelper;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Imports;

/// <summary>
/// Reads a CSV file (UTF-8, with a header row) item by item. A column is a JSON Pointer into the request, or one of the section's short names; the
/// column <c>section</c> says what kind of record a line is, and without it all lines are of the first kind. An empty cell says nothing.
/// </summary>
internal static class CsvItems
{
    private const string SectionColumn = "section";

    // The reader of CSV puts U+FFFD in the place of what is no UTF-8: what a spreadsheet saved in an older encoding would lose its letters without a word.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async IAsyncEnumerable<ImportItem> ReadAsync(Stream file, IReadOnlyList<IImportable> importables, [EnumeratorCancellation] CancellationToken ct)
    {
        var (start, separator) = await SniffAsync(file, ct);
        var rest = new byte[64 * 1024];
        var (decoder, letters) = (StrictUtf8.GetDecoder(), new char[rest.Length + 1]);
        await using var input = new PartStream(async (n, token) =>
        {
            var part = n == 0 ? start : rest[..await file.ReadAsync(rest, token)];
            _ = decoder.GetChars(part, letters, flush: n > 0 && part.Length == 0);
            return n == 0 || part.Length > 0 ? part : null;
        });
        var options = new CsvReaderOptions
        {
            Separator = separator,
            Encoding = Encoding.UTF8,
            IncludeValuesInExceptions = false,
            MaxRecordSize = ImportFormats.MaxItemSize,
            MalformedData = CsvMalformedDataHandling.Throw,
            TrackLineNumbers = true,
            PoolStrings = false,
        };
        await using var csv = CsvReader.Create(input, options, leaveOpen: true);
        await ReadingAsync(async () => { await csv.ReadHeaderAsync(ct); return true; });
        var headers = csv.Headers.Select(h => h.Trim()).ToArray();
        if (headers.Length == 0 || headers.Distinct().Count() < headers.Length)
            throw new UnreadableFileException("The first line must name each column, and none twice.");
        var shapes = new Dictionary<string, CsvShape>();

        while (await ReadingAsync(() => csv.ReadAsync(ct).AsTask()))
        {
            var line = (int)csv.LineNumber;
            var cells = Enumerable.Range(0, headers.Length).Select(i => i < csv.FieldCount ? csv.GetString(i) : "").ToArray();
            var section = Array.IndexOf(headers, SectionColumn) is >= 0 and var column && cells[column].Length > 0 ? cells[column] : importables[0].Section;
            if (importables.FirstOrDefault(i => i.Section == section) is not { } importable)
            {
                yield return new ImportItem(line, importables[0], [], p => p,
                    [new LineProblem(SectionColumn, $"must be one of {string.Join(", ", importables.Select(i => i.Section))}")]);
                continue;
            }

            if (!shapes.TryGetValue(section, out var shape))
                shapes[section] = shape = new CsvShape(importable, headers, SectionColumn);
            var problems = csv.FieldCount > headers.Length ? [new LineProblem("", "has more cells than the first line has names")] : new List<LineProblem>();
            var json = shape.Build(cells, problems);
            yield return new ImportItem(line, importable, problems.Count == 0 ? JsonSerializer.SerializeToUtf8Bytes(json) : [], shape.ColumnOf, problems);
        }
    }

    // Lists within cells are separated by semicolons, so only the header row, which holds none, can tell the separator of the cells.
    private static async Task<(byte[] Start, char Separator)> SniffAsync(Stream file, CancellationToken ct)
    {
        var start = new byte[16 * 1024];
        var length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        var header = Encoding.UTF8.GetString(start, 0, length).Split('\n')[0];
        return (start[..length], ",;\t".MaxBy(c => header.Count(other => other == c)));
    }

    private static async Task<bool> ReadingAsync(Func<Task<bool>> read)
    {
        try
        {
            return await read();
        }
        catch (CsvFormatException e)
        {
            throw new UnreadableFileException($"The file is not CSV: see line {e.LineNumber}.");
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableFileException("The file is not in UTF-8: save it again in that encoding.");
        }
    }
}
