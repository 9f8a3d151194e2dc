using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Imports;

/// <summary>How the cells of a line become one request: where each column goes, checked once against the request's own shape.</summary>
internal sealed class CsvShape
{
    private const string Each = "*";
    private readonly IImportable importable;
    private readonly (ImportColumn Column, string[] Path)?[] columns;

    /// <summary>Takes the header row.</summary>
    /// <exception cref="UnreadableFileException">A column is neither a short name nor a pointer to a value of the request.</exception>
    public CsvShape(IImportable importable, IReadOnlyList<string> headers, string except)
    {
        this.importable = importable;
        columns = [.. headers.Select((header, i) => header == except ? ((ImportColumn, string[])?)null : Locate(header, i + 1))];
    }

    /// <summary>The request as JSON; what cannot be placed is added to <paramref name="problems"/>.</summary>
    public JsonObject Build(string[] cells, List<LineProblem> problems)
    {
        var item = new JsonObject();
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] is { } column && cells[i].Trim() is { Length: > 0 } cell && Put(item, importable.Item, column.Path, cell, column.Column.Members) is { } rule)
                problems.Add(new LineProblem(column.Column.Name, rule));
        }

        return item;
    }

    /// <summary>The column that fills the place of a JSON Pointer, or the pointer when there is none.</summary>
    public string ColumnOf(string pointer)
    {
        var path = PathOf(pointer);
        return columns.Where(c => c is not null && c.Value.Path.Zip(path).All(step => step.First == step.Second || step.First == Each))
            .MaxBy(c => c!.Value.Path.Length)?.Column.Name ?? pointer;
    }

    private (ImportColumn, string[]) Locate(string header, int number)
    {
        var column = importable.Columns.FirstOrDefault(c => c.Name == header) ?? new ImportColumn(header, header);
        var path = PathOf(column.Pointer);
        var type = path.Length > 0 && column.Pointer.StartsWith('/') ? path.Aggregate((Type?)importable.Item, (at, step) => at is null ? null : StepInto(at, step)) : null;
        return type is not null && (column.Members.Count > 0 || IsValue(type)) ? (column, path) : throw new UnreadableFileException(
            $"The name of column {number} is neither a JSON Pointer to a value of the request nor one of {string.Join(", ", importable.Columns.Select(c => c.Name))}.");
    }

    // The rule that is broken, or null.
    private static string? Put(JsonNode at, Type type, ReadOnlySpan<string> path, string cell, IReadOnlyList<string> members)
    {
        var step = path[0];
        var rest = path[1..];
        var inner = StepInto(type, step)!;
        if (at is JsonArray list)
            return PutInList(list, inner, step, rest, cell, members);
        var o = (JsonObject)at;
        if (step == "value" && type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Stated<>))
            o["state"] ??= "provided";
        if (rest.IsEmpty)
        {
            o[step] = Value(inner, cell);
            return null;
        }

        return Put(o[step] ??= Empty(inner), inner, rest, cell, members);
    }

    private static string? PutInList(JsonArray list, Type element, string step, ReadOnlySpan<string> rest, string cell, IReadOnlyList<string> members)
    {
        if (step == Each && !rest.Contains(Each))
        {
            foreach (var part in cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                list.Add(Element(element, rest, part, members));
            return null;
        }

        if (step == Each)
        {
            foreach (var each in list)
                Put(each!, element, rest, cell, members);
            return list.Count > 0 ? null : "says something of elements that the line does not give";
        }

        var index = int.Parse(step, NumberStyles.None, CultureInfo.InvariantCulture);
        if (index > list.Count)
            return "names an element whose predecessor the line does not give";
        if (index == list.Count)
            list.Add(rest.IsEmpty ? Value(element, cell) : Empty(element));
        return rest.IsEmpty ? null : Put(list[index]!, element, rest, cell, members);
    }

    private static JsonNode Element(Type type, ReadOnlySpan<string> rest, string part, IReadOnlyList<string> members)
    {
        if (members.Count > 0)
            return new JsonObject(members.Zip(part.Split(':', members.Count, StringSplitOptions.TrimEntries), (name, text) => KeyValuePair.Create(name, (JsonNode?)text)));
        if (rest.IsEmpty)
            return Value(type, part);
        var element = Empty(type);
        Put(element, type, rest, part, members);
        return element;
    }

    // Cells are texts; what the request wants as a number or as true and false is written so, and what is neither is found when the request is read.
    private static JsonValue Value(Type type, string cell) =>
        type == typeof(bool) && bool.TryParse(cell, out var truth) ? JsonValue.Create(truth)
        : type == typeof(int) && int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : JsonValue.Create(cell);

    private static JsonNode Empty(Type type) => InfoOf(type).Kind == JsonTypeInfoKind.Enumerable ? new JsonArray() : new JsonObject();

    private static bool IsValue(Type type) => InfoOf(type).Kind == JsonTypeInfoKind.None;

    private static Type? StepInto(Type type, string step)
    {
        var info = InfoOf(type);
        var inner = info.Kind switch
        {
            JsonTypeInfoKind.Object => info.Properties.FirstOrDefault(p => p.Name == step)?.PropertyType,
            JsonTypeInfoKind.Enumerable when step == Each || int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out _) => info.ElementType,
            _ => null,
        };
        return inner is null ? null : Nullable.GetUnderlyingType(inner) ?? inner;
    }

    private static JsonTypeInfo InfoOf(Type type) => RegisterJson.Edge.GetTypeInfo(type);

    private static string[] PathOf(string pointer) =>
        [.. pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
}
