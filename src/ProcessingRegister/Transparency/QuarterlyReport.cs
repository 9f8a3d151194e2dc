using System.Diagnostics;
using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Transparency;

/// <summary>An edition was made and its files were frozen. It stands as a draft until it is published or withdrawn.</summary>
/// <param name="Year">The year of the quarter.</param>
/// <param name="Quarter">1 to 4.</param>
/// <param name="Edition">Its number; the number of a draft that was withdrawn is used again, that of an edition that was published never.</param>
/// <param name="Basis">All that it is a function of.</param>
/// <param name="Files">The frozen files, by name.</param>
/// <param name="Revisions">How many cells say something else than in the edition that it supersedes.</param>
/// <param name="Profile">The profile.</param>
public sealed record EditionDrafted(
    int Year, int Quarter, int Edition, EditionBasis Basis, IReadOnlyList<FrozenFile> Files, int Revisions, ReportProfile Profile = ReportProfile.Public);

/// <summary>A draft was published. From then on it is never changed, and never goes.</summary>
/// <param name="Edition">Its number.</param>
/// <param name="PublishedAt">When (UTC).</param>
/// <param name="Summary">The file that names the day of publication, where a template asks for one: it could not be frozen before.</param>
public sealed record EditionPublished(int Edition, DateTimeOffset PublishedAt, FrozenFile? Summary = null);

/// <summary>A draft was discarded before it was published.</summary>
public sealed record EditionWithdrawn(int Edition, DateTimeOffset WithdrawnAt);

/// <summary>What an edition is a function of, besides the events: whoever has both makes the same bytes.</summary>
/// <param name="Position">The last position of the event store that counts.</param>
/// <param name="RecordedAt">When the organisation's last event up to there was recorded (UTC).</param>
/// <param name="Checkpoint">The ledger's checkpoint that covers all of the organisation's events up to there.</param>
/// <param name="Policy">The version of the policy.</param>
/// <param name="CodeLists">The version of the code lists.</param>
/// <param name="Zone">The IANA zone whose days the quarter is made of.</param>
/// <param name="Published">The editions of the profile that had been published; whether something can be computed from all of them together was examined.</param>
/// <param name="Profiles">Which profiles were published beside the one for everybody, from which year on: what they show is in no other.</param>
public sealed record EditionBasis(
    long Position, DateTimeOffset RecordedAt, NamedCheckpoint Checkpoint, ImpersonalText Policy, ImpersonalText CodeLists, ImpersonalText Zone,
    IReadOnlyList<EditionReference> Published, IReadOnlyList<ProfilesOfYear>? Profiles = null)
{
    /// <summary>Whether an edition that was made so is safe beside these.</summary>
    internal bool IsMadeBeside(IReadOnlyList<EditionReference> published, IReadOnlyList<ProfilesOfYear> profiles) =>
        Published.SequenceEqual(published) && (Profiles ?? []).SequenceEqual(profiles);
}

/// <summary>A checkpoint of the ledger, as an edition names it (c2sp.org/tlog-checkpoint).</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">The tree size.</param>
/// <param name="Root">The root hash, RFC 9162 section 2.1.1.</param>
public sealed record NamedCheckpoint(ImpersonalText Origin, long Size, byte[] Root)
{
    /// <summary>Origin, size and root, parted by spaces, as in the header <c>Ledger-Checkpoint</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Origin} {Size} {Convert.ToBase64String(Root)}");
}

/// <summary>An edition of some quarter.</summary>
public sealed record EditionReference(int Year, int Quarter, int Edition);

/// <summary>A file of an edition.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">Its digest, under which it is kept.</param>
/// <param name="Length">Its length in bytes.</param>
public sealed record FrozenFile(ImpersonalText Name, byte[] Sha256, long Length);

/// <summary>How an edition stands.</summary>
public enum EditionState
{
    /// <summary>Made, and not published.</summary>
    Draft,

    /// <summary>Published.</summary>
    Published,

    /// <summary>Discarded before it was published.</summary>
    Withdrawn,
}

