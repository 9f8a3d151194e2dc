using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Reading;

/// <summary>An obligation as the record that owes it shows it.</summary>
/// <param name="Obligation">What is owed: its code.</param>
/// <param name="Reference">Which of several of a kind.</param>
/// <param name="Provision">The provision that it follows from.</param>
/// <param name="Who">Whose duty it is.</param>
/// <param name="ToWhom">To whom it is owed.</param>
/// <param name="Since">What set it running (UTC).</param>
/// <param name="Raw">The end by plain counting; absent where the law names no end.</param>
/// <param name="Target">What to work to.</param>
/// <param name="Limit">What no reading goes beyond; absent where the law names no end.</param>
/// <param name="Arguable">An end that can be argued for, and never a deadline.</param>
/// <param name="State">How it stands.</param>
/// <param name="MetAt">When it was met.</param>
/// <param name="Rule">The rule by which it was computed.</param>
/// <param name="Jurisdiction">Whose law it is; absent for a contract.</param>
/// <param name="Source">The provisions that were applied.</param>
/// <param name="TargetConfidence">How sure the target is.</param>
/// <param name="LimitConfidence">How sure the limit is.</param>
/// <param name="Explanation">How it was computed, step by step, as codes with parameters.</param>
/// <param name="InWords">The steps as sentences in English.</param>
public sealed record ShownDeadline(
    string Obligation, string? Reference, string Provision, DutyParty Who, DutyParty ToWhom, DateTimeOffset Since, EndOfPeriod? Raw, EndOfPeriod Target,
    EndOfPeriod? Limit, EndOfPeriod? Arguable, ObligationState State, DateTimeOffset? MetAt, string Rule, Territory? Jurisdiction, string Source,
    Confidence? TargetConfidence, Confidence? LimitConfidence, Explanation? Explanation, IReadOnlyList<string> InWords)
{
    /// <summary>Whether the target had passed, but not the limit: reasons are asked for already.</summary>
    public bool TargetPassed { get; init; }

    /// <summary>The rule of what is due without undue delay, where nothing is computed.</summary>
    public const string WithoutUndueDelay = "withoutUndueDelay";

    /// <summary>The rule of what is due when somebody else said.</summary>
    public const string AsSet = "asSet";

    /// <summary>An obligation as it is shown.</summary>
    public static ShownDeadline Of(Obligation o) => new(
        o.Kind, o.Reference, o.Provision, o.Who, o.ToWhom, o.Since, o.Deadline?.Raw, o.Deadline?.Target ?? new(o.Target),
        o.Deadline?.Limit ?? (o.Limit is { } limit ? new EndOfPeriod(limit) : null), o.Deadline?.Arguable, o.State, o.MetAt,
        RuleOf(o), o.Deadline?.Jurisdiction, o.Deadline?.Source ?? o.Provision,
        o.Deadline?.TargetConfidence, o.Deadline?.LimitConfidence, o.Deadline?.Explanation, o.Deadline?.Explanation.In("en") ?? [])
    {
        TargetPassed = o.TargetPassed,
    };

    /// <summary>The rule by which an obligation is due.</summary>
    public static string RuleOf(Obligation o) => o.Deadline?.Rule ?? (o.Limit is null ? WithoutUndueDelay : AsSet);
}
