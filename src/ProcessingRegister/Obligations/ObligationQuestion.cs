using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Obligations;

/// <summary>Where a page of obligations begins: behind this one, in the order in which they fall due.</summary>
internal sealed record ObligationPlace(DateTimeOffset DueAt, Guid Record, string Kind, string Reference)
{
    private const char Separator = '\n';

    public static ObligationPlace Of(ShownObligation o) => new(o.DueAt, o.Record, o.Obligation, o.Reference ?? "");

    public string Cursor => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Join(Separator, DueAt.UtcTicks.ToString(CultureInfo.InvariantCulture), Record.ToString("N"), Kind, Reference)));

    public static ObligationPlace? Read(string cursor)
    {
        // What is no base64url makes the decoder throw, so it is asked first.
        if (!Base64Url.IsValid(cursor) || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(Separator, 4) is not [var due, var record, var kind, var reference])
            return null;
        return long.TryParse(due, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            && Guid.TryParseExact(record, "N", out var id) && !(kind + reference).Contains('\0')
            ? new(new DateTimeOffset(ticks, TimeSpan.Zero), id, kind, reference) : null;
    }
}

/// <summary>Which obligations are asked for.</summary>
/// <param name="At">The instant by which their states are told.</param>
/// <param name="AsOf">What the register said at this instant; <c>null</c> for now.</param>
/// <param name="States">In which states; all that are not met when nothing is said.</param>
internal sealed partial record ObligationQuestion(DateTimeOffset At, DateTimeOffset? AsOf, IReadOnlyList<ObligationState> States)
{
    /// <summary>What is not met, whether it is due or not.</summary>
    public static IReadOnlyList<ObligationState> NotMet { get; } = [ObligationState.Overdue, ObligationState.Open, ObligationState.NotDue];

    /// <summary>Only what falls due before this instant.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Only what follows from this article, paragraph or point, such as <c>33</c> or <c>33(1)</c>.</summary>
    public string? Article { get; init; }

    /// <summary>Only what this record owes, or what its parts owe.</summary>
    public Guid? Record { get; init; }

    /// <summary>Only what this party owes.</summary>
    public DutyParty? Who { get; init; }

    /// <summary>Reads the question.</summary>
    /// <returns>The problem to answer with, or <c>null</c>.</returns>
    public static IResult? Of(HttpContext http, out ObligationQuestion question)
    {
        var faults = new List<Fault>();
        var query = http.Request.Query;
        var asOf = View.PastInstant(http, "asOf", faults);
        if (query.ContainsKey("validAt"))
            faults.Add(new Fault("validAt", "does not apply to obligations; asOf does"));
        question = new(asOf ?? Now(http), asOf, StatesOf(query["state"], faults))
        {
            DueBefore = View.Instant(http, "dueBefore", endOfDay: false, faults),
            Article = ArticleOf(query["article"], faults),
            Record = One(query["record"], "record", faults, text => Guid.TryParseExact(text, "D", out var id) ? id : (Guid?)null, "must be the id of one record"),
            Who = One(query["who"], "who", faults, Word<DutyParty>, Rule<DutyParty>()),
        };
        return faults.Count == 0 ? null : Problems.Malformed(faults);
    }

    /// <summary>Now, to the microsecond, as the database has it: otherwise the two could judge differently of the last one.</summary>
    public static DateTimeOffset Now(HttpContext http) => new(http.Now().Instant.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    private static IReadOnlyList<ObligationState> StatesOf(Microsoft.Extensions.Primitives.StringValues asked, List<Fault> faults)
    {
        if (asked.Count == 0)
            return NotMet;
        var states = string.Join(',', asked.AsEnumerable()).Split(',').Select(Word<ObligationState>).ToList();
        if (states.Contains(null))
            faults.Add(new Fault("state", $"{Rule<ObligationState>()}, or several of them with commas in between"));
        return [.. states.OfType<ObligationState>().Distinct()];
    }

    private static string? ArticleOf(Microsoft.Extensions.Primitives.StringValues asked, List<Fault> faults)
    {
        const string Form = "must be an article, with a paragraph and a point or without, such as 33, 33(1) or 28(3)(f)";
        if (asked.Count == 0)
            return null;
        var article = asked.Count == 1 ? ArticlePrefix().Replace(asked[0] ?? "", "").Replace(" ", "", StringComparison.Ordinal) : "";
        if (!ArticleForm().IsMatch(article))
            faults.Add(new Fault("article", Form));
        return article;
    }

    private static T? One<T>(Microsoft.Extensions.Primitives.StringValues asked, string name, List<Fault> faults, Func<string, T?> read, string rule) where T : struct
    {
        var value = asked.Count == 1 ? read(asked[0] ?? "") : null;
        if (asked.Count > 0 && value is null)
            faults.Add(new Fault(name, rule));
        return value;
    }

    private static T? Word<T>(string word) where T : struct, Enum =>
        EnumerationConverter.WordsOf(typeof(T)).ToList().IndexOf(word) is >= 0 and var at ? Enum.GetValues<T>()[at] : null;

    private static string Rule<T>() => $"must be one of {string.Join(", ", EnumerationConverter.WordsOf(typeof(T)))}";

    [GeneratedRegex(@"^art(?:icle|\.)?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ArticlePrefix();

    [GeneratedRegex(@"^[0-9]{1,4}(?:\.[0-9]{1,3})*[a-z]?(?:\([0-9a-z]{1,4}\)){0,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex ArticleForm();
}
