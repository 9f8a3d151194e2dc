namespace ProcessingRegister.Transparency;

/// <summary>Something about a report that is not as it should be, and that bars nothing.</summary>
public enum ReportFindingCode
{
    /// <summary>It was published less than 30 days after the quarter: what was recorded late may not be in it.</summary>
    PublishedEarly,

    /// <summary>It was first published more than two months after the quarter (Implementing Regulation (EU) 2024/2835 Art. 3).</summary>
    PublishedLate,

    /// <summary>More than two months have passed since the quarter, and nothing is published.</summary>
    NotPublished,

    /// <summary>A draft waits for the data protection officer.</summary>
    DraftWaits,
}

/// <summary>A finding.</summary>
/// <param name="Code">What was found.</param>
/// <param name="Edition">Of which edition; absent where it is about the report.</param>
/// <param name="Since">From which day on.</param>
public sealed record ReportFinding(ReportFindingCode Code, int? Edition, DateOnly Since)
{
    /// <summary>From how many days after the quarter on most late registrations are in.</summary>
    public const int EarliestDays = 30;

    /// <summary>All findings about a report on a day. Pure.</summary>
    public static IReadOnlyList<ReportFinding> Of(QuarterlyReport report, Func<DateTimeOffset, DateOnly> dayOf, DateOnly today)
    {
        var (earliest, latest) = (report.EndExclusive.AddDays(EarliestDays), report.EndExclusive.AddMonths(2));
        var first = report.Editions.FirstOrDefault(edition => edition.State == EditionState.Published);
        var findings = new List<ReportFinding>();
        if (first?.PublishedAt is { } at && dayOf(at) < earliest)
            findings.Add(new(ReportFindingCode.PublishedEarly, first.Number, dayOf(at)));
        if (first?.PublishedAt is { } late && dayOf(late) > latest)
            findings.Add(new(ReportFindingCode.PublishedLate, first.Number, latest));
        if (first is null && today > latest)
            findings.Add(new(ReportFindingCode.NotPublished, null, latest));
        if (report.Draft is { } draft)
            findings.Add(new(ReportFindingCode.DraftWaits, draft.Number, dayOf(draft.Basis.RecordedAt)));
        return findings;
    }
}
