using ProcessingRegister.Decisions;

namespace ProcessingRegister.Imports;

/// <summary>What is wrong with a line, without any value of the file.</summary>
/// <param name="Place">Which member or column: a JSON Pointer into the file, or the column's name; empty for the line as a whole.</param>
/// <param name="Rule">The rule that is broken.</param>
/// <param name="Code">The refusal's code, when a rule of the register refuses.</param>
/// <param name="Provision">The refusal's provision.</param>
public sealed record LineProblem(string Place, string Rule, string? Code = null, string? Provision = null);

/// <summary>One item of a file as it was read.</summary>
/// <param name="Number">Which one, from 1: the item's position in a JSON file, the line in a CSV file.</param>
/// <param name="Importable">What kind of record it is.</param>
/// <param name="Json">The item in the shape of the request; empty when it could not be read.</param>
/// <param name="PlaceOf">Turns a JSON Pointer within the item into the place that the file's author knows.</param>
/// <param name="Problems">What was found wrong in reading it.</param>
internal sealed record ImportItem(
    int Number, IImportable Importable, byte[] Json, Func<string, string> PlaceOf, IReadOnlyList<LineProblem> Problems);

/// <summary>The file as a whole cannot be read; the message is the rule, without any value of the file.</summary>
public sealed class UnreadableFileException(string rule) : Exception(rule);

/// <summary>Reads the items of a file, whatever its format, one after another.</summary>
internal static class ImportFormats
{
    public const string Json = "application/json";
    public const string Csv = "text/csv";

    /// <summary>The most bytes that one item may have.</summary>
    public const int MaxItemSize = 1 << 20;

    /// <summary>The media type without its parameters, when it is one that can be imported; otherwise <c>null</c>.</summary>
    public static string? Known(string? contentType) =>
        contentType?.Split(';')[0].Trim().ToLowerInvariant() is (Json or Csv) and var type ? type : null;

    public static IAsyncEnumerable<ImportItem> ReadAsync(Stream file, string contentType, IReadOnlyList<IImportable> importables, CancellationToken ct) =>
        contentType == Csv ? CsvItems.ReadAsync(file, importables, ct) : new JsonItems(file, importables).ReadAsync(ct);
}
