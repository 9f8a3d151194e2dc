using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.ProcessingActivities;

/// <summary>What the record says of one processing activity: everything that Art. 30(1) and (2) ask for, and what a good register keeps beside it.</summary>
public sealed record ActivityContent
{
    /// <summary>What the activity is called.</summary>
    public required ImpersonalText Name { get; init; }

    /// <summary>What is done, in a few sentences.</summary>
    public ImpersonalText? Description { get; init; }

    /// <summary>For a processor: the services in which the activity is carried out; an agreement that takes one of them takes part in it.</summary>
    public IReadOnlyList<ImpersonalText> Services { get; init; } = [];

    /// <summary>Art. 30(2)(b): the categories of processing carried out on behalf of each controller.</summary>
    public Stated<IReadOnlyList<ImpersonalText>> CategoriesOfProcessing { get; init; } = Stated<IReadOnlyList<ImpersonalText>>.Missing;

    /// <summary>Art. 30(1)(a): with whom purposes and means are determined jointly (Art. 26).</summary>
    public Stated<IReadOnlyList<JointController>> JointControllers { get; init; } = Stated<IReadOnlyList<JointController>>.Missing;

    /// <summary>Art. 30(1)(b).</summary>
    public Stated<IReadOnlyList<Purpose>> Purposes { get; init; } = Stated<IReadOnlyList<Purpose>>.Missing;

    /// <summary>Art. 30(1)(c): categories of data subjects.</summary>
    public Stated<IReadOnlyList<ImpersonalText>> DataSubjects { get; init; } = Stated<IReadOnlyList<ImpersonalText>>.Missing;

    /// <summary>Art. 30(1)(c) and (f): categories of personal data, each with its time limit for erasure.</summary>
    public Stated<IReadOnlyList<DataCategory>> DataCategories { get; init; } = Stated<IReadOnlyList<DataCategory>>.Missing;

    /// <summary>Art. 30(1)(d): to whom the data have been or will be disclosed.</summary>
    public Stated<IReadOnlyList<Recipient>> Recipients { get; init; } = Stated<IReadOnlyList<Recipient>>.Missing;

    /// <summary>Art. 30(1)(e), 30(2)(c): transfers to third countries or international organisations.</summary>
    public Stated<IReadOnlyList<DataTransfer>> Transfers { get; init; } = Stated<IReadOnlyList<DataTransfer>>.Missing;

    /// <summary>Art. 30(1)(g), 30(2)(d): a general description of the measures of Art. 32(1).</summary>
    public Stated<IReadOnlyList<SecurityMeasure>> SecurityMeasures { get; init; } = Stated<IReadOnlyList<SecurityMeasure>>.Missing;

    /// <summary>Where the data are kept and from where they are seen.</summary>
    public IReadOnlyList<InformationSystem> Systems { get; init; } = [];

    /// <summary>From where the data come.</summary>
    public IReadOnlyList<DataSource> Sources { get; init; } = [];

    /// <summary>Automated decisions and profiling, Art. 22.</summary>
    public Stated<AutomatedDecisions> AutomatedDecisions { get; init; } = Stated<AutomatedDecisions>.Missing;

    /// <summary>The data protection impact assessment, Art. 35.</summary>
    public Dpia? Dpia { get; init; }

    /// <summary>Who answers for the activity within the organisation.</summary>
    public Owner? Owner { get; init; }

    /// <summary>Whether a point that the law asks for in every record of this role is said not to apply.</summary>
    internal bool DeniesWhatAlwaysApplies(ProcessingRole role) => role == ProcessingRole.Controller
        ? Purposes.State == StatedAs.NotApplicable || DataSubjects.State == StatedAs.NotApplicable || DataCategories.State == StatedAs.NotApplicable
        : CategoriesOfProcessing.State == StatedAs.NotApplicable;

    internal IEnumerable<Fault> Faults(string at, ProcessingRole? role) =>
    [
        .. Form.Size($"{at}/services", Services as System.Collections.ICollection),
        .. CategoriesOfProcessing.Faults($"{at}/categoriesOfProcessing", alwaysApplies: role == ProcessingRole.Processor),
        .. Form.Size($"{at}/categoriesOfProcessing/value", CategoriesOfProcessing.Value as System.Collections.ICollection),
        .. JointControllers.Faults($"{at}/jointControllers"),
        .. Form.Size($"{at}/jointControllers/value", JointControllers.Value as System.Collections.ICollection),
        .. Purposes.Faults($"{at}/purposes", alwaysApplies: role == ProcessingRole.Controller),
        .. Form.Each($"{at}/purposes/value", Purposes.Value, (p, pointer) => p.Faults(pointer)),
        .. DataSubjects.Faults($"{at}/dataSubjects", alwaysApplies: role == ProcessingRole.Controller),
        .. Form.Size($"{at}/dataSubjects/value", DataSubjects.Value as System.Collections.ICollection),
        .. DataCategories.Faults($"{at}/dataCategories", alwaysApplies: role == ProcessingRole.Controller),
        .. Form.Each($"{at}/dataCategories/value", DataCategories.Value, (c, pointer) => c.TimeLimitForErasure.Faults($"{pointer}/timeLimitForErasure")),
        .. Recipients.Faults($"{at}/recipients"),
        .. Form.Each($"{at}/recipients/value", Recipients.Value, (r, pointer) => r.Faults(pointer)),
        .. Transfers.Faults($"{at}/transfers"),
        .. Form.Each($"{at}/transfers/value", Transfers.Value, (t, pointer) => t.Faults(pointer)),
        .. SecurityMeasures.Faults($"{at}/securityMeasures"),
        .. Form.Size($"{at}/securityMeasures/value", SecurityMeasures.Value as System.Collections.ICollection),
        .. Form.Size($"{at}/systems", Systems as System.Collections.ICollection),
        .. Form.Size($"{at}/sources", Sources as System.Collections.ICollection),
        .. AutomatedDecisions.Faults($"{at}/automatedDecisions"),
    ];
}
