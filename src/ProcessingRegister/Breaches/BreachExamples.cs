using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches;

/// <summary>How requests to this register are meant. The parties are invented.</summary>
internal static class BreachExamples
{
    public static DateTimeOffset Detected { get; } = new(2026, 6, 1, 18, 20, 0, TimeSpan.Zero);

    public static BreachFacts Facts => new()
    {
        Occurred = new(new DateTimeOffset(2026, 5, 30, 22, 0, 0, TimeSpan.Zero), IsEstimated: true, IsOngoing: true),
        Discovery = new("An alert of the provider of the storage."),
        Kinds = [BreachKind.Confidentiality],
        Incident = IncidentType.ExploitedVulnerability,
        Systems = [new("payroll archive", [Territory.Of(CountryCode.Parse("NO"))])],
        NumberOfDataSubjects = new(new(Qualifier.Unknown)),
    };

    public static BreachFacts LaterFacts => new()
    {
        Occurred = new(new DateTimeOffset(2026, 5, 30, 22, 14, 0, TimeSpan.Zero), new DateTimeOffset(2026, 6, 1, 19, 5, 0, TimeSpan.Zero)),
        Kinds = [BreachKind.Confidentiality],
        Confidentiality = ConfidentialityLoss.Copied,
        Protection = new(Answer.No, Answer.Unknown),
        Cause = BreachCause.ExternalMalicious,
        Description = new("Somebody read an archive of payslips by a weakness of the upload form."),
        DataSubjects = ["employees of customers"],
        NumberOfDataSubjects = new(new(Qualifier.Approximate, 1200), [new(CountryCode.Parse("NO"), new(Qualifier.AtLeast, 1100))]),
        DataCategories = [new("pay"), new("trade-union fees", SpecialCategory.TradeUnionMembership)],
        NumberOfRecords = new(new(Qualifier.AtMost, 5000)),
        Consequences = [new(BreachKind.Confidentiality, "Fraud with account numbers")],
        Severity = ConsequenceSeverity.Significant,
        MeasuresBefore = ["Encryption in transit", "Access on a need-to-know basis"],
        MeasuresTaken = ["The form was closed", "Keys were changed"],
        OtherParties = [new(PartyQualification.Subprocessor, new("Eksempel Drift AS"))],
        CrossBorder = new(false),
        PoliceInformed = Answer.Yes,
    };
}
