using ProcessingRegister.Decisions;

namespace ProcessingRegister.Breaches.ParallelClocks;

/// <summary>What the rules forbid with incidents under other acts.</summary>
public static class IncidentRefusals
{
    private const string Acts = "Regulation (EU) 2022/2554 Art. 19(4), Directive (EU) 2022/2555 Art. 23(4)";

    /// <summary>One reference names one incident.</summary>
    public static readonly Refusal RecordedOtherwise = new("incident-recorded-otherwise", Acts,
        "An incident with this reference is on record and says otherwise; give this one a reference of its own.");

    /// <summary>No deadline is computed by law that is not known.</summary>
    public static readonly Refusal LawNotKnown = new("incident-law-not-known", Acts,
        "The register does not know the periods of this act in that State on that day, and cannot compute what would be owed.");

    /// <summary>Steps belong to an incident.</summary>
    public static readonly Refusal NotOnRecord = new("incident-not-on-record", Acts,
        "No incident with this reference is on record, or it was withdrawn; state it first.");

    /// <summary>Each act has its own steps.</summary>
    public static readonly Refusal StepOfAnotherAct = new("incident-step-of-another-act", Acts,
        "The act under which this incident is knows no such step.");

    /// <summary>Nothing is reported before it is known of.</summary>
    public static readonly Refusal BeforeAwareness = new("incident-step-before-awareness", Acts,
        "The step would have been taken before the entity became aware of the incident.");

    /// <summary>A report follows the one that it adds to.</summary>
    public static readonly Refusal StepMissing = new("incident-earlier-step-missing", Acts,
        "The step that this one follows is not on record; enter it first.");

    /// <summary>Steps come in the order of the act.</summary>
    public static readonly Refusal OutOfOrder = new("incident-steps-out-of-order", Acts,
        "The step would have been taken before one that it follows, or after one that follows it.");

    /// <summary>A step is taken once.</summary>
    public static readonly Refusal StepRecordedOtherwise = new("incident-step-recorded-otherwise", Acts,
        "This step is on record with another instant; only intermediate reports are sent more than once.");
}
