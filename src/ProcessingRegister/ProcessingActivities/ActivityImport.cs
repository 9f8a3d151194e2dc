using ProcessingRegister.Decisions;

namespace ProcessingRegister.ProcessingActivities;

/// <summary>How processing activities take part in imports.</summary>
public static class ActivityImport
{
    /// <summary>The section <c>processingActivities</c>: each item is a <see cref="RegisterProcessingActivity"/>, and revises the activity of its reference.</summary>
    public static IImportable Section { get; } = Importable.Of<ProcessingActivity, RegisterProcessingActivity>(
        "processingActivities",
        item => item.Reference.Value,
        (item, activity, now) => item.Role != activity.Role
            ? Decision.Refuse(ActivityRefusals.RoleIsFixed)
            : new ReviseProcessingActivity(item.Content, item.EffectiveFrom).Decide(activity, now))
    with
    {
        Columns =
        [
            new("reference", "/reference"),
            new("role", "/role"),
            new("effectiveFrom", "/effectiveFrom"),
            new("name", "/content/name"),
            new("description", "/content/description"),
            new("services", "/content/services/*"),
            new("categoriesOfProcessing", "/content/categoriesOfProcessing/value/*"),
            new("purposes", "/content/purposes/value/*/text"),
            new("legalBases", "/content/purposes/value/*/legalBases/value/*"),
            new("dataSubjects", "/content/dataSubjects/value/*"),
            new("dataCategories", "/content/dataCategories/value/*/name"),
            new("recipients", "/content/recipients/value/*", "kind", "name"),
            new("securityMeasures", "/content/securityMeasures/value/*", "kind", "description"),
        ],
    };
}
