using System.Globalization;
using System.Text.Json;
using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;
using Xunit;

namespace ProcessingRegister.Tests.Law;

/// <summary>One worked example of <c>vectors.json</c>, by the names that the file uses.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record Vector(string Id, JsonElement Fields)
{
    private static readonly IReadOnlyList<Vector> All = Read();

    public string Kind => Text("kind");

    public string Text(string field) => Fields.GetProperty(field).GetString()!;

    public int Number(string field) => Fields.GetProperty(field).GetInt32();

    public DateOnly Day(string field) => Days.On(Text(field));

    public DateTimeOffset Instant(string field) => DateTimeOffset.Parse(Text(field), CultureInfo.InvariantCulture);

    public decimal Decimal(string field) => decimal.Parse(Text(field), CultureInfo.InvariantCulture);

    public static Vector Of(string id) => All.Single(vector => vector.Id == id);

    public static TheoryData<string> OfKind(string kind) => new(All.Where(vector => vector.Kind == kind).Select(vector => vector.Id));

    public static IEnumerable<string> Kinds => All.Select(vector => vector.Kind).Distinct();

    private static List<Vector> Read()
    {
        using var stream = typeof(Vector).Assembly.GetManifestResourceStream("ProcessingRegister.Tests.Law.vectors.json")!;
        return [.. JsonDocument.Parse(stream).RootElement.GetProperty("vectors").EnumerateArray().Select(v => new Vector(v.GetProperty("id").GetString()!, v))];
    }
}

/// <summary>What the tests of deadlines say often.</summary>
internal static class Cases
{
    internal static readonly Territory Norway = Territory.Parse("NO");
    internal static readonly Territory Sweden = Territory.Parse("SE");

    internal static PlaceOfAction In(Territory place, string? zone = null)
    {
        var known = PlaceOfAction.In(LawBook.Current.At(place, Days.On("2026-01-01")).Jurisdiction);
        return zone is null ? known : known with { TimeZone = zone };
    }

    internal static DateTimeOffset Utc(string instant) =>
        DateTimeOffset.ParseExact(instant, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Noon of a day in a place: an event of which only the day is known.</summary>
    internal static DateTimeOffset Noon(Territory place, DateOnly day) => In(place).EndOf(day).AddHours(-12);

    /// <summary>The book with another reading of what the law leaves open, for one State from one day.</summary>
    internal static LawBook WithReading(string jurisdiction, string key, string value, string from = "2024-01-01") =>
        LawBook.Current.With(Days.Row(jurisdiction, key, $"\"{value}\"", from));

    internal static Deadline Compute(this LawBook book, DeadlineRule rule, Territory jurisdiction, DateTimeOffset trigger, PlaceOfAction? place = null, int daysAwaited = 0) =>
        Deadlines.Compute(rule, book.At(jurisdiction, trigger), trigger, place, daysAwaited);
}
