using System.Collections.Immutable;
using MerkleLog;

namespace Verifier.Reports;

/// <summary>What a check found.</summary>
public enum Verdict
{
    /// <summary>All that was checkable is as it must be.</summary>
    Passed,

    /// <summary>Something is not as it must be.</summary>
    Failed,

    /// <summary>Nothing is proven either way, and the statement says why. It is not a kind of success.</summary>
    NotChecked,
}

/// <summary>The checks of docs/ledger-format.md section 8, by their ids.</summary>
public static class CheckId
{
    /// <summary>The checkpoint is signed by the log and by enough witnesses.</summary>
    public const string Checkpoint = "V1";

    /// <summary>The entries give the root.</summary>
    public const string Entries = "V2";

    /// <summary>The hash tiles are those of the entries.</summary>
    public const string Tiles = "V3";

    /// <summary>The rows give the entries.</summary>
    public const string Rows = "V4";

    /// <summary>The personal values open their commitments.</summary>
    public const string Values = "V4b";

    /// <summary>Every entry has its row, and every row its entry.</summary>
    public const string Completeness = "V5";

    /// <summary>Versions without gaps, ids once, times in order with timestamps.</summary>
    public const string Sequence = "V6";

    /// <summary>The log continues every checkpoint that is known of it.</summary>
    public const string History = "V7";

    /// <summary>What others attested is genuine and of this log.</summary>
    public const string Anchors = "V8";

    /// <summary>What was erased or redacted, was so by an event of the log.</summary>
    public const string Erasures = "V9";

    /// <summary>All ids in their order.</summary>
    public static ImmutableArray<string> All { get; } = [Checkpoint, Entries, Tiles, Rows, Values, Completeness, Sequence, History, Anchors, Erasures];

    /// <summary>The parts of checks that can stay unchecked while the rest is checked; each is the check's id, a dot, and a word.</summary>
    public static ImmutableArray<string> Parts { get; } =
        [Part.Withheld, Part.OriginCodes, Part.Unsealed, Part.Times, Part.SignedHistory, Part.Cosignatures, Part.AnchorLog, Part.Revocation, Part.ErasedValues];

    /// <summary>Parts of checks.</summary>
    public static class Part
    {
        /// <summary>Entries that are withheld from whoever this copy was made for.</summary>
        public const string Withheld = "V2.withheld";

        /// <summary>The origin codes under the origin key.</summary>
        public const string OriginCodes = "V4.mac";

        /// <summary>The rows that have no entry.</summary>
        public const string Unsealed = "V5.unsealed";

        /// <summary>The times of the entries against timestamps of others.</summary>
        public const string Times = "V6.times";

        /// <summary>The checkpoints that the ledger itself keeps.</summary>
        public const string SignedHistory = "V7.history";

        /// <summary>The cosignatures that were collected.</summary>
        public const string Cosignatures = "V8.cosignatures";

        /// <summary>The proofs of the anchor log.</summary>
        public const string AnchorLog = "V8.anchor-log";

        /// <summary>Whether a timestamp authority's certificate was revoked.</summary>
        public const string Revocation = "V8.revocation";

        /// <summary>The values that are gone.</summary>
        public const string ErasedValues = "V9.values";
    }
}

/// <summary>A part of a check that was not made.</summary>
/// <param name="Part">Which, one of <see cref="CheckId.Parts"/>.</param>
/// <param name="Reason">Why.</param>
public sealed record UncheckedPart(string Part, string Reason);

/// <summary>The outcome of one check.</summary>
/// <param name="Id">Which check, one of <see cref="CheckId.All"/>.</param>
/// <param name="Verdict">What it found.</param>
/// <param name="Statement">What exactly was proven, or why nothing was.</param>
/// <param name="Findings">What is wrong and where: ids and leaf indexes, never contents; the first of them.</param>
/// <param name="FindingCount">How many there are in all.</param>
/// <param name="Unchecked">The parts that were not checked.</param>
public sealed record CheckResult(
    string Id, Verdict Verdict, string Statement, ImmutableArray<string> Findings, long FindingCount, ImmutableArray<UncheckedPart> Unchecked)
{
    internal static CheckResult NotChecked(string id, string reason) => new(id, Verdict.NotChecked, reason, [], 0, []);
}

/// <summary>How many rows, or values, stand in each state.</summary>
/// <param name="Intact">They open their commitments.</param>
/// <param name="ErasedLawfully">They open nothing, and a sealed event says why.</param>
/// <param name="Mismatch">They do not open their commitments, or are gone without a sealed event.</param>
/// <param name="Undecided">They are gone, and the events that might say why cannot be read.</param>
public sealed record ItemCounts(long Intact, long ErasedLawfully, long Mismatch, long Undecided);

/// <summary>Everything that a verification did and did not prove.</summary>
/// <param name="Origin">The log; empty where no checkpoint could be read.</param>
/// <param name="TreeSize">The size that the checkpoint states.</param>
/// <param name="RootHash">The root hash that it states.</param>
/// <param name="MadeAt">When the ledger was read, as it says itself.</param>
/// <param name="MergeDelaySeconds">How long a row may wait for its entry, as the ledger says itself, in seconds.</param>
/// <param name="Checks">The checks in the order of <see cref="CheckId.All"/>.</param>
/// <param name="Rows">The rows by their state.</param>
/// <param name="Values">The personal values by their state; null where they were not included.</param>
/// <param name="WaitingRows">Rows that were too young to have an entry.</param>
public sealed record VerificationReport(
    string Origin, long TreeSize, Hash RootHash, DateTimeOffset? MadeAt, int? MergeDelaySeconds,
    ImmutableArray<CheckResult> Checks, ItemCounts? Rows, ItemCounts? Values, long WaitingRows)
{
    /// <summary>The result of a check.</summary>
    public CheckResult this[string id] => Checks.Single(check => check.Id == id);

    /// <summary>The checks and parts among the required ones that were not made.</summary>
    public IEnumerable<string> Missing(IEnumerable<string> required) =>
        required.Where(id => Checks.Any(check => (check.Id == id && check.Verdict == Verdict.NotChecked)
            || check.Unchecked.Any(part => part.Part == id)
            // A part of a check that was not made at all was not made either.
            || (id.StartsWith(check.Id + ".", StringComparison.Ordinal) && check.Verdict == Verdict.NotChecked)));

    /// <summary>Whether nothing failed, and nothing required was left out.</summary>
    public bool Succeeds(IReadOnlyCollection<string> required) =>
        Checks.All(check => check.Verdict != Verdict.Failed) && !Missing(required).Any();
}
