using CsvHelper;

namespace ProcessingRegister.Reading;

/// <summary>One column of a table.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Cell">What it says of a row; empty when <c>null</c>.</param>
public sealed record Column<T>(string Name, Func<T, string?> Cell);

/// <summary>
/// Tables as CSV by RFC 4180 in UTF-8, written row by row as the rows come. A cell that a spreadsheet would take for a formula, since it begins with
/// = + - @, tab or carriage return, is neutralised by an apostrophe ahead of it.
/// </summary>
public static class Csv
{
    /// <summary>The media type; the first line holds the headings (RFC 4180 section 3).</summary>
    public const string MediaType = "text/csv; charset=utf-8; header=present";

    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape };

    /// <summary>Writes a table.</summary>
    /// <exception cref="OperationCanceledException">The reader went away.</exception>
    public static async Task WriteAsync<T>(Stream destination, IReadOnlyList<Column<T>> columns, IAsyncEnumerable<T> rows, CancellationToken ct)
    {
        await using var source = rows.GetAsyncEnumerator(ct);
        // The first row is read before anything is written: a failure can then still be answered as one.
        var more = await source.MoveNextAsync();
        await using var writer = CsvWriter.Create(destination, Options, leaveOpen: true);
        writer.WriteHeader([.. columns.Select(column => column.Name)]);
        for (; more; more = await source.MoveNextAsync())
            await writer.WriteRecordAsync([.. columns.Select(column => column.Cell(source.Current) ?? "")], ct);
        await writer.FlushAsync(ct);
    }

    /// <summary>A table as the response, offered as a file that is named after the address.</summary>
    public static IResult Of<T>(IReadOnlyList<Column<T>> columns, Func<CancellationToken, IAsyncEnumerable<T>> rows) => new Table<T>(columns, rows);

    private sealed class Table<T>(IReadOnlyList<Column<T>> columns, Func<CancellationToken, IAsyncEnumerable<T>> rows) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var name = Path.GetFileNameWithoutExtension(httpContext.Request.Path.Value);
            httpContext.Response.ContentType = MediaType;
            httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}{Formats.CsvSuffix}\"";
            return WriteAsync(httpContext.Response.Body, columns, rows(httpContext.RequestAborted), httpContext.RequestAborted);
        }
    }
}
