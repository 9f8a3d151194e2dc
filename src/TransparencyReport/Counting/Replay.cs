using TransparencyReport.Editions;
using TransparencyReport.Facts;

namespace TransparencyReport.Counting;

/// <summary>What facts up to a position say, and what those behind an earlier position changed.</summary>
internal sealed class Replay
{
    private readonly Dictionary<(Type, string), Subject> subjects = [];

    private Replay()
    {
    }

    /// <summary>Reads facts.</summary>
    /// <param name="facts">All facts, in the order of their positions.</param>
    /// <param name="upTo">The cut-off, which is included.</param>
    /// <param name="scope">What is counted.</param>
    /// <param name="behind">What facts behind this position change is kept; <c>null</c> for nothing.</param>
    /// <exception cref="UnfitFactException">A fact does not fit those before it.</exception>
    public static (Truth Truth, Causes Causes) Of(IEnumerable<Fact> facts, long upTo, Scope scope, long? behind)
    {
        var (replay, causes, kinds) = Read(facts, upTo, scope, behind);
        var sums = new Sums(scope);
        foreach (var subject in replay.subjects.Values)
            subject.Contribute(scope, sums);
        return (sums.Truth(kinds.Contains(typeof(DataSubjectRequestKnown))), causes);
    }

    /// <summary>Only what facts behind a position change.</summary>
    public static Causes Changes(IEnumerable<Fact> facts, long upTo, Scope scope, long behind) => Read(facts, upTo, scope, behind).Causes;

    private static (Replay Replay, Causes Causes, HashSet<Type> Kinds) Read(IEnumerable<Fact> facts, long upTo, Scope scope, long? behind)
    {
        var (replay, causes, kinds, last) = (new Replay(), new Causes(scope), new HashSet<Type>(), long.MinValue);
        foreach (var fact in facts)
        {
            if (fact.Position < last)
                throw new UnfitFactException(fact.Position, "facts come in the order of their positions");
            last = fact.Position;
            if (fact.Position > upTo)
                break;
            kinds.Add(fact.GetType());
            var subject = replay.SubjectOf(fact);
            if (fact.Position > behind)
                causes.Observe(subject, fact);
            else
                subject.Apply(fact);
        }

        return (replay, causes, kinds);
    }

    private Subject SubjectOf(Fact fact)
    {
        (Type, string) key = fact switch
        {
            RequestFact request => (typeof(RequestFact), request.Request),
            BreachKnown breach => (typeof(BreachKnown), breach.Id),
            DataSubjectRequestKnown request => (typeof(DataSubjectRequestKnown), request.Id),
            SubprocessorChanged change => (typeof(SubprocessorChanged), change.Id),
            ActivityChanged change => (typeof(ActivityChanged), change.Id),
            _ => throw new UnfitFactException(fact.Position, "a fact is of a kind that the report knows"),
        };
        if (!subjects.TryGetValue(key, out var subject))
        {
            subjects.Add(key, subject = fact switch
            {
                RequestFact => new RequestSubject(),
                BreachKnown => new BreachSubject(),
                DataSubjectRequestKnown => new DataSubjectRequestSubject(),
                SubprocessorChanged => new SubprocessorSubject(),
                _ => new ActivitySubject(),
            });
        }

        return subject;
    }
}
