using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Formats;
using Xunit;

namespace TransparencyReport.Tests;

public class Changes_of_subprocessors
{
    private static readonly DateTimeOffset Effective = Ledger.At("2026-02-01T00:00Z");

    [Fact]
    public void Are_counted_by_the_day_of_their_effect()
    {
        var edition = new Ledger().Add(Changed("in", Effective)).Add(Changed("before", Ledger.At("2025-12-31T00:00Z"))).Publish(new(2026, 1));
        Assert.Equal((1, 1, 0), (Value(edition, Measure.Changes), Value(edition, Measure.Changes, "added"), Value(edition, Measure.Changes, "removed")));
    }

    [Fact]
    public void Are_late_when_recorded_on_a_later_day_and_not_on_their_own()
    {
        var ledger = new Ledger().Add(Changed("on its day", Effective, Effective.AddHours(10))).Add(Changed("the day after", Effective, Effective.AddHours(24)));
        Assert.Equal(1, Value(ledger.Publish(new(2026, 1)), Measure.RecordedAfterEffect));
    }

    [Fact]
    public void That_were_announced_afterwards_had_no_notice()
    {
        var ledger = new Ledger().Add(position => (SubprocessorChanged)Changed("told", Effective)(position) with { Announced = Effective.AddDays(4) });
        Assert.Equal(0, Value(ledger.Publish(new(2026, 1)), Measure.MedianNoticeDays));
        Assert.Equal(0, Value(ledger.Publish(new(2026, 1)), Measure.NeverAnnounced));
    }

    [Fact]
    public void That_there_were_not_are_taken_out_as_a_correction()
    {
        var ledger = new Ledger().Add(Changed("s", Effective));
        var first = ledger.Publish(new(2026, 1));
        var second = ledger.Add(position => (SubprocessorChanged)Changed("s", Effective)(position) with { Struck = true, Kind = RevisionKind.Correction }).Publish(new(2026, 1), [first]);
        Assert.Equal((1, 0), (Value(first, Measure.Changes), Value(second, Measure.Changes)));
        Assert.Equal([RevisionKind.Correction], second.Revisions.SelectMany(revision => revision.Kinds).Distinct());
    }

    [Fact]
    public void That_a_policy_does_not_count_leave_its_editions_as_they_are()
    {
        var policy = Ledger.Policy() with { NotCollected = [Block.Subprocessors] };
        var (without, with) = (new Ledger().Receive("r", "2026-01-05T00:00Z"), new Ledger().Receive("r", "2026-01-05T00:00Z").Add(Changed("s", Effective)));
        Assert.Equal(EditionJson.Write(without.Publish(new(2026, 1), policy: policy, position: 2)), EditionJson.Write(with.Publish(new(2026, 1), policy: policy, position: 2)));
    }

    private static Func<long, Fact> Changed(string id, DateTimeOffset effective, DateTimeOffset? recorded = null) =>
        position => new SubprocessorChanged(id, position, recorded ?? effective, SubprocessorChange.Added, effective, recorded ?? effective);

    private static decimal? Value(Edition edition, Measure measure, string change = "_T") =>
        edition.Cells.Single(cell => cell.Key.Block == Block.Subprocessors && cell.Key.Measure == measure && cell.Key.On("change") == change).Value;
}
