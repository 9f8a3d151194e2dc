using System.Globalization;
using System.Text;
using CsvHelper;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Subprocessors.Lists;

/// <summary>What a line of a list of changes says.</summary>
internal enum ListAction
{
    /// <summary>It came onto the list, or was on it at the beginning.</summary>
    Added,

    /// <summary>It went from the list.</summary>
    Removed,

    /// <summary>It does something else, or elsewhere.</summary>
    Changed,
}

/// <summary>One line of a dated list; without an action, the lines of one date and service are the whole list of that date.</summary>
internal sealed record ListRow(
    int Line, DateOnly Date, ListAction? Action, ImpersonalText? Id, ImpersonalText Name, SubprocessorKind Kind, CountryCode? Country, ServedService Task)
{
    /// <summary>By what lines are about one subprocessor: the list's id, or else the name.</summary>
    public string Key => Id is { } id ? $"#{id.Value}" : Name.Value;
}

/// <summary>Reads a dated list. Every fault has its place, <c>/csv/{line}/{column}</c>; lines are counted from 1, the header row included.</summary>
internal static class ListRows
{
    /// <summary>How far ahead a list may announce a change, in days.</summary>
    public const int HorizonDays = 366;

    /// <summary>The columns that a list may have; the first two it must have.</summary>
    public static readonly string[] Columns = ["date", "name", "action", "id", "purpose", "location", "accessedFrom", "dataCategories", "service", "kind", "country"];

    /// <summary>The lines, and what is wrong with them.</summary>
    public static async Task<(IReadOnlyList<ListRow> Rows, IReadOnlyList<Fault> Faults)> ReadAsync(ImportSubprocessorList request, DateOnly today, CancellationToken ct)
    {
        var (rows, faults) = (new List<ListRow>(), new List<Fault>());
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(request.Csv));
        var first = request.Csv.Split('\n')[0];
        var options = new CsvReaderOptions
        {
            Separator = ",;\t".MaxBy(c => first.Count(other => other == c)),
            Encoding = Encoding.UTF8,
            IncludeValuesInExceptions = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            TrackLineNumbers = true,
            PoolStrings = false,
        };
        try
        {
            await using var csv = CsvReader.Create(input, options, leaveOpen: true);
            await csv.ReadHeaderAsync(ct);
            var headers = csv.Headers.Select(h => h.Trim()).ToArray();
            faults.AddRange(FaultsOf(headers));
            for (var isHeaded = faults.Count == 0; isHeaded && await csv.ReadAsync(ct);)
            {
                var line = new ListLine((int)csv.LineNumber, [.. headers.Select((h, i) => (h, i < csv.FieldCount ? csv.GetString(i) : ""))], faults);
                if (!line.IsBlank && line.Row(request, today, rows.LastOrDefault()?.Date) is { } row)
                    rows.Add(row);
            }
        }
        catch (CsvFormatException e)
        {
            faults.Add(new Fault($"/csv/{e.LineNumber}", "must be CSV (RFC 4180)"));
        }

        if (faults.Count == 0 && rows.Count == 0)
            faults.Add(new Fault("/csv", "must have a line beside the header row"));
        if (rows.Any(r => r.Action is null) && rows.Find(r => r.Action is not null) is { } mixed)
            faults.Add(new Fault($"/csv/{mixed.Line}/action", "must be given in every line or in none: a list is one of changes, or of whole lists"));
        faults.AddRange(Twice(rows));
        return (rows, faults);
    }

    private static IEnumerable<Fault> FaultsOf(string[] headers) =>
    [
        .. headers.Except(Columns).Any() ? [new Fault("/csv/1", $"must name only the columns {string.Join(", ", Columns)}")] : Array.Empty<Fault>(),
        .. Columns[..2].Except(headers).Select(missing => new Fault($"/csv/1/{missing}", "must be given")),
        .. headers.Distinct().Count() < headers.Length ? [new Fault("/csv/1", "must name no column twice")] : Array.Empty<Fault>(),
    ];

    // A whole list names one id once; without ids, one name may stand for several tasks, but not twice for the same.
    private static IEnumerable<Fault> Twice(List<ListRow> rows) => rows.Where(r => r.Action is null)
        .GroupBy(r => (r.Date, r.Task.Service, r.Key.ToUpperInvariant(), r.Id is null ? r.Task.Purpose : null))
        .SelectMany(g => g.Skip(1).Select(r => new Fault($"/csv/{r.Line}/{(r.Id is null ? "name" : "id")}", $"must not be given twice for one date: line {g.First().Line} has it")));
}

