using System.Text.Json;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements.Commitments;

/// <summary>That data lie in, or are seen from, a place that agreements with controllers exclude.</summary>
/// <param name="Data">Whose data, and where they are.</param>
/// <param name="Commitment">What was promised.</param>
/// <param name="Agreements">How many agreements promise it and are concerned.</param>
/// <param name="Example">One of them.</param>
/// <param name="Override">The override under which it stands, where the data protection officer gave one.</param>
public sealed record ResidencyConflict(PlacedData Data, ResidencyCommitment Commitment, int Agreements, Guid Example, Guid? Override = null);

/// <summary>Compares what was promised of places with where the data are. Pure.</summary>
public static class Residency
{
    /// <summary>The conflicts between the places of the chain and what the agreements commit the organisation to.</summary>
    public static IReadOnlyList<ResidencyConflict> ConflictsOf(IEnumerable<PlacedData> places, IReadOnlyList<AgreementGroup> agreements)
    {
        var commitments = agreements.SelectMany(group => group.Terms.Residency.Select(commitment => (Group: group, Commitment: commitment, Key: KeyOf(commitment)))).ToList();
        return
        [
            .. from data in places
               from found in commitments.Where(c => c.Group.Terms.Take(data.Service) && Concerns(c.Commitment, data, c.Group.Terms) && !Allows(c.Commitment, data)).GroupBy(c => c.Key)
               select new ResidencyConflict(data, found.First().Commitment, found.Sum(c => c.Group.Agreements), found.First().Group.Example),
        ];
    }

    /// <summary>How many agreements a set of places concerns: an agreement is counted once, whatever number of its commitments is broken.</summary>
    public static int AgreementsConcernedBy(IReadOnlyList<PlacedData> places, IEnumerable<AgreementGroup> agreements) =>
        agreements.Where(group => ConflictsOf(places, [group]).Count > 0).Sum(group => group.Agreements);

    /// <summary>Whether a place lies in one of these, for certain: of what is known only as a part of the Area it is not certain that it lies in one country.</summary>
    public static bool LiesIn(Territory place, IEnumerable<Territory> allowed) => allowed.Any(territory => territory == place
        || (territory == Territory.EuropeanEconomicArea && place.IsEea)
        || (territory == Territory.EuropeanUnion && place.Country is { IsEea: true } country && !OutsideTheUnion.Contains(country.Code)));

    private static readonly string[] OutsideTheUnion = ["IS", "LI", "NO"];

    // What is not stated is not excluded: a place whose categories nobody stated may have those of the commitment.
    private static bool Concerns(ResidencyCommitment commitment, PlacedData data, DemandedTerms terms) =>
        (commitment.Service is not { } service || (data.Service is { } served ? served == service : terms.Services.Contains(service)))
        && (commitment.DataCategories is not { } committed || data.DataCategories is not { } placed || committed.Intersect(placed).Any());

    private static bool Allows(ResidencyCommitment commitment, PlacedData data) => data.Use switch
    {
        PlaceUse.Storage => LiesIn(data.Place, commitment.StoredIn),
        _ => commitment.AccessedFrom is not { } from || LiesIn(data.Place, from),
    };

    // Two commitments are one when they say the same; lists compare by reference.
    internal static string KeyOf(ResidencyCommitment commitment) => JsonSerializer.Serialize(commitment, RegisterJson.Storage);
}
