using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Breaches;

/// <summary>
/// What is known of a breach, by the points of the EDPB's common template for notifications, so that every authority's form is a view of it. A point
/// that is absent was not spoken of; one that is given takes the place of what was said of it before, which stays in the history.
/// </summary>
public sealed record BreachFacts
{
    /// <summary>When it took place.</summary>
    public Occurrence? Occurred { get; init; }

    /// <summary>How it was discovered.</summary>
    public PersonalText? Discovery { get; init; }

    /// <summary>What was breached.</summary>
    public IReadOnlyList<BreachKind>? Kinds { get; init; }

    /// <summary>How confidentiality was lost.</summary>
    public ConfidentialityLoss? Confidentiality { get; init; }

    /// <summary>How integrity was lost.</summary>
    public IntegrityLoss? Integrity { get; init; }

    /// <summary>How availability was lost.</summary>
    public AvailabilityLoss? Availability { get; init; }

    /// <summary>Whether the data can be read by those who have them.</summary>
    public DataProtectionByMeans? Protection { get; init; }

    /// <summary>What happened.</summary>
    public IncidentType? Incident { get; init; }

    /// <summary>From where it came.</summary>
    public BreachCause? Cause { get; init; }

    /// <summary>What happened and how it came about, Art. 33(3)(a).</summary>
    public PersonalText? Description { get; init; }

    /// <summary>The systems, and where they are.</summary>
    public IReadOnlyList<AffectedSystem>? Systems { get; init; }

    /// <summary>Where the data are after the breach.</summary>
    public PersonalText? WhereTheDataAreNow { get; init; }

    /// <summary>Art. 33(3)(a): the categories of data subjects.</summary>
    public IReadOnlyList<ImpersonalText>? DataSubjects { get; init; }

    /// <summary>What the organisation is to them.</summary>
    public ImpersonalText? RelationToDataSubjects { get; init; }

    /// <summary>Art. 33(3)(a): their number.</summary>
    public Extent? NumberOfDataSubjects { get; init; }

    /// <summary>Art. 33(3)(a): the categories of personal data.</summary>
    public IReadOnlyList<AffectedCategory>? DataCategories { get; init; }

    /// <summary>Art. 33(3)(a): the number of records.</summary>
    public Extent? NumberOfRecords { get; init; }

    /// <summary>Art. 33(3)(c): the likely consequences.</summary>
    public IReadOnlyList<Consequence>? Consequences { get; init; }

    /// <summary>How severe they are.</summary>
    public ConsequenceSeverity? Severity { get; init; }

    /// <summary>The measures that were in place before.</summary>
    public IReadOnlyList<ImpersonalText>? MeasuresBefore { get; init; }

    /// <summary>What those concerned on the organisation's side had been taught.</summary>
    public ImpersonalText? TrainingOfStaff { get; init; }

    /// <summary>Art. 33(3)(d): the measures taken to address it and mitigate its effects.</summary>
    public IReadOnlyList<ImpersonalText>? MeasuresTaken { get; init; }

    /// <summary>Art. 33(3)(d): the measures proposed.</summary>
    public IReadOnlyList<ImpersonalText>? MeasuresProposed { get; init; }

    /// <summary>What is done so that it does not happen again.</summary>
    public IReadOnlyList<ImpersonalText>? Prevention { get; init; }

    /// <summary>Art. 33(3)(b): where more can be learned, if not from the data protection officer.</summary>
    public ContactPerson? ContactPoint { get; init; }

    /// <summary>The other parties involved; none when empty.</summary>
    public IReadOnlyList<OtherParty>? OtherParties { get; init; }

    /// <summary>Whether several countries are concerned.</summary>
    public CrossBorder? CrossBorder { get; init; }

    /// <summary>Whether the police was told.</summary>
    public Answer? PoliceInformed { get; init; }

