using System.Text.Json;
using System.Text.Json.Serialization;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>
/// The law as dated data: what is in <c>law.json</c>, read strictly and checked once. It is immutable; a change of law is one
/// more row, and what was true on an earlier day stays true.
/// </summary>
/// <param name="StateOfTheLaw">The day up to which the law was followed when the data were written.</param>
/// <param name="Jurisdictions">The places whose law is known.</param>
/// <param name="Parameters">The values the law sets.</param>
/// <param name="FreeMovement">The countries to which sending data is no transfer.</param>
/// <param name="Mechanisms">Since when transfer mechanisms may be relied on.</param>
/// <param name="Adequacy">The Commission's adequacy decisions, past and present.</param>
public sealed record LawBook(
    DateOnly StateOfTheLaw,
    IReadOnlyList<Jurisdiction> Jurisdictions,
    IReadOnlyList<LawParameter> Parameters,
    IReadOnlyList<FreeMovement> FreeMovement,
    IReadOnlyList<MechanismValidity> Mechanisms,
    IReadOnlyList<AdequacyDecision> Adequacy)
{
    private const string Resource = "ProcessingRegister.Law.law.json";

    private static readonly Lazy<LawBook> Embedded = new(() =>
    {
        using var stream = typeof(LawBook).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidDataException($"The resource {Resource} is missing.");
        return Read(stream);
    });

    /// <summary>The book that comes with the register.</summary>
    public static LawBook Current => Embedded.Value;

    /// <summary>The public holidays by which its periods are counted; they stand in a file of their own.</summary>
    [JsonIgnore]
    public HolidayBook Holidays { get; init; } = HolidayBook.Current;

    // A misspelt field or a missing source must stop the start, not silently mean "no end date".
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter<Confidence>(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads and checks a book.</summary>
    /// <exception cref="JsonException">A row is malformed.</exception>
    /// <exception cref="InvalidDataException">The rows contradict each other.</exception>
    public static LawBook Read(Stream json) =>
        Checked(JsonSerializer.Deserialize<LawBook>(json, Json) ?? throw new InvalidDataException("The law is empty."));

    /// <summary>This book with one more row: how a change of law is tried out before, and recorded when, it comes.</summary>
    /// <exception cref="InvalidDataException">The row contradicts another.</exception>
    public LawBook With(LawParameter row) => Checked(this with { Parameters = [.. Parameters, row] });

    /// <summary>The law of a jurisdiction on a day, by this book.</summary>
    /// <exception cref="LawUnknownException">The jurisdiction is not in the book.</exception>
    public LawInForce At(Territory jurisdiction, DateOnly on) =>
        new(this, Jurisdictions.FirstOrDefault(known => known.Code == jurisdiction) ?? throw new LawUnknownException("jurisdiction", jurisdiction, on), on);

    /// <summary>
    /// The law to which a case is pinned by the instant that triggered it (awareness, receipt): that of the day on which the instant
    /// falls in the jurisdiction. What becomes law later does not touch the case.
    /// </summary>
    /// <exception cref="LawUnknownException">The jurisdiction is not in the book.</exception>
    public LawInForce At(Territory jurisdiction, DateTimeOffset trigger)
    {
        var place = PlaceOfAction.In(At(jurisdiction, DateOnly.FromDateTime(trigger.UtcDateTime)).Jurisdiction);
        return At(jurisdiction, place.DayOf(trigger));
    }

    /// <summary>What is proposed for a jurisdiction, or for the one whose law it shares.</summary>
    public IEnumerable<LawParameter> Proposals(Jurisdiction jurisdiction, string key) =>
        Parameters.Where(row => row.Status == LawStatus.Proposal && row.Key == key
            && (row.Jurisdiction == jurisdiction.Code || row.Jurisdiction == jurisdiction.MemberOf));

    private static LawBook Checked(LawBook book)
    {
        Refuse(book.Jurisdictions.GroupBy(row => row.Code).Any(group => group.Count() > 1), "A jurisdiction stands twice in the law.");
        var inForce = book.Parameters.Where(row => row.Status == LawStatus.InForce).ToList();
        Refuse(
            inForce.GroupBy(row => (row.Jurisdiction, row.Key, row.ValidFrom)).Any(group => group.Count() > 1),
            "Two rows set the same parameter of the same jurisdiction from the same day.");
        Refuse(inForce.Any(row => row.ValidFrom is null), "A parameter in force has no first day.");
        Refuse(book.Parameters.Any(row => row.ValidTo < row.ValidFrom), "A parameter ends before it begins.");
        Refuse(book.Adequacy.Any(row => row.Country is null == row.Organisation is null), "An adequacy decision is for a country or for an organisation.");
        Refuse(book.Adequacy.Any(row => row.ValidTo < row.ValidFrom), "An adequacy decision ends before it begins.");
        Refuse(book.Adequacy.Any(row => row.ValidTo is null != row.EndedBy is null), "An adequacy decision with a last day says how it ends.");
        return book;
    }

    private static void Refuse(bool broken, string rule)
    {
        if (broken)
        {
            throw new InvalidDataException(rule);
        }
    }
}