/// <summary>One line, cell by cell.</summary>
internal sealed class ListLine(int number, IReadOnlyList<(string Column, string Text)> cells, List<Fault> faults)
{
    private static readonly Dictionary<string, ListAction> Actions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["initial"] = ListAction.Added,
        ["added"] = ListAction.Added,
        ["removed"] = ListAction.Removed,
        ["changed"] = ListAction.Changed,
    };

    /// <summary>Whether it says nothing at all.</summary>
    public bool IsBlank => cells.All(c => string.IsNullOrWhiteSpace(c.Text));

    /// <summary>The line as a row; <c>null</c> when it has a fault.</summary>
    public ListRow? Row(ImportSubprocessorList request, DateOnly today, DateOnly? dateAbove)
    {
        var before = faults.Count;
        var date = Date(today, dateAbove);
        var name = Text("name");
        if (name is null && Cell("name") is null)
            Fault("name", "must be given");
        var kind = request.Kind;
        if (Cell("kind") is { } word && !(Enum.TryParse(word, ignoreCase: true, out kind) && Enum.IsDefined(kind) && !char.IsDigit(word[0])))
            Fault("kind", $"must be one of {string.Join(", ", Enum.GetValues<SubprocessorKind>().Select(k => Reading.Words.Of(k)))}");
        ListAction action = default;
        if (Cell("action") is { } act && !Actions.TryGetValue(act, out action))
            Fault("action", $"must be one of {string.Join(", ", Actions.Keys)}");
        CountryCode? country = null;
        if (Places("country") is { } seats && (country = seats is [{ Country: { } seat }] ? seat : null) is null)
            Fault("country", "must be one country");
        var (places, seenFrom) = (Places("location"), Places("accessedFrom"));
        // Who keeps nothing has no place of storage; where it works is from where it sees.
        var keeps = kind != SubprocessorKind.ProcessingWithoutStorage;
        var categories = Cell("dataCategories")?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(c => Impersonal("dataCategories", c)).OfType<ImpersonalText>().ToList();
        var task = new ServedService(
            Text("purpose"), Text("service") ?? request.Service, categories, keeps ? places : null, keeps ? seenFrom : [.. (places ?? []).Union(seenFrom ?? [])]);
        var id = Text("id");
        return faults.Count > before ? null : new(number, date!.Value, Cell("action") is null ? null : action, id, name!.Value, kind, country, task);
    }

    private DateOnly? Date(DateOnly today, DateOnly? above)
    {
        if (!DateOnly.TryParseExact(Cell("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return Fault("date", "must be a date of the calendar, such as 2026-03-01");
        if (date > today.AddDays(ListRows.HorizonDays))
            return Fault("date", $"must not lie more than {ListRows.HorizonDays} days ahead");
        return date < above ? Fault("date", "must not be before the date of the line above: a dated list is in the order of its dates") : date;
    }

    private IReadOnlyList<Territory>? Places(string column)
    {
        if (Cell(column) is not { } cell)
            return null;
        if (PlaceNames.Read(cell) is { } places)
            return places;
        Fault(column, "must be countries by their codes or English names, EU or EEA, separated by commas");
        return null;
    }

    private ImpersonalText? Text(string column) => Cell(column) is { } cell ? Impersonal(column, NameLikeness.Collapsed(cell)) : null;

    private ImpersonalText? Impersonal(string column, string text)
    {
        if (ImpersonalText.RuleBrokenBy(text) is not { } rule)
            return new ImpersonalText(text);
        Fault(column, rule);
        return null;
    }

    private string? Cell(string column) => cells.FirstOrDefault(c => c.Column == column).Text?.Trim() is { Length: > 0 } cell ? cell : null;

    private DateOnly? Fault(string column, string rule)
    {
        faults.Add(new Fault($"/csv/{number}/{column}", rule));
        return null;
    }
}
