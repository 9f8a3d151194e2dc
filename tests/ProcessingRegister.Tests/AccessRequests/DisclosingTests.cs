using ProcessingRegister.AccessRequests;
using ProcessingRegister.Decisions;
using Xunit;
using static ProcessingRegister.Tests.AccessRequests.Facts;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.AccessRequests;

public class Disclosing_data
{
    private static object[] Ready => [Asked(), Scoped(), Checked(), Reviewed(Compelled), Told()];

    private static void Refused(Refusal refusal, params object[] facts) => Given<AccessRequest>(facts).When(Disclose()).ThenRefused(refusal);

    [Fact]
    public void Ends_the_request_when_every_rule_is_kept()
    {
        var disclosed = new DataDisclosedToAuthority(new("first", Received.AddDays(1), [DataSought.Subscriber], 1, 12, new byte[32], AccessChannel.EncryptedMedium, Why));
        var request = Given<AccessRequest>(Ready).When(Disclose()).Then(disclosed, new AccessRequestEnded(Received.AddDays(1), AccessOutcome.DisclosedPartial, [], null));
        Assert.Equal((AccessOutcome.DisclosedPartial, ControllerStanding.NotifiedBefore), (request.Outcome, request.ControllersStand));
        Assert.Null(Given<AccessRequest>(Ready).When(Disclose(ends: null)).Then(disclosed).Outcome);
    }

    [Fact]
    public void Is_refused_before_the_authority_was_authenticated() => Refused(AccessRefusals.NotAuthenticated, Asked(), Scoped(), Reviewed(Compelled), Told());

    [Fact]
    public void Is_refused_where_the_authority_was_found_to_be_another() => Refused(AccessRefusals.NotAuthenticated, Asked(), Scoped(), Checked(false), Reviewed(Compelled), Told());

    [Fact]
    public void Is_refused_where_the_check_came_after() =>
        Given<AccessRequest>(Ready).When(Disclose(Received.AddMinutes(30))).ThenRefused(AccessRefusals.NotAuthenticated);

    [Fact]
    public void Is_refused_before_the_legal_review() => Refused(AccessRefusals.NotReviewed, Asked(), Scoped(), Checked(), Told());

    [Fact]
    public void Is_refused_where_the_review_came_after() =>
        Given<AccessRequest>(Ready).When(Disclose(Received.AddMinutes(90))).ThenRefused(AccessRefusals.NotReviewed);

    [Fact]
    public void Is_refused_where_the_review_found_the_request_unlawful() =>
        Refused(AccessRefusals.FoundUnlawful, Asked(), Scoped(), Checked(), Reviewed(Compelled, verdict: ReviewVerdict.Unlawful), Told());

    [Fact]
    public void To_a_third_country_is_refused_without_both_steps()
    {
        Refused(AccessRefusals.TwoStepsMissing, Asked(country: "US"), Scoped(), Checked(), Reviewed(Compelled), Told());
        Given<AccessRequest>(Asked(country: "US"), Scoped(), Checked(), Reviewed(Compelled, Steps), Told()).When(Disclose(ends: null)).ThenAppended<DataDisclosedToAuthority>();
    }

    [Fact]
    public void Is_refused_before_it_is_known_whose_data_they_are() => Refused(AccessRefusals.ScopeUnknown, Asked(), Checked(), Reviewed(Compelled));

    [Fact]
    public void Is_refused_for_kinds_that_are_not_sought() =>
        Given<AccessRequest>(Ready).When(Disclose(kinds: DataSought.Traffic)).ThenRefused(AccessRefusals.MoreThanSought);

    [Fact]
    public void Is_refused_while_a_challenge_suspends_the_request()
    {
        var challenge = new AccessRequestChallenged("c1", Received.AddHours(5), "a court", Why, true);
        Refused(AccessRefusals.ChallengePending, [.. Ready, challenge]);
        Given<AccessRequest>([.. Ready, challenge with { Suspends = false }]).When(Disclose(ends: null)).ThenAppended<DataDisclosedToAuthority>();
        Given<AccessRequest>([.. Ready, challenge, new AccessChallengeDecided("c1", Received.AddHours(6), ChallengeOutcome.Dismissed)]).When(Disclose(ends: null)).ThenAppended<DataDisclosedToAuthority>();
    }

