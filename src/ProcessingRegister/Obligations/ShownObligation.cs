using System.Globalization;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Obligations;

/// <summary>Something owed, as the register of obligations shows it.</summary>
/// <param name="Record">The record that owes it.</param>
/// <param name="RecordKind">The kind of that record.</param>
/// <param name="Path">Its address below the organisation's, such as <c>breaches/{id}</c>.</param>
/// <param name="About">The record itself, or the one that it is a part of, such as the breach of which a controller is to be notified.</param>
/// <param name="Title">How that record calls itself.</param>
/// <param name="Obligation">What is owed: its code.</param>
/// <param name="Reference">Which of several of a kind.</param>
/// <param name="Provision">The provision that it follows from.</param>
/// <param name="Who">Whose duty it is.</param>
/// <param name="ToWhom">To whom it is owed.</param>
/// <param name="Since">What sets it running (UTC).</param>
/// <param name="Target">What to work to (UTC).</param>
/// <param name="Limit">What no reading goes beyond (UTC); absent where the law names no end.</param>
/// <param name="State">How it stands.</param>
/// <param name="TargetPassed">Whether the target had passed, but not the limit: reasons are asked for already.</param>
/// <param name="MetAt">When it was met (UTC).</param>
/// <param name="Rule">The rule by which it is due.</param>
/// <param name="Jurisdiction">Whose law it is; absent for a contract.</param>
/// <param name="RecordedAt">Since when the register says so (UTC).</param>
/// <param name="Explanation">How the deadline was computed, step by step.</param>
public sealed record ShownObligation(
    Guid Record, string RecordKind, string? Path, Guid About, string? Title, string Obligation, string? Reference, string Provision, DutyParty Who, DutyParty ToWhom,
    DateTimeOffset Since, DateTimeOffset Target, DateTimeOffset? Limit, ObligationState State, bool TargetPassed, DateTimeOffset? MetAt, string Rule, string? Jurisdiction,
    DateTimeOffset RecordedAt, Explanation? Explanation)
{
    /// <summary>When it falls due: at its limit, and where the law names no end at once.</summary>
    internal DateTimeOffset DueAt => Limit ?? Target;

    /// <summary>The register as a table.</summary>
    public static IReadOnlyList<Column<ShownObligation>> Columns { get; } =
    [
        new("state", o => Words.Of(o.State)),
        new("obligation", o => o.Obligation),
        new("provision", o => o.Provision),
        new("title", o => o.Title),
        new("reference", o => o.Reference),
        new("who", o => Words.Of(o.Who)),
        new("toWhom", o => Words.Of(o.ToWhom)),
        new("since", o => Text(o.Since)),
        new("target", o => Text(o.Target)),
        new("limit", o => Text(o.Limit)),
        new("targetPassed", o => o.TargetPassed ? "true" : "false"),
        new("metAt", o => Text(o.MetAt)),
        new("rule", o => o.Rule),
        new("jurisdiction", o => o.Jurisdiction),
        new("record", o => o.Record.ToString()),
        new("recordKind", o => o.RecordKind),
        new("about", o => o.About.ToString()),
        new("recordedAt", o => Text(o.RecordedAt)),
    ];

    private static string? Text(DateTimeOffset? instant) => instant?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>How many obligations stand how.</summary>
/// <param name="Obligation">Of which kind; absent for all together.</param>
/// <param name="Overdue">Past their limit.</param>
/// <param name="Open">Owed, and not past it.</param>
/// <param name="DueWithinADay">Of those, how many have their limit within the next 24 hours.</param>
/// <param name="NotDue">What sets them running lies ahead.</param>
public sealed record ObligationCount(string? Obligation, long Overdue, long Open, long DueWithinADay, long NotDue);

/// <summary>How many obligations are not met yet, in all and by kind.</summary>
/// <param name="At">At this instant (UTC).</param>
/// <param name="All">In all.</param>
/// <param name="ByKind">By kind, in the order of their codes.</param>
public sealed record ObligationSummary(DateTimeOffset At, ObligationCount All, IReadOnlyList<ObligationCount> ByKind);
