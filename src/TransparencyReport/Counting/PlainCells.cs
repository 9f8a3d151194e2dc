using TransparencyReport.Codes;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Periods;

namespace TransparencyReport.Counting;

/// <summary>The cells that are about the organisation as a whole, or about itself: none of them is hidden. Each is there in every edition, also with 0.</summary>
internal static class PlainCells
{
    private static readonly Measure[] OfBreaches = [Measure.Breaches, Measure.AuthorityNotified, Measure.SubjectsNotified, Measure.LateWithReasons];
    private static readonly Measure[] OfDataSubjects = [Measure.Received, Measure.AnsweredInTime, Measure.AnsweredLate, Measure.Refused];
    private static readonly Measure[] OfSubprocessors = [Measure.Changes, Measure.NeverAnnounced, Measure.RecordedAfterEffect, Measure.BelowContractualNotice, Measure.Objections];
    private static readonly Measure[] OfRegister = [Measure.Activities, Measure.Registered, Measure.Amended, Measure.Withdrawn, Measure.IncompleteLimbs];

    /// <summary>The measures of the flow.</summary>
    public static IReadOnlyList<Measure> OfFlow { get; } = [Measure.OpenStart, Measure.Received, Measure.Reopened, Measure.Closed, Measure.OpenEnd];

    /// <summary>What concerns requests.</summary>
    public static IEnumerable<Cell> OfRequests(Scope scope, Truth truth)
    {
        foreach (var (span, _) in scope.Cohorts)
        {
            var content = scope.Whole(Block.Access, Measure.ContentDisclosed, span);
            yield return Count(truth, content);
            yield return Count(truth, content.With("outcome", Code.Of(Outcome.DisclosedFull)));
            yield return Count(truth, content.With("outcome", Code.Of(Outcome.DisclosedPartial)));
            foreach (var cell in Spread(scope, Block.Notice, Measure.Requests, "notice", span))
                yield return Count(truth, cell);
            yield return Count(truth, scope.Whole(Block.Notice, Measure.SecrecyWithEnd, span));
            foreach (var cell in Spread(scope, Block.Refusals, Measure.Requests, "ground", span))
                yield return Count(truth, cell);
            yield return Count(truth, scope.Whole(Block.Timing, Measure.RequestsWithEffect, span));
        }

        yield return Count(truth, scope.Whole(Block.Notice, Measure.SecrecyLifted, basis: "lifted"));
        foreach (var measure in OfFlow)
            yield return Count(truth, scope.Whole(Block.Flow, measure, basis: "event"));
    }

    /// <summary>What stands outside of all totals, and what concerns the organisation itself.</summary>
    public static IEnumerable<Cell> OfTheRest(Scope scope, Truth truth) =>
        Known(scope, truth).Select(cell => scope.Policy.NotCollected.Contains(cell.Key.Block) ? new Cell(cell.Key, CellStatus.NotCollected) : cell);

    private static IEnumerable<Cell> Known(Scope scope, Truth truth)
    {
        yield return Count(truth, scope.Whole(Block.Preservation, Measure.Requests));
        foreach (var band in scope.LeavesTo(Profile.UsNsl) ? [] : Bands(scope, truth))
            yield return band;
        foreach (var basis in new[] { "aware", "notified" })
        {
            foreach (var measure in OfBreaches)
                yield return Count(truth, scope.Whole(Block.Breaches, measure, basis: basis));
            yield return Median(truth, scope.Whole(Block.Breaches, Measure.MedianHoursToAuthority, basis: basis));
            yield return Median(truth, scope.Whole(Block.Breaches, Measure.MedianHoursToSubjects, basis: basis));
            foreach (var cell in Block.Breaches.Axes.SelectMany(axis => Spread(scope, Block.Breaches, Measure.Breaches, axis, scope.Quarter.Span, basis).Skip(1)))
                yield return Count(truth, cell);
        }

        foreach (var measure in OfDataSubjects)
        {
            var cell = Count(truth, scope.Whole(Block.DataSubjectRequests, measure));
            yield return truth.KnowsDataSubjectRequests ? cell : new Cell(cell.Key, CellStatus.NotCollected);
        }

        foreach (var cell in OfSubprocessors.SelectMany(measure => Spread(scope, Block.Subprocessors, measure, "change", scope.Quarter.Span, "effective")))
            yield return Count(truth, cell);
        foreach (var cell in Spread(scope, Block.Subprocessors, Measure.MedianNoticeDays, "change", scope.Quarter.Span, "effective"))
            yield return Median(truth, cell);
        foreach (var cell in OfRegister.SelectMany(measure => Spread(scope, Block.Register, measure, "role", scope.Quarter.Span, "effective")))
            yield return Count(truth, cell);
    }

    /// <summary>The statutory bands: never below what may be published one by one.</summary>
    public static IEnumerable<Cell> Bands(Scope scope, Truth truth)
    {
        foreach (var (series, width) in scope.Policy.Bands)
        {
            foreach (var measure in new[] { Measure.Requests, Measure.AccountsSpecified })
            {
                var cell = Restricted.Cell(scope, series, measure, Restricted.Secret);
                var (all, publishable) = (truth.Amounts.GetValueOrDefault(cell), truth.Amounts.GetValueOrDefault(cell with { Basis = Restricted.Publishable }));
                var floor = all / width * width;
                yield return new Cell(cell, CellStatus.Band, Low: Math.Max(floor, publishable), High: floor + width - 1);
            }
        }
    }

    private static IEnumerable<CellKey> Spread(Scope scope, Block block, Measure measure, string axis, Span span, string basis = "received")
    {
        var whole = scope.Whole(block, measure, span, basis);
        return Vocabulary.Of(axis, scope.Names.Codes).Select(code => whole.With(axis, code)).Prepend(whole);
    }

    private static Cell Count(Truth truth, CellKey cell) => new(cell, CellStatus.Exact, truth.Amounts.GetValueOrDefault(cell));

    private static Cell Median(Truth truth, CellKey cell) =>
        truth.Medians.TryGetValue(cell, out var of) ? new(cell, CellStatus.Exact, of.Median) : new(cell, CellStatus.NotApplicable);
}
