using ProcessingRegister.Decisions;

namespace ProcessingRegister.Organisations;

/// <summary>The rules that forbid something to or about the keeper of a register.</summary>
public static class OrganisationRefusals
{
    /// <summary>A slug names one organisation for ever, since links and proofs carry it.</summary>
    public static readonly Refusal SlugTaken = new("organisation-slug-taken", "Art. 5(2)",
        "An organisation of this slug keeps, or kept, a register here; choose another.");

    /// <summary>A statement may not take effect before the one that it follows.</summary>
    public static readonly Refusal TakesEffectBeforeLatest = new("organisation-takes-effect-before-latest", "Art. 5(2)",
        "The revision would take effect before the statement that it follows.");

    /// <summary>A change of jurisdiction moves the clock of the whole register, which cannot be promised for a day to come.</summary>
    public static readonly Refusal JurisdictionChangesAhead = new("organisation-jurisdiction-changes-ahead", "Regulation 1182/71 Art. 3",
        "A change of jurisdiction changes the zone by which the register reckons days; it can be recorded once it has taken effect.");
}
