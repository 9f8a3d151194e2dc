using TransparencyReport.Codes;
using TransparencyReport.Facts;

namespace TransparencyReport.Counting;

internal sealed class BreachSubject : Subject
{
    /// <summary>How many are affected, in bands.</summary>
    public static IReadOnlyList<string> Bands { get; } = ["none", "1_9", "10_99", "100_999", "1000_9999", "10000_or_more", "not_known"];

    private BreachKnown? known;

    /// <summary>The buckets of the notification after awareness, Art. 33(1): 72 hours is the limit.</summary>
    public static IReadOnlyList<string> Buckets { get; } = ["within_24_h", "within_72_h", "within_1_week", "later", "not_notified"];

    public override void Apply(Fact fact) => known = (BreachKnown)fact;

    public override void Contribute(Scope scope, ITally tally)
    {
        if (scope.Customer is not null || known is null or { Struck: true })
            return;
        if (scope.Days.Contains(known.Aware))
            Count(scope, tally, "aware");
        if (known.Notified is { } notified && scope.Days.Contains(notified))
            Count(scope, tally, "notified");
    }

    private void Count(Scope scope, ITally tally, string basis)
    {
        string[] codes = [Code.Of(known!.Role), Code.Of(known.Category), Bucket(), Band()];
        var whole = scope.Whole(Block.Breaches, Measure.Breaches, basis: basis);
        tally.Add(whole);
        for (var i = 0; i < codes.Length; i++)
            tally.Add(whole.With(Block.Breaches.Axes[i], codes[i]));
        if (known.Notified is { } notified)
        {
            tally.Add(whole with { Measure = Measure.AuthorityNotified });
            tally.Observe(whole with { Measure = Measure.MedianHoursToAuthority }, (notified - known.Aware).TotalHours);
            if (known.ReasonsForDelay && notified - known.Aware > TimeSpan.FromHours(72))
                tally.Add(whole with { Measure = Measure.LateWithReasons });
        }

        if (known.SubjectsTold is { } told)
        {
            tally.Add(whole with { Measure = Measure.SubjectsNotified });
            tally.Observe(whole with { Measure = Measure.MedianHoursToSubjects }, (told - known.Aware).TotalHours);
        }
    }

    private string Bucket() => known!.Notified is not { } notified ? Buckets[4] : (notified - known.Aware).TotalHours switch
    {
        <= 24 => Buckets[0],
        <= 72 => Buckets[1],
        <= 168 => Buckets[2],
        _ => Buckets[3],
    };

    private string Band() => known!.Affected switch
    {
        null => Bands[6],
        0 => Bands[0],
        < 10 => Bands[1],
        < 100 => Bands[2],
        < 1000 => Bands[3],
        < 10000 => Bands[4],
        _ => Bands[5],
    };
}

internal sealed class DataSubjectRequestSubject : Subject
{
    private DataSubjectRequestKnown? known;

    public override void Apply(Fact fact) => known = (DataSubjectRequestKnown)fact;

    public override void Contribute(Scope scope, ITally tally)
    {
        if (scope.Customer is not null || known is null || !scope.Days.Contains(known.Received))
            return;
        tally.Add(scope.Whole(Block.DataSubjectRequests, Measure.Received));
        if (known.Answered is { } answered)
            tally.Add(scope.Whole(Block.DataSubjectRequests, answered <= known.Due ? Measure.AnsweredInTime : Measure.AnsweredLate));
        if (known.Refused)
            tally.Add(scope.Whole(Block.DataSubjectRequests, Measure.Refused));
    }
}

internal sealed class SubprocessorSubject : Subject
{
    private SubprocessorChanged? known;

    public override void Apply(Fact fact) => known = (SubprocessorChanged)fact;

    public override void Contribute(Scope scope, ITally tally)
    {
        if (scope.Customer is not null || known is null or { Struck: true } || !scope.Days.Contains(known.Effective))
            return;
        // Changes take effect by days: one that was recorded on its day was not recorded after it.
        var late = scope.Calendar.DayOf(known.FirstRecorded) > scope.Calendar.DayOf(known.Effective);
        var whole = scope.Whole(Block.Subprocessors, Measure.Changes, basis: "effective");
        foreach (var cell in new[] { whole, whole.With("change", Code.Of(known.Change)) })
        {
            tally.Add(cell);
            tally.Add(cell with { Measure = Measure.NeverAnnounced }, known.Announced is null ? 1 : 0);
            tally.Add(cell with { Measure = Measure.RecordedAfterEffect }, late ? 1 : 0);
            tally.Add(cell with { Measure = Measure.Objections }, known.Objections);
            tally.Add(cell with { Measure = Measure.BelowContractualNotice }, known.BelowNotice ? 1 : 0);
            // Who is told afterwards had no notice.
            if ((known.Effective - known.Announced)?.TotalDays is { } notice)
                tally.Observe(cell with { Measure = Measure.MedianNoticeDays }, Math.Max(0, notice));
        }
    }
}

internal sealed class ActivitySubject : Subject
{
    private readonly List<ActivityChanged> changes = [];

    public override void Apply(Fact fact) => changes.Add((ActivityChanged)fact);

    public override void Contribute(Scope scope, ITally tally)
    {
        if (scope.Customer is not null)
            return;
        var whole = scope.Whole(Block.Register, Measure.Activities, basis: "effective");
        foreach (var change in changes.Where(change => scope.Days.Contains(change.Effective)))
        {
            var measure = change.Change switch
            {
                ActivityChange.Registered => Measure.Registered,
                ActivityChange.Amended => Measure.Amended,
                _ => Measure.Withdrawn,
            };
            tally.Add(whole with { Measure = measure });
            tally.Add(whole.With("role", Code.Of(change.Role)) with { Measure = measure });
        }

        // The state at the end of the quarter: of what took effect by then, the last, and of those of one instant the one recorded last.
        if (changes.Where(change => change.Effective < scope.Days.EndExclusive).OrderBy(change => change.Effective).ThenBy(change => change.Position).LastOrDefault()
            is { Change: not ActivityChange.Withdrawn } last)
        {
            foreach (var cell in new[] { whole, whole.With("role", Code.Of(last.Role)) })
            {
                tally.Add(cell);
                tally.Add(cell with { Measure = Measure.IncompleteLimbs }, last.IncompleteLimbs);
            }
        }
    }
}
