namespace ProcessingRegister.Vocabulary;

/// <summary>When a point of Art. 30 has to be filled in.</summary>
public enum PointCondition
{
    /// <summary>In every record.</summary>
    Always,

    /// <summary>Where there is such a thing; its absence is stated with the reason.</summary>
    WhereApplicable,

    /// <summary>Where it can be given; until then the reason and a date for review are.</summary>
    WherePossible,
}

/// <summary>Whose record a point belongs to, and when it has to be filled in.</summary>
/// <param name="role">Controller for Art. 30(1), processor for Art. 30(2).</param>
/// <param name="condition">When it has to be filled in.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class RecordPointAttribute(ProcessingRole role, PointCondition condition) : Attribute
{
    /// <summary>Controller for Art. 30(1), processor for Art. 30(2).</summary>
    public ProcessingRole Role { get; } = role;

    /// <summary>When it has to be filled in.</summary>
    public PointCondition Condition { get; } = condition;
}

/// <summary>
/// What a record contains, Art. 30(1)(a)-(g) and (2)(a)-(d). A lettered point that holds items of different conditions is
/// split into them: the processor's name is always due, its data protection officer only where there is one.
/// </summary>
public enum ArticleThirtyPoint
{
    /// <summary>Name and contact details of the controller.</summary>
    [Provision("Art. 30(1)(a)"), RecordPoint(ProcessingRole.Controller, PointCondition.Always)]
    Controller,

    /// <summary>Name and contact details of a joint controller.</summary>
    [Provision("Art. 30(1)(a)"), RecordPoint(ProcessingRole.Controller, PointCondition.WhereApplicable)]
    JointController,

    /// <summary>Name and contact details of the controller's representative.</summary>
    [Provision("Art. 30(1)(a)"), RecordPoint(ProcessingRole.Controller, PointCondition.WhereApplicable)]
    ControllersRepresentative,

    /// <summary>Name and contact details of the controller's data protection officer.</summary>
    [Provision("Art. 30(1)(a)"), RecordPoint(ProcessingRole.Controller, PointCondition.WhereApplicable)]
    ControllersDataProtectionOfficer,

    /// <summary>The purposes of the processing.</summary>
    [Provision("Art. 30(1)(b)"), RecordPoint(ProcessingRole.Controller, PointCondition.Always)]
    Purposes,

    /// <summary>The categories of data subjects.</summary>
    [Provision("Art. 30(1)(c)"), RecordPoint(ProcessingRole.Controller, PointCondition.Always)]
    CategoriesOfDataSubjects,

    /// <summary>The categories of personal data.</summary>
    [Provision("Art. 30(1)(c)"), RecordPoint(ProcessingRole.Controller, PointCondition.Always)]
    CategoriesOfPersonalData,

    /// <summary>The categories of recipients to whom the data have been or will be disclosed, also in third countries.</summary>
    [Provision("Art. 30(1)(d)"), RecordPoint(ProcessingRole.Controller, PointCondition.Always)]
    CategoriesOfRecipients,

    /// <summary>Transfers, with the third country or international organisation.</summary>
    [Provision("Art. 30(1)(e)"), RecordPoint(ProcessingRole.Controller, PointCondition.WhereApplicable)]
    ControllersTransfers,

    /// <summary>Suitable safeguards; due only for transfers under Art. 49(1) second subparagraph.</summary>
    [Provision("Art. 30(1)(e)"), RecordPoint(ProcessingRole.Controller, PointCondition.WhereApplicable)]
    ControllersTransferSafeguards,

    /// <summary>The envisaged time limits for erasure of each category of data.</summary>
    [Provision("Art. 30(1)(f)"), RecordPoint(ProcessingRole.Controller, PointCondition.WherePossible)]
    TimeLimitsForErasure,

    /// <summary>A general description of the measures of Art. 32(1).</summary>
    [Provision("Art. 30(1)(g)"), RecordPoint(ProcessingRole.Controller, PointCondition.WherePossible)]
    ControllersSecurityMeasures,

    /// <summary>Name and contact details of the processor or processors.</summary>
    [Provision("Art. 30(2)(a)"), RecordPoint(ProcessingRole.Processor, PointCondition.Always)]
    Processor,

    /// <summary>Name and contact details of each controller on behalf of which the processor acts.</summary>
    [Provision("Art. 30(2)(a)"), RecordPoint(ProcessingRole.Processor, PointCondition.Always)]
    ControllersActedFor,

    /// <summary>The controller's or the processor's representative.</summary>
    [Provision("Art. 30(2)(a)"), RecordPoint(ProcessingRole.Processor, PointCondition.WhereApplicable)]
    ControllersOrProcessorsRepresentative,

    /// <summary>The data protection officer, as the processor's record names it.</summary>
    [Provision("Art. 30(2)(a)"), RecordPoint(ProcessingRole.Processor, PointCondition.WhereApplicable)]
    ProcessorsDataProtectionOfficer,

    /// <summary>The categories of processing carried out on behalf of each controller.</summary>
    [Provision("Art. 30(2)(b)"), RecordPoint(ProcessingRole.Processor, PointCondition.Always)]
    CategoriesOfProcessing,

    /// <summary>Transfers, with the third country or international organisation.</summary>
    [Provision("Art. 30(2)(c)"), RecordPoint(ProcessingRole.Processor, PointCondition.WhereApplicable)]
    ProcessorsTransfers,

    /// <summary>Suitable safeguards; due only for transfers under Art. 49(1) second subparagraph.</summary>
    [Provision("Art. 30(2)(c)"), RecordPoint(ProcessingRole.Processor, PointCondition.WhereApplicable)]
    ProcessorsTransferSafeguards,

    /// <summary>A general description of the measures of Art. 32(1).</summary>
    [Provision("Art. 30(2)(d)"), RecordPoint(ProcessingRole.Processor, PointCondition.WherePossible)]
    ProcessorsSecurityMeasures,
}

/// <summary>Looks up what the law says of a point.</summary>
public static class ArticleThirtyPoints
{
    /// <summary>When the point has to be filled in.</summary>
    public static PointCondition Condition(this ArticleThirtyPoint point) => Annotation(point).Condition;

    /// <summary>Whose record the point belongs to.</summary>
    public static ProcessingRole Role(this ArticleThirtyPoint point) => Annotation(point).Role;

    /// <summary>The points of one role's record, in the order of the article.</summary>
    public static IEnumerable<ArticleThirtyPoint> Of(ProcessingRole role) =>
        Enum.GetValues<ArticleThirtyPoint>().Where(point => point.Role() == role);

    private static RecordPointAttribute Annotation(ArticleThirtyPoint point) =>
        Terms.Annotation<RecordPointAttribute>(point) ?? throw new ArgumentOutOfRangeException(nameof(point), "Not a point of Art. 30.");
}
