using System.Text.Json;
using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.AccessRequests.LegalBases;

/// <summary>For what a provision is cited.</summary>
public enum BasisKind
{
    /// <summary>To ask for data.</summary>
    Access,

    /// <summary>To forbid telling of it.</summary>
    Secrecy,
}

/// <summary>A provision by which authorities ask for data, or forbid telling of it.</summary>
/// <param name="Code">Stable; a request on record names it.</param>
/// <param name="Jurisdiction">Whose law: a country, or <c>EU</c>.</param>
/// <param name="Kind">For what it is cited.</param>
/// <param name="Provision">The provision, as it is cited there.</param>
/// <param name="Name">What it is, in English.</param>
/// <param name="ValidFrom">The first day on which it can be chosen here.</param>
/// <param name="ValidTo">The last day.</param>
/// <param name="Source">What the row rests on.</param>
/// <param name="Confidence">How sure the row is.</param>
public sealed record CodedLegalBasis(
    string Code, Territory Jurisdiction, BasisKind Kind, string Provision, string Name, DateOnly ValidFrom, DateOnly? ValidTo, string Source, Confidence Confidence);

/// <summary>
/// The coded list of legal bases for access, by country, as dated data (<c>legal-bases.json</c>). It is short on purpose: what could not be stood for is not
/// in it, and is recorded in the instrument's own words instead.
/// </summary>
public sealed record LegalBasisBook(IReadOnlyList<CodedLegalBasis> Bases)
{
    private const string Resource = "ProcessingRegister.AccessRequests.legal-bases.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter<Confidence>(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly Lazy<LegalBasisBook> Embedded = new(() =>
    {
        using var stream = typeof(LegalBasisBook).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidDataException($"The resource {Resource} is missing.");
        return JsonSerializer.Deserialize<LegalBasisBook>(stream, Json) ?? throw new InvalidDataException("The list of legal bases is empty.");
    });

    /// <summary>The list that comes with the register.</summary>
    public static LegalBasisBook Current => Embedded.Value;

    /// <summary>The row of a code, if an authority of this country may cite it on that day; the law of the Union is every Member State's.</summary>
    public CodedLegalBasis? Find(string code, CountryCode country, DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return Bases.FirstOrDefault(b => b.Code == code && (b.Jurisdiction == Territory.Of(country) || b.Jurisdiction == Territory.EuropeanUnion)
            && b.ValidFrom <= day && !(b.ValidTo < day));
    }
}

/// <summary><c>GET /v1/{org}/access-legal-bases</c>.</summary>
public static class ListAccessLegalBasesEndpoint
{
    /// <summary>Lists the coded legal bases for access and for secrecy.</summary>
    [WolverineGet("/v1/{org}/access-legal-bases", OperationId = "listAccessLegalBases"), Answers(200, typeof(Page<CodedLegalBasis>))]
    [AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static IResult Get() => Showing.Json(new Page<CodedLegalBasis>(LegalBasisBook.Current.Bases, null));
}
