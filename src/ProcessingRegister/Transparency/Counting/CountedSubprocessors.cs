using ProcessingRegister.SubprocessorChanges;
using ProcessingRegister.SubprocessorChanges.Informing;
using ProcessingRegister.Subprocessors;
using TransparencyReport.Codes;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Periods;
using Announced = ProcessingRegister.SubprocessorChanges.SubprocessorChange;
using Change = TransparencyReport.Facts.SubprocessorChange;

namespace ProcessingRegister.Transparency.Counting;

/// <summary>That an announced change took effect.</summary>
/// <param name="Id">The change.</param>
/// <param name="Position">The event's position in the event store.</param>
/// <param name="RecordedAt">When it was recorded (UTC).</param>
/// <param name="From">The first day of the effect.</param>
/// <param name="AnnouncedAt">When it was announced (UTC).</param>
/// <param name="BelowNotice">Whether a controller had less notice than its agreement owes.</param>
/// <param name="Subprocessors">What it changed, by subprocessor.</param>
/// <param name="Leading">The subprocessor with which its objections are counted, so that each is counted once.</param>
internal sealed record EffectOfChange(
    Guid Id, long Position, DateTimeOffset RecordedAt, DateOnly From, DateTimeOffset AnnouncedAt, bool BelowNotice, IReadOnlyDictionary<Guid, Change> Subprocessors, Guid Leading);

/// <summary>That a controller objected to a change, for the first time.</summary>
/// <param name="Change">The change.</param>
/// <param name="Agreement">The agreement with the controller.</param>
/// <param name="Position">The event's position in the event store.</param>
/// <param name="RecordedAt">When it was recorded (UTC).</param>
internal sealed record FirstObjection(Guid Change, Guid Agreement, long Position, DateTimeOffset RecordedAt);

/// <summary>A fact, and the announced changes by which it was announced.</summary>
internal sealed record CountedChange(SubprocessorChanged Fact, IReadOnlyList<Guid> AnnouncedBy);

/// <summary>
/// What the report counts of changes of subprocessors: the list of subprocessors says what changed, the register of changes how it was announced, and the
/// controllers' records who objected. The two registers mean the same change when they say the same of the same subprocessor for the same day. Pure.
/// </summary>
internal static class CountedSubprocessors
{
    /// <summary>The effect that a step of an announced change records; <c>null</c> when it records none.</summary>
    public static EffectOfChange? Of(RecordStep<Announced> step)
    {
        if (step.After.Effect is not { } effect || step.Before?.Effect is not null)
            return null;
        var (content, (named, replaced)) = (step.After.Content, KindsOf(step.After.Content.Kind));
        var subprocessors = content.Subprocessors.Select(s => (s, named)).Concat((content.Replaces ?? []).Select(s => (s, replaced))).DistinctBy(s => s.s);
        // Where it was not recorded apart, all for whom the change was not lawful are taken to have had too little notice, rather than none.
        return new(step.After.Id, step.Position, step.RecordedAt, effect.From, step.After.AnnouncedAt!.Value, (effect.BelowNoticeFor ?? effect.NotLawfulFor) > 0,
            subprocessors.ToDictionary(s => s.s, s => s.Item2), content.Subprocessors[0]);
    }

    /// <summary>The objection that a step of a controller's record is the first to record; <c>null</c> when it records none.</summary>
    public static FirstObjection? Of(RecordStep<ChangeNotice> step) =>
        step.After.Objections.Count > 0 && step.Before?.Objections.Count is null or 0 ? new(step.After.Change, step.After.Agreement, step.Position, step.RecordedAt) : null;

    /// <summary>The facts about one subprocessor, in the order of their positions.</summary>
    /// <param name="steps">The steps of its record.</param>
    /// <param name="effects">The effects of announced changes that are about it.</param>
    /// <param name="objections">First objections, by the change.</param>
    /// <param name="calendar">The calendar of the organisation, on whose days changes take effect.</param>
    public static IEnumerable<CountedChange> Of(
        IReadOnlyList<RecordStep<Subprocessor>> steps, IReadOnlyList<EffectOfChange> effects, ILookup<Guid, FirstObjection> objections, Calendar calendar)
    {
        var join = new Join(steps[0].After.Id, calendar);
        var inOrder = steps.Select(s => (s.Position, s.RecordedAt, Take: (Action)(() => join.Listed.Take(s))))
            .Concat(effects.Select(e => (e.Position, e.RecordedAt, Take: (Action)(() => join.Effects.Add(e)))))
            .Concat(effects.Where(e => e.Leading == join.Subprocessor).SelectMany(e => objections[e.Id]).Select(o => (o.Position, o.RecordedAt, Take: (Action)(() => join.Object(o)))))
            .OrderBy(item => item.Position);
        foreach (var (position, recordedAt, take) in inOrder)
        {
            take();
            foreach (var fact in join.Restated(position, recordedAt))
                yield return fact;
        }
    }

