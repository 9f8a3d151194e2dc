using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using ProcessingRegister.Breaches;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;

namespace ProcessingRegister.Tests.Breaches;

public class The_facts_of_a_breach
{
    private static readonly BreachFacts All = new()
    {
        Occurred = new(Facts.Detected),
        Discovery = new("an alert"),
        Kinds = [BreachKind.Confidentiality, BreachKind.Integrity, BreachKind.Availability],
        Confidentiality = ConfidentialityLoss.Copied,
        Integrity = IntegrityLoss.AlteredRestorable,
        Availability = AvailabilityLoss.LostWithCopy,
        Protection = new(Answer.No, Answer.Unknown),
        Incident = IncidentType.Ransomware,
        Cause = BreachCause.ExternalMalicious,
        Description = new("what happened"),
        Systems = [new("archive", [Territory.EuropeanEconomicArea])],
        WhereTheDataAreNow = new("with the attacker"),
        DataSubjects = ["employees"],
        RelationToDataSubjects = "employer",
        NumberOfDataSubjects = new(new(Qualifier.AtLeast, 4)),
        DataCategories = [new("pay")],
        NumberOfRecords = new(new(Qualifier.Unknown)),
        Consequences = [new(BreachKind.Availability, "late pay")],
        Severity = ConsequenceSeverity.Limited,
        MeasuresBefore = ["backup"],
        TrainingOfStaff = "yearly",
        MeasuresTaken = ["restored"],
        MeasuresProposed = ["more tests"],
        Prevention = ["patches"],
        ContactPoint = new() { Name = new("Officer") },
        OtherParties = [new(PartyQualification.Processor, new("Drift AS"))],
        CrossBorder = new(false),
        PoliceInformed = Answer.Yes,
        OtherBodiesInformed = ["the security authority"],
        Comments = new("none"),
    };

    private static readonly Gen<BreachFacts> Some = Gen.Bool.Array[typeof(BreachFacts).GetProperties().Length].Select(Chosen);

    [Fact]
    public void Are_all_spoken_of_in_this_test() => Assert.DoesNotContain(typeof(BreachFacts).GetProperties(), p => p.GetValue(All) is null);

    /// <summary>Whoever adds a point to the facts and forgets it where later facts supersede earlier ones is told so here.</summary>
    [Fact]
    public void Are_superseded_point_by_point_and_none_is_lost() => Gen.Select(Some, Some).Sample((earlier, later) =>
    {
        var expected = Json(earlier);
        foreach (var (name, value) in Json(later))
            expected[name] = value?.DeepClone();
        Assert.True(JsonNode.DeepEquals(expected, Json(earlier.With(later))));
    }, iter: 300);

    private static BreachFacts Chosen(bool[] taken)
    {
        var json = Json(All);
        foreach (var (name, i) in json.Select((member, i) => (member.Key, i)).ToList())
        {
            if (!taken[i])
                json.Remove(name);
        }

        return json.Deserialize<BreachFacts>(RegisterJson.Edge)!;
    }

    private static JsonObject Json(BreachFacts facts) => JsonSerializer.SerializeToNode(facts, RegisterJson.Edge)!.AsObject();
}
