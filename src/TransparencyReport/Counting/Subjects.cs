using TransparencyReport.Codes;
using TransparencyReport.Facts;
using TransparencyReport.Periods;

namespace TransparencyReport.Counting;

/// <summary>Takes up what something contributes to the report.</summary>
internal interface ITally
{
    /// <summary>One request in a row of a table.</summary>
    void Row(int table, Place place, RequestState request);

    /// <summary>An amount in a cell.</summary>
    void Add(CellKey cell, long amount = 1);

    /// <summary>One value of a distribution, of which a cell shows the median.</summary>
    void Observe(CellKey cell, double value);
}

/// <summary>Something that facts are about.</summary>
internal abstract class Subject
{
    public abstract void Apply(Fact fact);

    /// <summary>What it contributes. Sums, and what changed between two positions, are both made of this, and so cannot disagree.</summary>
    public abstract void Contribute(Scope scope, ITally tally);
}

internal sealed class RequestSubject : Subject
{
    private RequestState? state;

    public override void Apply(Fact fact)
    {
        if (fact is RequestReceived received && state is null)
            state = new RequestState(received);
        else if (state is null)
            throw new UnfitFactException(fact.Position, "a request is first received");
        else
            state.Apply((RequestFact)fact);
    }

    public override void Contribute(Scope scope, ITally tally)
    {
        if (state is null || !scope.Counts(state))
            return;
        if (state.Series == Series.Preservation && scope.Days.Contains(state.Received))
            tally.Add(scope.Whole(Block.Preservation, Measure.Requests));
        if (state.Series >= Series.Nsl && scope.DaysOfHalfYear.Contains(state.Received))
            ContributeRestricted(scope, tally);
        if (state.Series != Series.Access)
            return;
        var place = scope.Names.Of(state.Classification, state.Outcome);
        for (var i = 0; i < scope.Tables.Count; i++)
        {
            if (scope.Cohorts[scope.Tables[i].Span == scope.Quarter.Span ? 0 : 1].Days.Contains(state.Received))
                tally.Row(i, place.Keep(scope.Tables[i].Mask), state);
        }

        foreach (var (span, days) in scope.Cohorts)
        {
            if (days.Contains(state.Received))
                ContributeToCohort(scope, span, tally);
        }

        ContributeToFlow(scope, tally);
    }

    private void ContributeRestricted(Scope scope, ITally tally)
    {
        foreach (var basis in state!.IsPublishable ? Restricted.Both : [Restricted.Secret])
        {
            tally.Add(Restricted.Cell(scope, state.Series, Measure.Requests, basis));
            tally.Add(Restricted.Cell(scope, state.Series, Measure.AccountsSpecified, basis), state.AccountsSpecified);
        }
    }

    private void ContributeToCohort(Scope scope, Span span, ITally tally)
    {
        if (state!.IsDisclosed)
        {
            var notice = scope.Whole(Block.Notice, Measure.Requests, span);
            tally.Add(notice);
            tally.Add(notice.With("notice", Code.Of(state.Notice)));
            if (state.ContentDisclosed)
                tally.Add(scope.Whole(Block.Access, Measure.ContentDisclosed, span).With("outcome", Code.Of(state.Outcome)));
            if (state.ContentDisclosed)
                tally.Add(scope.Whole(Block.Access, Measure.ContentDisclosed, span));
        }

        if (state.SecretFrom is not null && state.SecretUntil is not null)
            tally.Add(scope.Whole(Block.Notice, Measure.SecrecyWithEnd, span));
        if (state.Outcome == Outcome.Rejected)
        {
            tally.Add(scope.Whole(Block.Refusals, Measure.Requests, span));
            tally.Add(scope.Whole(Block.Refusals, Measure.Requests, span).With("ground", state.Ground is { } ground ? Code.Of(ground) : "not_stated"));
        }

        if (state.Effect is not null)
            tally.Add(scope.Whole(Block.Timing, Measure.RequestsWithEffect, span));
    }

    private void ContributeToFlow(Scope scope, ITally tally)
    {
        AddIf(state!.WasOpenAt(scope.Days.Start) ? 1 : 0, Measure.OpenStart);
        AddIf(scope.Days.Contains(state.Received) ? 1 : 0, Measure.Received);
        AddIf(state.Reopenings.Count(scope.Days.Contains), Measure.Reopened);
        AddIf(state.Closures.Count(scope.Days.Contains), Measure.Closed);
        AddIf(state.WasOpenAt(scope.Days.EndExclusive) ? 1 : 0, Measure.OpenEnd);
        if (state.SecrecyLiftedAt is { } lifted && scope.Days.Contains(lifted))
            tally.Add(scope.Whole(Block.Notice, Measure.SecrecyLifted, basis: "lifted"));

        void AddIf(int amount, Measure measure)
        {
            if (amount > 0)
                tally.Add(scope.Whole(Block.Flow, measure, basis: "event"), amount);
        }
    }
}

/// <summary>The two numbers behind the band of a restricted series.</summary>
internal static class Restricted
{
    /// <summary>All of them: never published.</summary>
    public const string Secret = "received";

    /// <summary>Those of which it may be said that they exist.</summary>
    public const string Publishable = "publishable";

    public static readonly string[] Both = [Secret, Publishable];

    /// <summary>The statute is that of the United States, so is the authority.</summary>
    public static CellKey Cell(Scope scope, Series series, Measure measure, string basis) =>
        new(Block.Restricted, scope.HalfYear, basis, $"US|AMER|{Code.Of(series)}|_T|_T|_T|_T|_T", measure);
}
