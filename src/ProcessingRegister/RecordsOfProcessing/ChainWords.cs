using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Subprocessors;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary>The chain of one controller as a table's cell: each party with what the chain says of it.</summary>
internal static class ChainWords
{
    /// <summary>The chain; empty when it is not shown, and <c>none</c> when nobody is in it.</summary>
    public static string? Of(IReadOnlyList<ChainLink>? links)
    {
        if (links is not { Count: > 0 })
            return links is null ? null : "none";
        var names = links.ToDictionary(link => link.Subprocessor, link => link.Name.Value);
        return Words.Join(links, link => Words.Phrase(
            link.Name.Value,
            link.RegistrationNumber?.Value,
            link.Country?.Code,
            Words.Of(link.PostalAddress),
            link.Contact is { } contact ? $"contact: {Words.Of(contact)}" : null,
            Words.Of(link.Kind),
            $"depth {link.Depth}, engaged by {string.Join(" and ", EngagedBy(link, names))} since {Words.Of(link.Since)}",
            $"tasks: {string.Join(" / ", link.Services.Select(Of))}",
            $"places: {string.Join(" / ", link.Places.Select(Of))}"));
    }

    private static IEnumerable<string> EngagedBy(ChainLink link, Dictionary<Guid, string> names) =>
        [.. link.Direct ? ["the keeper"] : Array.Empty<string>(), .. link.EngagedBy.Select(by => names[by])];

    private static string Of(ServedService served) => string.Join(' ', new[]
    {
        served.Purpose?.Value,
        $"({served.Service?.Value ?? "every service"})",
        served.DataCategories is { Count: > 0 } categories ? $"with {string.Join(" and ", categories.Select(c => c.Value))}" : null,
    }.OfType<string>());

    private static string Of(PlaceOfProcessing place) => string.Join(' ', new[]
    {
        place.Place.Code,
        $"({string.Join(" and ", new[] { place.Storage ? "storage" : null, place.Access ? "access" : null }.OfType<string>())})",
        place.Ground is { } ground ? Of(ground) : "ground not known",
    });

    private static string Of(TransferGround ground) => ground switch
    {
        { RestsOn: GroundRestsOn.FreeMovement } => "no transfer",
        { Mechanism: null } => $"no ground: {Words.Of(ground.Verdict)}",
        _ => string.Join(' ', new[]
        {
            $"{Words.Of(ground.Mechanism)}: {Words.Of(ground.Verdict)}",
            ground.Mechanism == Vocabulary.TransferMechanism.AdequacyDecision ? ground.Decision?.Id : ground.Version?.Value,
            ground.ImpactAssessedOn is { } day ? $"assessed {Words.Of(day)}" : null,
        }.OfType<string>()),
    };
}
