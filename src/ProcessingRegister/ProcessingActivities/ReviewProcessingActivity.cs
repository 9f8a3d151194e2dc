using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.ProcessingActivities;

/// <summary>Records that the entry was looked at again and found to be as it says.</summary>
/// <param name="NextReviewBy">By when it is to be looked at again.</param>
/// <param name="Findings">What was found.</param>
public sealed record ReviewProcessingActivity(DateOnly NextReviewBy, PersonalText? Findings = null) : ICommand<ProcessingActivity>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ReviewProcessingActivity(new DateOnly(2030, 1, 31), new PersonalText("Nothing has changed."));

    /// <inheritdoc />
    bool ICommand<ProcessingActivity>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(ProcessingActivity activity, Moment now) =>
        activity.EndedOn is not null ? Decision.Refuse(ActivityRefusals.Ended)
        : NextReviewBy <= now.Today ? Decision.Refuse(ActivityRefusals.ReviewNotInFuture)
        : RegisterJson.SayTheSame(activity.LastReview, new Review(now.Today, NextReviewBy, Findings)) ? Decision.AlreadyDone
        : Decision.Append(new ProcessingActivityReviewed(now.Today, NextReviewBy, Findings));
}

/// <summary><c>POST /v1/{org}/processing-activities/{id}/reviews</c>.</summary>
public static class ReviewProcessingActivityEndpoint
{
    /// <summary>Records a review of a processing activity.</summary>
    [WolverinePost("/v1/{org}/processing-activities/{id}/reviews", OperationId = "reviewProcessingActivity"), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(Guid id, ReviewProcessingActivity command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
