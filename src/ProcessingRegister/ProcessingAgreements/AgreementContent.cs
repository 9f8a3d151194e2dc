using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.ProcessingAgreements;

/// <summary>What an agreement says: the controller's part of Art. 30(2)(a), the contract of Art. 28(3), and the periods and places that it promises.</summary>
public sealed record AgreementContent
{
    /// <summary>The longest time to give notice of a breach that is accepted, in hours: a year.</summary>
    public const int MaxBreachNoticeHours = 8760;

    /// <summary>Art. 30(2)(a): the controller's name. A controller may be a sole proprietor, so that it may be a person's.</summary>
    public required PersonalText ControllerName { get; init; }

    /// <summary>Art. 30(2)(a): whom to reach at the controller; <c>null</c> is a gap.</summary>
    public ContactPerson? Contact { get; init; }

    /// <summary>Art. 30(2)(a), 37: the controller's data protection officer.</summary>
    public Stated<ContactPerson> DataProtectionOfficer { get; init; } = Stated<ContactPerson>.Missing;

    /// <summary>Art. 30(2)(a), 27: the controller's representative in the Union.</summary>
    public Stated<ContactPerson> Representative { get; init; } = Stated<ContactPerson>.Missing;

    /// <summary>Who is invoiced, where that is another than the controller. Information only: it identifies nobody.</summary>
    public PersonalText? InvoicingPartner { get; init; }

    /// <summary>The services taken; the agreement takes part in each processing activity that is carried out in one of them.</summary>
    public IReadOnlyList<ImpersonalText> Services { get; init; } = [];

    /// <summary>The version of the agreement's text.</summary>
    public ImpersonalText? AgreementVersion { get; init; }

    /// <summary>Reference of the signed document.</summary>
    public ImpersonalText? Document { get; init; }

    /// <summary>When it was signed.</summary>
    public DateOnly? SignedOn { get; init; }

    /// <summary>Until when, this day included, it was agreed to run; open-ended when absent.</summary>
    public DateOnly? RunsUntil { get; init; }

    /// <summary>Art. 28(3): what the agreement sets out, each with the clause that does so.</summary>
    public IReadOnlyList<AgreedItem> Items { get; init; } = [];

    /// <summary>Art. 28(2): on what terms another processor may be engaged.</summary>
    public SubprocessorTerms? Subprocessors { get; init; }

    /// <summary>Art. 33(2): hours from becoming aware of a breach within which the agreement promises notice; the law itself names no number.</summary>
    public int? BreachNoticeHours { get; init; }

    /// <summary>Art. 28(4): what the contracts with other processors have to say besides; <c>null</c> where the agreement demands nothing of its own.</summary>
    public SubprocessorDemands? DemandedOfSubprocessors { get; init; }

    /// <summary>Where the data may lie and from where they may be seen.</summary>
    public IReadOnlyList<ResidencyCommitment> Residency { get; init; } = [];

    /// <summary>The last day of the controller's financial year, from which statutory retention runs.</summary>
    public MonthDay? FinancialYearEnd { get; init; }

    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. string.IsNullOrWhiteSpace(ControllerName.Value) ? [new Fault($"{at}/controllerName", "must not be empty")] : Array.Empty<Fault>(),
        .. DataProtectionOfficer.Faults($"{at}/dataProtectionOfficer"),
        .. Representative.Faults($"{at}/representative"),
        .. Form.Size($"{at}/services", Services as System.Collections.ICollection),
        .. Form.Each($"{at}/items", Items, (item, pointer) => Items.Count(i => i.Item == item.Item) > 1
            ? [new Fault($"{pointer}/item", "must not be named twice; name all its clauses in one evidence")] : []),
        .. Subprocessors?.Faults($"{at}/subprocessors") ?? [],
        .. BreachNoticeHours is < 0 or > MaxBreachNoticeHours
            ? [new Fault($"{at}/breachNoticeHours", $"must be from 0 to {MaxBreachNoticeHours}")] : Array.Empty<Fault>(),
        .. DemandedOfSubprocessors?.Faults($"{at}/demandedOfSubprocessors") ?? [],
        .. Form.Each($"{at}/residency", Residency, (r, pointer) => r.Faults(pointer)),
        .. FinancialYearEnd?.Faults($"{at}/financialYearEnd") ?? [],
    ];
}
