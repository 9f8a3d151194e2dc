using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary>Whether a point is stated.</summary>
/// <param name="Point">Which.</param>
/// <param name="Provision">The letter of the article.</param>
/// <param name="Condition">When the law asks for it.</param>
/// <param name="State">Whether it is stated.</param>
/// <param name="Reason">Why it does not apply, or cannot be stated yet.</param>
/// <param name="ReviewBy">By when it is looked at again.</param>
public sealed record PointState(
    ArticleThirtyPoint Point, string Provision, PointCondition Condition, StatedAs State, PersonalText? Reason = null, DateOnly? ReviewBy = null)
{
    /// <summary>The state of a point.</summary>
    public static PointState Of(Point point) => new(point.Name, point.Provision, point.Name.Condition(), point.State, point.Reason, point.ReviewBy);
}

/// <summary>What a record is, in this document.</summary>
public enum RecordKind
{
    /// <summary>Who keeps the records.</summary>
    Keeper,

    /// <summary>A processing activity.</summary>
    ProcessingActivity,

    /// <summary>An agreement with a controller.</summary>
    ProcessingAgreement,
}

/// <summary>How complete one record is.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Which.</param>
/// <param name="Role">Whose record it belongs to.</param>
/// <param name="Reference">The activity's reference, or none.</param>
/// <param name="Points">The points that the article asks for in the record of this role, and no others (rule 2.2).</param>
/// <param name="Transfers">What the law says of the transfers; absent when the keeper's jurisdiction is not on record, or its law not known.</param>
/// <param name="UnstatedTransfers">Transfers that the places of the activity's systems imply.</param>
public sealed record RecordCompleteness(
    RecordKind Kind, Guid Id, ProcessingRole Role, ImpersonalText? Reference, IReadOnlyList<PointState> Points,
    IReadOnlyList<AssessedTransfer>? Transfers = null, IReadOnlyList<UnstatedTransfer>? UnstatedTransfers = null)
{
    /// <summary>How complete an activity is.</summary>
    public static RecordCompleteness Of(ProcessingActivity a, LawInForce? law) => new(
        RecordKind.ProcessingActivity, a.Id, a.Role, a.Reference,
        [.. (a.Role == ProcessingRole.Controller ? ActivityPoints.OfController(a.Content) : ActivityPoints.OfProcessor(a.Content)).Select(PointState.Of)],
        law is null ? null : TransferFindings.Of(a, law), law is null ? null : TransferFindings.Unstated(a, law));

    /// <summary>How complete an agreement's part of the processor's record is. Under an agreement that takes part in nothing, point (b) is missing.</summary>
    public static RecordCompleteness Of(ProcessingAgreement a, ProcessingByService activities) => new(
        RecordKind.ProcessingAgreement, a.Id, ProcessingRole.Processor, null,
        [
            .. ProcessorsEntry.PointsOf(a).Select(PointState.Of),
            .. activities.Under(a).Count == 0 ? [PointState.Of(new Point(ArticleThirtyPoint.CategoriesOfProcessing, StatedAs.Missing))] : Array.Empty<PointState>(),
        ]);
}

/// <summary>How often a point is in each state.</summary>
/// <param name="Point">The point.</param>
/// <param name="Provision">The letter of the article.</param>
/// <param name="Provided">It is stated.</param>
/// <param name="NotApplicable">It does not apply.</param>
/// <param name="NotYetPossible">It cannot be stated yet.</param>
/// <param name="Missing">A gap.</param>
public sealed record PointCount(ArticleThirtyPoint Point, string Provision, int Provided, int NotApplicable, int NotYetPossible, int Missing);

/// <summary>The whole register in numbers.</summary>
public sealed class CompletenessSummary
{
    private readonly SortedDictionary<ArticleThirtyPoint, int[]> counts = [];
    private readonly SortedDictionary<TransferVerdict, int> verdicts = [];

    /// <summary>How many records were counted.</summary>
    public int Records { get; private set; }

    /// <summary>How many of them have no gap.</summary>
    public int WithoutGap { get; private set; }

    /// <summary>Each point, in the order of the article.</summary>
    public IReadOnlyList<PointCount> Points =>
        [.. counts.Select(c => new PointCount(c.Key, c.Key.Provision()!, c.Value[(int)StatedAs.Provided], c.Value[(int)StatedAs.NotApplicable],
            c.Value[(int)StatedAs.NotYetPossible], c.Value[(int)StatedAs.Missing]))];

    /// <summary>How many transfers there are of each verdict.</summary>
    public IReadOnlyDictionary<string, int> Transfers => verdicts.ToDictionary(v => Reading.Words.Of(v.Key), v => v.Value);

    /// <summary>How many transfers are implied by the places of systems, and not stated.</summary>
    public int UnstatedTransfers { get; private set; }

    /// <summary>Counts one more record.</summary>
    public void Add(RecordCompleteness record)
    {
        Records++;
        WithoutGap += record.Points.All(p => p.State != StatedAs.Missing) ? 1 : 0;
        foreach (var point in record.Points)
        {
            if (!counts.TryGetValue(point.Point, out var states))
                counts[point.Point] = states = new int[Enum.GetValues<StatedAs>().Length];
            states[(int)point.State]++;
        }

        foreach (var transfer in record.Transfers ?? [])
            verdicts[transfer.Verdict] = verdicts.GetValueOrDefault(transfer.Verdict) + 1;
        UnstatedTransfers += record.UnstatedTransfers?.Count ?? 0;
    }
}