/// <summary>An edition of one quarter's report.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">How it stands.</param>
/// <param name="Basis">What it was made from.</param>
/// <param name="Files">Its files.</param>
/// <param name="Revisions">How many cells say something else than in the edition that it supersedes.</param>
/// <param name="PublishedAt">When it was published (UTC).</param>
public sealed record ReportEdition(
    int Number, EditionState State, EditionBasis Basis, IReadOnlyList<FrozenFile> Files, int Revisions, DateTimeOffset? PublishedAt = null)
{
    /// <summary>The file that was frozen when it was published, where there is one.</summary>
    public FrozenFile? Summary { get; init; }

    /// <summary>All files that are shown.</summary>
    internal IEnumerable<FrozenFile> AllFiles => Summary is null ? Files : Files.Append(Summary);

    /// <summary>Whether another says the same figures, whatever else was recorded meanwhile: tables hold figures and nothing about the cut-off.</summary>
    internal bool SaysTheSameAs(IReadOnlyList<FrozenFile> files) => Tables(Files).SequenceEqual(Tables(files));

    private static IEnumerable<string> Tables(IReadOnlyList<FrozenFile> files) => files.Where(file => file.Name.Value.EndsWith(".csv", StringComparison.Ordinal))
        .Select(file => $"{file.Name} {Convert.ToHexStringLower(file.Sha256)}").Order(StringComparer.Ordinal);
}

/// <summary>The transparency report on one quarter in one profile: its editions.</summary>
/// <param name="Id">The record, derived from the organisation, the quarter and the profile, so that there is one.</param>
/// <param name="Year">The year.</param>
/// <param name="Quarter">1 to 4.</param>
public sealed record QuarterlyReport(Guid Id, int Year, int Quarter) : Record(Id), IRecord<QuarterlyReport>
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } = [typeof(EditionDrafted), typeof(EditionPublished), typeof(EditionWithdrawn)];

    static string IRecord<QuarterlyReport>.Kind => "quarterly_report";

    /// <summary>The profile.</summary>
    public ReportProfile Profile { get; init; }

    /// <summary>The editions, by number.</summary>
    public IReadOnlyList<ReportEdition> Editions { get; init; } = [];

    /// <summary>What is not as it should be, as found when the record is shown; never stored.</summary>
    public IReadOnlyList<ReportFinding>? Findings { get; init; }

    /// <summary>The edition that counts: the last that was published.</summary>
    [JsonIgnore]
    public ReportEdition? Current => Editions.LastOrDefault(edition => edition.State == EditionState.Published);

    /// <summary>The draft.</summary>
    [JsonIgnore]
    public ReportEdition? Draft => Editions.LastOrDefault(edition => edition.State == EditionState.Draft);

    /// <summary>The first day after the quarter, in the organisation's zone.</summary>
    [JsonIgnore]
    public DateOnly EndExclusive => new DateOnly(Year, (Quarter * 3) - 2, 1).AddMonths(3);

    /// <summary>The edition of a number.</summary>
    public ReportEdition? Find(int number) => Editions.FirstOrDefault(edition => edition.Number == number);

    static QuarterlyReport IRecord<QuarterlyReport>.Evolve(QuarterlyReport? report, Guid id, object @event) => (report, @event) switch
    {
        (_, EditionDrafted e) => (report ?? new(id, e.Year, e.Quarter) { Profile = e.Profile }).With(new(e.Edition, EditionState.Draft, e.Basis, e.Files, e.Revisions)),
        ({ } r, EditionPublished e) => r.With(r.Find(e.Edition)! with { State = EditionState.Published, PublishedAt = e.PublishedAt, Summary = e.Summary }),
        ({ } r, EditionWithdrawn e) => r.With(r.Find(e.Edition)! with { State = EditionState.Withdrawn }),
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {report?.GetType().Name ?? "nothing"}."),
    };

    /// <summary>Decides what becomes of a draft that was made.</summary>
    /// <param name="report">The report so far.</param>
    /// <param name="drafted">The draft.</param>
    /// <param name="now">When.</param>
    internal static Decision Take(QuarterlyReport? report, EditionDrafted drafted, Moment now) =>
        report?.Draft is { } draft
            ? draft.SaysTheSameAs(drafted.Files) && draft.Basis.IsMadeBeside(drafted.Basis.Published, drafted.Basis.Profiles ?? []) ? Decision.AlreadyDone
            : Decision.Append(new EditionWithdrawn(draft.Number, now.Instant), drafted)
        : report?.Current is not null && drafted.Revisions == 0 ? Decision.Refuse(EditionRefusals.NothingChanged)
        : Decision.Append(drafted);

    private QuarterlyReport With(ReportEdition edition) =>
        this with { Editions = [.. Editions.Where(e => e.Number != edition.Number).Append(edition).OrderBy(e => e.Number)] };
}