    [Fact]
    public void Is_refused_while_any_controller_has_not_been_told_before()
    {
        Refused(AccessRefusals.ControllerNotTold, Asked(), Scoped(), Checked(), Reviewed(Compelled));
        Refused(AccessRefusals.ControllerNotTold, Asked(), Scoped(AccessRole.Processor, Agreement, Another), Checked(), Reviewed(Compelled), Told());
        Refused(AccessRefusals.ControllerNotTold, Asked(), Scoped(), Checked(), Reviewed(Compelled), Told(at: Received.AddDays(2)));
        Refused(AccessRefusals.ControllerNotTold, Asked(urgency: Urgency.Emergency), Scoped(), Checked(), Reviewed(Compelled));
    }

    [Fact]
    public void Needs_no_telling_while_an_order_that_names_controllers_is_in_force()
    {
        object[] untold = [Asked(), Scoped(), Checked(), Reviewed(Compelled)];
        Given<AccessRequest>([.. untold, Secret()]).When(Disclose(ends: null)).ThenAppended<DataDisclosedToAuthority>();
        Refused(AccessRefusals.ControllerNotTold, [.. untold, Secret(1, null, null, SecrecyScope.Public)]);
        Refused(AccessRefusals.ControllerNotTold, [.. untold, Secret(from: Received.AddDays(2))]);
        Refused(AccessRefusals.ControllerNotTold, [.. untold, Secret(until: Received.AddHours(12))]);
        Refused(AccessRefusals.ControllerNotTold, [.. untold, Secret(), new SecrecyLifted(1, Received.AddHours(12), null)]);
        Given<AccessRequest>(Asked(), Scoped(), Checked(), Reviewed(Compelled, forbiddenBy: "some act § 1")).When(Disclose(ends: null)).ThenAppended<DataDisclosedToAuthority>();
    }

    [Fact]
    public void Is_refused_with_neither_acceptance_nor_a_law_that_compels()
    {
        object[] voluntary = [Asked(), Scoped(AccessRole.Processor, Agreement, Another), Checked(), Reviewed(), Told(), Told(Another)];
        Refused(AccessRefusals.NeitherAcceptedNorCompelled, voluntary);
        Refused(AccessRefusals.NeitherAcceptedNorCompelled, [.. voluntary, Answered()]);
        Refused(AccessRefusals.NeitherAcceptedNorCompelled, [.. voluntary, Answered(), Answered(false, Another)]);
        Given<AccessRequest>([.. voluntary, Answered(), Answered(true, Another)]).When(Disclose(ends: null)).ThenAppended<DataDisclosedToAuthority>();
        Refused(AccessRefusals.NeitherAcceptedNorCompelled, Asked(), Scoped(AccessRole.Controller), Checked(), Reviewed());
        Given<AccessRequest>(Asked(), Scoped(AccessRole.Controller), Checked(), Reviewed(Compelled)).When(Disclose(ends: null)).ThenAppended<DataDisclosedToAuthority>();
    }

    [Fact]
    public void Is_counted_and_hashed() =>
        Assert.Equal(["/contentSha256", "/ends", "/items", "/kinds"],
            (Disclose() with { Kinds = [], Items = 0, ContentSha256 = [1], Ends = AccessOutcome.Rejected }).Faults().Select(f => f.Pointer).Order());

    [Fact]
    public void Is_said_once()
    {
        DiscloseData again = Disclose(ends: null);
        var disclosed = Given<AccessRequest>(Ready).When(again).ThenAppended<DataDisclosedToAuthority>().Disclosures;
        Given<AccessRequest>([.. Ready, new DataDisclosedToAuthority(disclosed[0])]).When(again with { Items = 13 }).ThenRefused(AccessRefusals.RecordedOtherwise);
    }
}

public class Ending_a_request
{
    private static readonly DateTimeOffset At = Received.AddDays(1);

    private static AccessRequestEnded Ended(AccessOutcome outcome, params RefusalGround[] grounds) => new(At, outcome, grounds, Why);

