using CsCheck;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Tests.Deciding;
using ProcessingRegister.Tests.ProcessingActivities;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;

namespace ProcessingRegister.Tests.Decisions;

/// <summary>
/// What was in effect on a day, compared with a second reading of the same events that is as simple as can be. The streams are made by the commands
/// themselves, so that they are those, and only those, which can occur.
/// </summary>
public class What_was_in_effect_on_a_day
{
    private const int Days = 12;

    private enum Act { Revise, Correct, Approve, Review, End }

    // What happens: an act, which of the earlier events it is about, a day, and what it says.
    private static readonly Gen<(Act Act, int About, int Day, int Says)[]> Acts =
        Gen.Select(
            Gen.Frequency((5, Gen.Const(Act.Revise)), (5, Gen.Const(Act.Correct)), (2, Gen.Const(Act.Approve)), (1, Gen.Const(Act.Review)), (1, Gen.Const(Act.End))),
            Gen.Int[0, 5], Gen.Int[-1, Days], Gen.Int[0, 3]).Array[0, 12];

    private static readonly Gen<IReadOnlyList<RecordedEvent>> Streams = Gen.Select(Gen.Int[0, 3], Acts, Stream);

    private static readonly Gen<IReadOnlyList<RecordedEvent>> StreamsWithoutCorrections =
        Gen.Select(Gen.Int[0, 3], Acts, (start, acts) => Stream(start, [.. acts.Where(a => a.Act != Act.Correct)]));

    [Fact]
    public void Is_what_the_last_statement_up_to_that_day_says_as_last_corrected() =>
        Gen.Select(Streams, Gen.Int[-2, Days + 1]).Sample((events, day) => Assert.Equal(Naively(events, Day(day)), Seen(InEffect(events, Day(day)))));

    [Fact]
    public void Is_nothing_before_the_first_statement_takes_effect() =>
        Streams.Sample(events => Assert.Null(InEffect(events, Present(events).EffectOf(Present(events).Statements[0]).AddDays(-1))));

    [Fact]
    public void Is_in_the_end_what_the_record_says() =>
        Streams.Sample(events => Assert.Equal(Said.Json(Present(events)), Said.Json(InEffect(events, DateOnly.MaxValue)!)));

    [Fact]
    public void Is_what_the_record_says_from_its_latest_effect_on() =>
        Streams.Sample(events => Assert.Equal(Said.Json(Present(events)), Said.Json(InEffect(events, Present(events).LatestEffect!.Value)!)));

    [Fact]
    public void Becomes_more_with_every_day_unless_something_was_corrected() =>
        Gen.Select(StreamsWithoutCorrections, Gen.Int[0, Days]).Sample((events, day) =>
            Assert.True((InEffect(events, Day(day))?.Statements.Count ?? 0) <= (InEffect(events, Day(day + 1))?.Statements.Count ?? 0)));

    [Fact]
    public void Does_not_change_for_later_days_when_an_earlier_statement_is_corrected() =>
        Gen.Select(Streams, Gen.Int[0, 3], Gen.Int[0, Days]).Sample((events, says, day) =>
        {
            var present = Present(events);
            var later = present.ContentStatements.Skip(1).FirstOrDefault(s => present.EffectOf(s) <= Day(day));
            if (later is null)
                return;
            var after = Decided(events, new CorrectProcessingActivity(events[0].Id, Content(says), new PersonalText("Wrong."), present.EffectOf(present.Statements[0])));

            Assert.Equal(Seen(InEffect(events, Day(day))), Seen(InEffect(after, Day(day))));
        });

    [Fact]
    public void Is_approved_only_when_this_very_statement_was_approved_and_not_corrected_since() =>
        Gen.Select(Streams, Gen.Int[0, Days]).Sample((events, day) =>
        {
            var approved = InEffect(events, Day(day))?.Approval;
            if (approved is null)
                return;
            var read = Naively(events, Day(day));
            var then = Present([.. events.Take((int)approved.Version)]);
            Assert.Equal((then.Content.Name.Value, then.EffectiveFrom), (read!.Value.Says, read.Value.From));
        });

    // The second reading: all statements, each as its last correction puts it; of those in effect the last.
    private static (string Says, DateOnly From, bool Ended)? Naively(IReadOnlyList<RecordedEvent> events, DateOnly day)
    {
        var statements = new List<(Guid Id, DateOnly From, string Says)>();
        var ended = false;
        foreach (var e in events)
        {
            switch (e.Data)
            {
                case ProcessingActivityRegistered x:
                    statements.Add((e.Id, x.EffectiveFrom, x.Content.Name.Value));
                    break;
                case ProcessingActivityRevised x:
                    statements.Add((e.Id, x.EffectiveFrom, x.Content.Name.Value));
                    break;
                case ProcessingActivityCorrected x:
                    statements[statements.FindIndex(s => s.Id == x.Corrects)] = (x.Corrects, x.EffectiveFrom, x.Content.Name.Value);
                    break;
                case ProcessingActivityEnded x:
                    ended = x.EndedOn <= day;
                    break;
            }
        }

        return statements.Where(s => s.From <= day).Select(s => ((string, DateOnly, bool)?)(s.Says, s.From, ended)).LastOrDefault();
    }

    private static (string Says, DateOnly From, bool Ended)? Seen(ProcessingActivity? activity) =>
        activity is null ? null : (activity.Content.Name.Value, activity.EffectiveFrom, activity.EndedOn is not null);

    private static IReadOnlyList<RecordedEvent> Stream(int start, (Act Act, int About, int Day, int Says)[] acts)
    {
        IReadOnlyList<RecordedEvent> events =
            [new(Sentence.IdOf(0), Sentence.Now.Instant, new ProcessingActivityRegistered("support", ProcessingRole.Controller, Day(start), Content(9)))];
        return acts.Aggregate(events, (soFar, act) => Decided(soFar, act.Act switch
        {
            Act.Revise => new ReviseProcessingActivity(Content(act.Says), Day(act.Day)),
            Act.Correct => new CorrectProcessingActivity(Sentence.IdOf(act.About), Content(act.Says), new PersonalText("Wrong."), Day(act.Day)),
            Act.Approve => new ApproveProcessingActivity(),
            Act.Review => new ReviewProcessingActivity(Sentence.Today.AddDays(1 + act.Says)),
            _ => new EndProcessingActivity(Day(act.Day)),
        }));
    }

    // What is refused does not happen.
    private static IReadOnlyList<RecordedEvent> Decided(IReadOnlyList<RecordedEvent> events, ICommand<ProcessingActivity> command) =>
        command.Decide(Present(events), Sentence.Now) is Decision.Appended appended
            ? [.. events, .. appended.Events.Select((fact, i) => new RecordedEvent(Sentence.IdOf(events.Count + i), Sentence.Now.Instant.AddMinutes(events.Count), fact))]
            : events;

    private static ProcessingActivity Present(IReadOnlyList<RecordedEvent> events) => Fold.All<ProcessingActivity>(Sentence.RecordId, events)!;

    private static ProcessingActivity? InEffect(IReadOnlyList<RecordedEvent> events, DateOnly day) => Fold.InEffect<ProcessingActivity>(Sentence.RecordId, events, day);

    private static ActivityContent Content(int says) => Facts.Content($"Version {says}");

    private static DateOnly Day(int day) => Facts.Start.AddDays(day);
}