    /// <summary>Which other bodies were told.</summary>
    public IReadOnlyList<ImpersonalText>? OtherBodiesInformed { get; init; }

    /// <summary>What else there is to say.</summary>
    public PersonalText? Comments { get; init; }

    /// <summary>What is known once these facts have come in: each point that they speak of takes the place of the earlier one.</summary>
    internal BreachFacts With(BreachFacts later) => new()
    {
        Occurred = later.Occurred ?? Occurred,
        Discovery = later.Discovery ?? Discovery,
        Kinds = later.Kinds ?? Kinds,
        Confidentiality = later.Confidentiality ?? Confidentiality,
        Integrity = later.Integrity ?? Integrity,
        Availability = later.Availability ?? Availability,
        Protection = later.Protection ?? Protection,
        Incident = later.Incident ?? Incident,
        Cause = later.Cause ?? Cause,
        Description = later.Description ?? Description,
        Systems = later.Systems ?? Systems,
        WhereTheDataAreNow = later.WhereTheDataAreNow ?? WhereTheDataAreNow,
        DataSubjects = later.DataSubjects ?? DataSubjects,
        RelationToDataSubjects = later.RelationToDataSubjects ?? RelationToDataSubjects,
        NumberOfDataSubjects = later.NumberOfDataSubjects ?? NumberOfDataSubjects,
        DataCategories = later.DataCategories ?? DataCategories,
        NumberOfRecords = later.NumberOfRecords ?? NumberOfRecords,
        Consequences = later.Consequences ?? Consequences,
        Severity = later.Severity ?? Severity,
        MeasuresBefore = later.MeasuresBefore ?? MeasuresBefore,
        TrainingOfStaff = later.TrainingOfStaff ?? TrainingOfStaff,
        MeasuresTaken = later.MeasuresTaken ?? MeasuresTaken,
        MeasuresProposed = later.MeasuresProposed ?? MeasuresProposed,
        Prevention = later.Prevention ?? Prevention,
        ContactPoint = later.ContactPoint ?? ContactPoint,
        OtherParties = later.OtherParties ?? OtherParties,
        CrossBorder = later.CrossBorder ?? CrossBorder,
        PoliceInformed = later.PoliceInformed ?? PoliceInformed,
        OtherBodiesInformed = later.OtherBodiesInformed ?? OtherBodiesInformed,
        Comments = later.Comments ?? Comments,
    };

    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. Occurred?.Faults($"{at}/occurred") ?? [],
        .. Kinds is { Count: 0 } ? [new Fault($"{at}/kinds", "must not be empty")] : Array.Empty<Fault>(),
        .. Lost(BreachKind.Confidentiality, Confidentiality is not null, $"{at}/confidentiality"),
        .. Lost(BreachKind.Integrity, Integrity is not null, $"{at}/integrity"),
        .. Lost(BreachKind.Availability, Availability is not null, $"{at}/availability"),
        .. NumberOfDataSubjects?.Faults($"{at}/numberOfDataSubjects") ?? [],
        .. NumberOfRecords?.Faults($"{at}/numberOfRecords") ?? [],
        .. new (string Name, object? List)[]
        {
            ("kinds", Kinds), ("systems", Systems), ("dataSubjects", DataSubjects), ("dataCategories", DataCategories), ("consequences", Consequences),
            ("measuresBefore", MeasuresBefore), ("measuresTaken", MeasuresTaken), ("measuresProposed", MeasuresProposed), ("prevention", Prevention),
            ("otherParties", OtherParties), ("otherBodiesInformed", OtherBodiesInformed),
        }.SelectMany(member => Form.Size($"{at}/{member.Name}", member.List as System.Collections.ICollection)),
    ];

    private IEnumerable<Fault> Lost(BreachKind kind, bool isTold, string at) =>
        isTold && Kinds is not null && !Kinds.Contains(kind) ? [new Fault(at, "must not be given for a kind that is not among kinds")] : [];
}