    private static (Change Named, Change Replaced) KindsOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Addition or ChangeKind.Replacement => (Change.Added, Change.Removed),
        ChangeKind.Removal => (Change.Removed, Change.Removed),
        ChangeKind.PlaceChanged => (Change.LocationChanged, Change.Removed),
        ChangeKind.PurposeChanged => (Change.PurposeChanged, Change.Removed),
        _ => (Change.Renamed, Change.Removed),
    };

    /// <summary>What all three registers say of one subprocessor so far, and what was said of it as a fact.</summary>
    private sealed class Join(Guid subprocessor, Calendar calendar)
    {
        private readonly SortedDictionary<(DateOnly Day, Change Change), CountedChange> known = [];
        private readonly Dictionary<Guid, HashSet<Guid>> objecting = [];

        public Guid Subprocessor { get; } = subprocessor;

        public ListedChanges Listed { get; } = new();

        public List<EffectOfChange> Effects { get; } = [];

        /// <summary>Takes an objection.</summary>
        public void Object(FirstObjection objection)
        {
            if (!objecting.TryGetValue(objection.Change, out var agreements))
                objecting.Add(objection.Change, agreements = []);
            agreements.Add(objection.Agreement);
        }

        /// <summary>What is said otherwise than before.</summary>
        public IEnumerable<CountedChange> Restated(long position, DateTimeOffset recordedAt)
        {
            var announced = Effects.ToLookup(DayOf);
            var listed = Listed.All.ToDictionary(l => (l.Day, l.Change));
            var keys = listed.Keys.Union(announced.Select(of => of.Key)).Order().ToList();
            var gone = known.Where(was => !keys.Contains(was.Key)).ToList();
            foreach (var (key, was) in gone)
            {
                known.Remove(key);
                yield return was with { Fact = was.Fact with { Position = position, RecordedAt = recordedAt, Struck = true, Kind = RevisionKind.Correction } };
            }

            foreach (var key in keys)
            {
                var was = known.GetValueOrDefault(key);
                // One whose day was corrected was on record before.
                var moved = was is not null || !listed.TryGetValue(key, out var of) ? null
                    : gone.FirstOrDefault(g => g.Key.Change == key.Change && of.StatedDays.Contains(g.Key.Day)).Value;
                var (fact, by) = (Fact(key, [.. announced[key]], (was ?? moved)?.Fact.FirstRecorded ?? recordedAt), announced[key].Select(e => e.Id).ToList());
                if (was is not null && Says(was.Fact) == Says(fact) && was.AnnouncedBy.SequenceEqual(by))
                    continue;
                var kind = moved is not null ? RevisionKind.Correction : was is null || was.Fact.Announced != fact.Announced ? RevisionKind.LateRegistration : RevisionKind.Maturation;
                yield return known[key] = new(fact with { Position = position, RecordedAt = recordedAt, Kind = kind }, by);
            }
        }

        private SubprocessorChanged Fact((DateOnly Day, Change Change) key, IReadOnlyList<EffectOfChange> announced, DateTimeOffset firstRecorded) => new(
            FormattableString.Invariant($"{Subprocessor}/{Code.Of(key.Change)}/{key.Day:yyyy-MM-dd}"), 0, default, key.Change, calendar.StartOf(key.Day), firstRecorded)
        {
            // Where several announced it, all were told only by the last.
            Announced = announced.Max(e => (DateTimeOffset?)e.AnnouncedAt),
            // Art. 28(2): nobody can object to a removal or a new name, so no notice is owed of these.
            BelowNotice = key.Change is not (Change.Removed or Change.Renamed) && (announced.Count == 0 || announced.Any(e => e.BelowNotice)),
            Objections = announced is [var one] ? ObjectingTo(one).Count : announced.SelectMany(ObjectingTo).Distinct().Count(),
        };

        // A day that was corrected in the list is the day on which the change took effect.
        private (DateOnly Day, Change Change) DayOf(EffectOfChange effect)
        {
            var change = effect.Subprocessors[Subprocessor];
            var listed = Listed.All.Where(l => l.Change == change).ToList();
            return ((listed.Find(l => l.Day == effect.From) ?? listed.Find(l => l.StatedDays.Contains(effect.From)))?.Day ?? effect.From, change);
        }

        private IReadOnlyCollection<Guid> ObjectingTo(EffectOfChange effect) => objecting.TryGetValue(effect.Id, out var agreements) ? agreements : [];

        private static (DateTimeOffset?, bool, int) Says(SubprocessorChanged fact) => (fact.Announced, fact.BelowNotice, fact.Objections);
    }
}
