using ProcessingRegister.Decisions;

namespace ProcessingRegister.Transparency;

/// <summary>The rules that forbid something about transparency reports.</summary>
public static class EditionRefusals
{
    /// <summary>What is not over cannot be reported on.</summary>
    public static readonly Refusal QuarterNotOver = new("report-quarter-not-over", "Regulation (EU) 2022/2065 Art. 15(1)",
        "The quarter has not ended yet in the organisation's zone; its report can be drafted from the next day on.");

    /// <summary>An edition that says nothing new is none.</summary>
    public static readonly Refusal NothingChanged = new("report-nothing-changed", "Regulation (EU) 2022/2065 Art. 15(1)",
        "Nothing that was recorded since the published edition changes any of its cells, so there is no new edition.");

    /// <summary>What fails its checks is not frozen; the answer lists which.</summary>
    public static readonly Refusal FailsItsChecks = new("report-fails-its-checks", "Regulation (EU) 2022/2065 Art. 15(1)",
        "The figures contradict each other, or would give a hidden number away, so no edition was made; 'findings' names each rule.");

    /// <summary>An edition names the checkpoint that covers what it was made from.</summary>
    public static readonly Refusal LedgerBehind = new("report-ledger-behind", "Art. 5(2)",
        "The ledger has not signed all events up to the cut-off yet; send the request again in a moment.");

    /// <summary>What another edition lets compute was not examined.</summary>
    public static readonly Refusal Outdated = new("report-edition-outdated", "Art. 5(1)(f)",
        "What may be published has changed since this draft was made, by another edition, a choice of profiles, or what was recorded; it might give a hidden number away. Draft it anew.");

    /// <summary>A draft that was discarded is not published.</summary>
    public static readonly Refusal Withdrawn = new("report-edition-withdrawn", "Art. 5(2)", "This draft was discarded; make another.");

    /// <summary>What was published stays.</summary>
    public static readonly Refusal Published = new("report-edition-published", "Art. 5(2)",
        "The edition is published and stays at its address for ever; what it says wrongly is said rightly by the next one.");

    /// <summary>What a profile shows is in no other, so it is drafted only where it was chosen.</summary>
    public static readonly Refusal ProfileNotPublished = new("report-profile-not-published", "Art. 5(1)(f)",
        "The organisation does not publish this profile of that year; it is chosen first, and for whole years.");

    /// <summary>What was published is not divided anew among profiles.</summary>
    public static readonly Refusal ProfilesPublished = new("report-profiles-published", "Art. 5(1)(f)",
        "An edition about this year, or a later one, is published; with other profiles beside it a hidden number could be computed. Choose for a year of which nothing is published.");

    /// <summary>There is no such edition.</summary>
    public static readonly Refusal NoSuchEdition = new("report-no-such-edition", "Art. 5(2)", "The report on this quarter has no edition of this number.");
}
