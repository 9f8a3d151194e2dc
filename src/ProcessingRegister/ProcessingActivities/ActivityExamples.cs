using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.ProcessingActivities;

/// <summary>What the description of the interface shows as an example.</summary>
internal static class ActivityExamples
{
    /// <summary>A controller's activity, with each of the four states of a point.</summary>
    public static ActivityContent Support { get; } = new()
    {
        Name = "Customer support",
        Description = "Requests by e-mail and telephone.",
        JointControllers = new(StatedAs.NotApplicable, Reason: new PersonalText("The organisation decides alone.")),
        Purposes = Provided<Purpose>(new Purpose("Answer requests of customers", Provided(LegalBasis.Contract))),
        DataSubjects = Provided<ImpersonalText>("employees of customers"),
        DataCategories = Provided(new DataCategory("Support data", "What is written in a request.")
        {
            TimeLimitForErasure = new(StatedAs.Provided, new TimeLimitForErasure("Two years after the request was closed", Years: 2,
                Trigger: ErasureTrigger.PurposeFulfilled, Method: ErasureMethod.Erasure)),
        }),
        Recipients = Provided(new Recipient(RecipientKind.Processor, "Provider of the help desk tool", Country: CountryCode.Parse("NO"))),
        Transfers = new(StatedAs.NotYetPossible, Reason: new PersonalText("The provider has been asked where its staff work."), ReviewBy: new DateOnly(2030, 1, 31)),
        SecurityMeasures = Provided(new SecurityMeasure(SecurityMeasureKind.AccessControl, "Access on a need-to-know basis")),
        Systems = [new InformationSystem("Help desk", [Territory.EuropeanEconomicArea], [Territory.EuropeanEconomicArea])],
        Owner = new Owner("Support", new ContactPerson { Name = new PersonalText("Head of support"), Email = new PersonalText("support@example.org") }),
    };

    private static Stated<IReadOnlyList<T>> Provided<T>(params T[] items) => new(StatedAs.Provided, items);
}
