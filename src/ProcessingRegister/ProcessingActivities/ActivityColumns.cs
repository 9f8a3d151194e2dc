using System.Globalization;
using System.Text.Json.Nodes;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.ProcessingActivities;

/// <summary>The list of activities as a table.</summary>
public static class ActivityColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<ProcessingActivity>> All { get; } =
    [
        new("id", a => a.Id.ToString()),
        new("version", a => a.Version.ToString(CultureInfo.InvariantCulture)),
        new("reference", a => a.Reference.Value),
        new("role", a => Words.Of(a.Role)),
        new("effectiveFrom", a => Words.Of(a.EffectiveFrom)),
        new("endedOn", a => Words.Of(a.EndedOn)),
        new("approvedOn", a => Words.Of(a.Approval?.On)),
        new("nextReviewBy", a => Words.Of(a.LastReview?.NextBy)),
        new("name", a => a.Content.Name.Value),
        new("description", a => a.Content.Description?.Value),
        new("services", a => Words.Join(a.Content.Services, s => s.Value)),
        new("categoriesOfProcessing", a => Words.OfEach(a.Content.CategoriesOfProcessing, c => c.Value)),
        new("jointControllers", a => Words.OfEach(a.Content.JointControllers, ActivityWords.Of)),
        new("purposes", a => Words.OfEach(a.Content.Purposes, ActivityWords.Of)),
        new("dataSubjects", a => Words.OfEach(a.Content.DataSubjects, s => s.Value)),
        new("dataCategories", a => Words.OfEach(a.Content.DataCategories, c =>
            Words.Phrase(ActivityWords.Of(c), $"kept: {Words.Of(c.TimeLimitForErasure, ActivityWords.Of)}"))),
        new("recipients", a => Words.OfEach(a.Content.Recipients, ActivityWords.Of)),
        new("transfers", a => Words.OfEach(a.Content.Transfers, ActivityWords.Of)),
        new("securityMeasures", a => Words.OfEach(a.Content.SecurityMeasures, ActivityWords.Of)),
        new("systems", a => Words.Join(a.Content.Systems, s => s.Name.Value)),
        new("ownerUnit", a => a.Content.Owner?.Unit?.Value),
        new("ownerPerson", a => a.Content.Owner?.Person is { } person ? Words.Of(person) : null),
    ];

    /// <summary>What the activities of one role contain; all when <c>null</c>.</summary>
    public static JsonObject? Of(ProcessingRole? role) => role is { } asked ? new JsonObject { ["role"] = Words.Of(asked) } : null;
}
