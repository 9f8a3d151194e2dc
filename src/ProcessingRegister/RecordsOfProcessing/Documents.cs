using System.Text.Json.Serialization;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary>A page of one of the records of processing activities: who keeps it, and its entries.</summary>
/// <param name="Provision">Which record.</param>
/// <param name="Keeper">The points that are the same for every entry.</param>
/// <param name="Items">The entries of this page.</param>
/// <param name="NextCursor">What to send as <c>cursor</c> for the next page; <c>null</c> on the last.</param>
public sealed record RecordOfProcessing<T>(
    string Provision, IReadOnlyList<Point> Keeper, IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor);

/// <summary>One activity in the controller's record, Art. 30(1).</summary>
/// <param name="Id">The activity.</param>
/// <param name="Version">Its version.</param>
/// <param name="Reference">The organisation's own name for it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="EffectiveFrom">Since when what is said holds.</param>
/// <param name="Points">What is stated of each point.</param>
public sealed record ControllersEntry(
    Guid Id, long Version, ImpersonalText Reference, ImpersonalText Name, DateOnly EffectiveFrom, IReadOnlyList<Point> Points)
{
    /// <summary>The activity as the controller's record shows it.</summary>
    public static ControllersEntry Of(ProcessingActivity a) =>
        new(a.Id, a.Version, a.Reference, a.Content.Name, a.EffectiveFrom, ActivityPoints.OfController(a.Content));
}

/// <summary>One controller in the processor's record, Art. 30(2), with all that is carried out on its behalf.</summary>
/// <param name="Agreement">The agreement with the controller.</param>
/// <param name="Version">Its version.</param>
/// <param name="StartedOn">The first day of the services.</param>
/// <param name="EffectiveFrom">Since when what is said of the controller holds.</param>
/// <param name="Points">Art. 30(2)(a) as far as it is the controller's.</param>
/// <param name="Processing">Art. 30(2)(b)-(d), for each activity in which the agreement takes part.</param>
public sealed record ProcessorsEntry(
    Guid Agreement, long Version, DateOnly StartedOn, DateOnly EffectiveFrom, IReadOnlyList<Point> Points, IReadOnlyList<CarriedOut> Processing)
{
    /// <summary>Who processes for this controller on the organisation's behalf, Art. 28(2) and (4); given in one controller's extract.</summary>
    public IReadOnlyList<ChainLink>? Subprocessors { get; init; }

    /// <summary>The agreement joined with the activities in which it takes part.</summary>
    public static ProcessorsEntry Of(ProcessingAgreement a, ProcessingByService activities) =>
        new(a.Id, a.Version, a.StartedOn, a.EffectiveFrom, PointsOf(a), activities.Under(a));

    /// <summary>Art. 30(2)(a) as far as it is the controller's.</summary>
    public static IReadOnlyList<Point> PointsOf(ProcessingAgreement a) =>
    [
        Point.OfParty(ArticleThirtyPoint.ControllersActedFor, new Party(a.Content.ControllerName, a.OrganisationNumber, a.Country, Contact: a.Content.Contact)),
        Point.Of(ArticleThirtyPoint.ControllersOrProcessorsRepresentative, a.Content.Representative, Words.Of),
        Point.Of(ArticleThirtyPoint.ProcessorsDataProtectionOfficer, a.Content.DataProtectionOfficer, Words.Of),
    ];
}

/// <summary>The records as tables: for the controller's one row for each activity, for the processor's one for each controller and activity.</summary>
public static class Tables
{
    /// <summary>Art. 30(1).</summary>
    public static IReadOnlyList<Column<ControllersEntry>> Controllers(IReadOnlyList<Point> keeper) =>
    [
        .. keeper.Select(point => new Column<ControllersEntry>(Heading(point.Name), _ => point.Cell)),
        new("activity", e => e.Reference.Value),
        new("name", e => e.Name.Value),
        new("effectiveFrom", e => Words.Of(e.EffectiveFrom)),
        .. ArticleThirtyPoints.Of(ProcessingRole.Controller).Except(keeper.Select(point => point.Name))
            .Select(name => new Column<ControllersEntry>(Heading(name), e => e.Points.First(p => p.Name == name).Cell)),
    ];

    /// <summary>Art. 30(2). A controller for whom no activity is on record has one row, in which those points are missing.</summary>
    /// <param name="keeper">The points that are the same for every row.</param>
    /// <param name="withChain">Whether there is a column for the chain of subprocessors, as in one controller's extract.</param>
    public static IReadOnlyList<Column<(ProcessorsEntry Entry, CarriedOut? Activity)>> Processors(IReadOnlyList<Point> keeper, bool withChain = false) =>
    [
        .. keeper.Select(point => new Column<(ProcessorsEntry, CarriedOut?)>($"{Heading(point.Name)} (keeper)", _ => point.Cell)),
        .. keeper.Select(point => point.Name == ArticleThirtyPoint.Processor ? ArticleThirtyPoint.ControllersActedFor : point.Name)
            .Select(name => new Column<(ProcessorsEntry Entry, CarriedOut?)>($"{Heading(name)} (controller)", row => row.Entry.Points.First(p => p.Name == name).Cell)),
        new("agreement", row => row.Entry.Agreement.ToString()),
        new("startedOn", row => Words.Of(row.Entry.StartedOn)),
        new("activity", row => row.Activity?.Reference.Value),
        new("name", row => row.Activity?.Name.Value),
        .. ArticleThirtyPoints.Of(ProcessingRole.Processor).Where(IsActivitys).Select(name => new Column<(ProcessorsEntry, CarriedOut? Activity)>(
            Heading(name), row => row.Activity is { } activity ? activity.Points.First(p => p.Name == name).Cell : "missing")),
        .. withChain ? [new("Art. 28(2), (4) subprocessors", row => ChainWords.Of(row.Entry.Subprocessors))]
            : Array.Empty<Column<(ProcessorsEntry Entry, CarriedOut?)>>(),
    ];

    /// <summary>The rows of one controller.</summary>
    public static IEnumerable<(ProcessorsEntry Entry, CarriedOut? Activity)> Rows(ProcessorsEntry entry) =>
        entry.Processing.Count == 0 ? [(entry, null)] : entry.Processing.Select(activity => (entry, (CarriedOut?)activity));

    private static bool IsActivitys(ArticleThirtyPoint point) => point.Provision() is not "Art. 30(2)(a)";

    private static string Heading(ArticleThirtyPoint point) => $"{point.Provision()} {Words.Of(point)}";
}
