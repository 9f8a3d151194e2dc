using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary>A category of data with its time limit, Art. 30(1)(f).</summary>
/// <param name="Category">The category's name.</param>
/// <param name="TimeLimit">Its time limit for erasure.</param>
public sealed record CategoryTimeLimit(ImpersonalText Category, Stated<TimeLimitForErasure> TimeLimit);

/// <summary>What an activity states of each point of Art. 30. Pure.</summary>
public static class ActivityPoints
{
    /// <summary>Art. 30(1)(a) as far as it is the activity's, and (b)-(g).</summary>
    public static IReadOnlyList<Point> OfController(ActivityContent content) =>
    [
        Point.OfEach(ArticleThirtyPoint.JointController, content.JointControllers, ActivityWords.Of),
        Point.OfEach(ArticleThirtyPoint.Purposes, content.Purposes, ActivityWords.Of),
        Point.OfEach(ArticleThirtyPoint.CategoriesOfDataSubjects, content.DataSubjects, s => s.Value),
        Point.OfEach(ArticleThirtyPoint.CategoriesOfPersonalData, content.DataCategories, ActivityWords.Of),
        Point.OfEach(ArticleThirtyPoint.CategoriesOfRecipients, Recipients(content.Recipients), ActivityWords.Of),
        Point.OfEach(ArticleThirtyPoint.ControllersTransfers, content.Transfers, ActivityWords.Of),
        Safeguards(ArticleThirtyPoint.ControllersTransferSafeguards, content.Transfers),
        Point.OfEach(ArticleThirtyPoint.TimeLimitsForErasure, TimeLimits(content.DataCategories),
            limit => $"{limit.Category}: {Words.Of(limit.TimeLimit, ActivityWords.Of)}"),
        Point.OfEach(ArticleThirtyPoint.ControllersSecurityMeasures, content.SecurityMeasures, ActivityWords.Of),
    ];

    /// <summary>Art. 30(2)(b)-(d). What else the record says of the activity is not asked of a processor, and so no point here.</summary>
    public static IReadOnlyList<Point> OfProcessor(ActivityContent content) =>
    [
        Point.OfEach(ArticleThirtyPoint.CategoriesOfProcessing, content.CategoriesOfProcessing, c => c.Value),
        Point.OfEach(ArticleThirtyPoint.ProcessorsTransfers, content.Transfers, ActivityWords.Of),
        Safeguards(ArticleThirtyPoint.ProcessorsTransferSafeguards, content.Transfers),
        Point.OfEach(ArticleThirtyPoint.ProcessorsSecurityMeasures, content.SecurityMeasures, ActivityWords.Of),
    ];

    // An authority that receives data in a particular inquiry is no recipient, Art. 4(9).
    private static Stated<IReadOnlyList<Recipient>> Recipients(Stated<IReadOnlyList<Recipient>> stated) =>
        stated.Value is { } all ? stated with { Value = [.. all.Where(r => r.Kind != RecipientKind.AuthorityUnderInquiry)] } : stated;

    // The record names safeguards for one kind of transfer only: that of Art. 49(1) second subparagraph.
    private static Point Safeguards(ArticleThirtyPoint name, Stated<IReadOnlyList<DataTransfer>> transfers)
    {
        var documents = (transfers.Value ?? []).Where(t => t.Mechanism == TransferMechanism.CompellingLegitimateInterests).Select(t => t.SafeguardDocument).ToList();
        var stated = documents.Count == 0 ? new Stated<IReadOnlyList<ImpersonalText>>(StatedAs.NotApplicable)
            : new(documents.Contains(null) ? StatedAs.Missing : StatedAs.Provided, [.. documents.OfType<ImpersonalText>()]);
        return Point.OfEach(name, stated, document => document.Value);
    }

    // Time limits are stated for each category of data; the point is as complete as the least complete of them.
    private static Stated<IReadOnlyList<CategoryTimeLimit>> TimeLimits(Stated<IReadOnlyList<DataCategory>> categories)
    {
        if (categories.Value is not { } all)
            return new(categories.State, null, categories.Reason, categories.ReviewBy);
        IReadOnlyList<CategoryTimeLimit> limits = [.. all.Select(c => new CategoryTimeLimit(c.Name, c.TimeLimitForErasure))];
        var open = limits.Where(l => l.TimeLimit.State == StatedAs.NotYetPossible).MinBy(l => l.TimeLimit.ReviewBy)?.TimeLimit;
        return limits.Any(l => l.TimeLimit.State == StatedAs.Missing) ? new(StatedAs.Missing, limits)
            : open is not null ? new(StatedAs.NotYetPossible, limits, open.Reason, open.ReviewBy)
            : limits.All(l => l.TimeLimit.State == StatedAs.NotApplicable) ? new(StatedAs.NotApplicable, limits, limits is [var first, ..] ? first.TimeLimit.Reason : null)
            : new(StatedAs.Provided, limits);
    }
}