    [Fact]
    public void Refuses_it_on_grounds_of_the_closed_list()
    {
        Given<AccessRequest>(Asked()).When(new RefuseRequest(At, [RefusalGround.ConflictOfLaws, RefusalGround.Incomplete], Why))
            .Then(Ended(AccessOutcome.Rejected, RefusalGround.Incomplete, RefusalGround.ConflictOfLaws));
        Assert.Single(new RefuseRequest(At, [], Why).Faults());
    }

    [Fact]
    public void Sends_the_authority_to_the_controller_where_there_is_one()
    {
        Given<AccessRequest>(Asked(), Scoped()).When(new RedirectRequest(At, Why)).Then(Ended(AccessOutcome.RedirectedToCustomer));
        Given<AccessRequest>(Asked(), Scoped(AccessRole.Controller)).When(new RedirectRequest(At)).ThenRefused(AccessRefusals.NobodyToRedirectTo);
    }

    [Fact]
    public void Says_that_it_was_withdrawn() => Given<AccessRequest>(Asked()).When(new RecordWithdrawal(At, Why)).Then(Ended(AccessOutcome.Withdrawn));

    [Fact]
    public void Says_that_nothing_is_held() => Given<AccessRequest>(Asked()).When(new FindNoData(At, Why)).Then(Ended(AccessOutcome.NoDataHeld));

    [Fact]
    public void Otherwise_than_by_disclosure_is_refused_once_data_were_disclosed()
    {
        object[] disclosed = [Asked(), new DataDisclosedToAuthority(new("first", Received.AddHours(9), [DataSought.Subscriber], 1, 1, new byte[32], AccessChannel.Portal, Why))];
        Given<AccessRequest>(disclosed).When(new RefuseRequest(At, [RefusalGround.NotHeld], Why)).ThenRefused(AccessRefusals.AlreadyDisclosed);
        Given<AccessRequest>(disclosed).When(new ConcludeDisclosure(At, AccessOutcome.DisclosedPartial, [RefusalGround.NotHeld], Why)).Then(Ended(AccessOutcome.DisclosedPartial, RefusalGround.NotHeld));
        Given<AccessRequest>(Asked()).When(new ConcludeDisclosure(At, AccessOutcome.DisclosedFull)).ThenRefused(AccessRefusals.NothingDisclosed);
    }

    [Fact]
    public void Is_undone_by_opening_it_again_and_both_ends_stay()
    {
        Given<AccessRequest>(Asked()).When(new ReopenRequest(At, Why)).ThenRefused(AccessRefusals.NotClosed);
        object[] ended = [Asked(), Ended(AccessOutcome.Withdrawn)];
        Given<AccessRequest>(ended).When(new FindNoData(At.AddHours(1), Why)).ThenRefused(AccessRefusals.Closed);
        Assert.Null(Given<AccessRequest>(ended).When(new ReopenRequest(At.AddHours(1), Why)).Then(new AccessRequestReopened(At.AddHours(1), Why)).Outcome);
        var request = Given<AccessRequest>([.. ended, new AccessRequestReopened(At.AddHours(1), Why)]).When(new FindNoData(At.AddHours(2), Why)).ThenAppended<AccessRequestEnded>();
        Assert.Equal([AccessOutcome.Withdrawn, AccessOutcome.NoDataHeld], request.Closures.Select(c => c.Outcome));
    }

    [Fact]
    public void May_follow_a_challenge()
    {
        var challenged = Given<AccessRequest>(Asked()).When(new ChallengeRequest("c1", Received.AddHours(5), "a court", Why)).ThenAppended<AccessRequestChallenged>();
        Assert.True(challenged.Challenges[0].Suspends);
        Given<AccessRequest>(Asked(), new AccessRequestChallenged("c1", Received.AddHours(5), "a court", Why, true)).When(new RecordChallengeOutcome("c1", At, ChallengeOutcome.Upheld))
            .Then(new AccessChallengeDecided("c1", At, ChallengeOutcome.Upheld));
        Given<AccessRequest>(Asked()).When(new RecordChallengeOutcome("c1", At, ChallengeOutcome.Upheld)).ThenRefused(AccessRefusals.NoSuchReference);
    }
}
