namespace ProcessingRegister.Law;

/// <summary>One computation: it asks the law, and remembers what the answer rests on and how it was reached.</summary>
internal abstract class Counting
{
    private readonly LawInForce law;
    private readonly List<ExplanationStep> steps = [];
    private readonly List<string> sources = [];
    private readonly Confidence sureOfLength;
    private Confidence sureOfReadings;

    private protected Counting(DeadlineRule rule, LawInForce law, DateTimeOffset trigger, PlaceOfAction place)
    {
        (Rule, this.law, Trigger, Place) = (rule, law, trigger, place);
        Length = LengthBy(rule.Length);
        Extension = rule.Extension is null ? null : LengthBy(rule.Extension);
        sureOfLength = sureOfReadings;
        Say(
            rule.Duty == Duty.ToActBefore ? ExplanationCode.PeriodRuns : ExplanationCode.KeepingRuns,
            rule.Provision,
            sureOfLength,
            Said.Rule(rule.Code),
            new ExplanationValue.OfLength(Whole),
            new ExplanationValue.Term(ExplanationWords.KeyOf(rule.Anchor)),
            Said.At(place.LocalTimeOf(trigger)));
    }

    private protected DeadlineRule Rule { get; }

    private protected DateTimeOffset Trigger { get; }

    private protected PlaceOfAction Place { get; }

    /// <summary>The period without its extension.</summary>
    private protected Period Length { get; }

    /// <summary>The extension, if there is one.</summary>
    private protected Period? Extension { get; }

    /// <summary>The period with its extension.</summary>
    private protected Period Whole => Length with { Length = Length.Length + (Extension?.Length ?? 0) };

    private protected WorkingDays WorkingDays => new(law.Book.Holidays, Place.Territory);

    /// <summary>What the law says of a reading, which the result may turn out not to rest on.</summary>
    private protected LegalValue<T> Look<T>(LawKey<T> key) => law.Get(key);

    /// <summary>What the law says of a reading; the latest reading then rests on it.</summary>
    private protected LegalValue<T> Ask<T>(LawKey<T> key)
    {
        var answer = Look(key);
        Rest(answer.Source, answer.Confidence);
        return answer;
    }

    /// <summary>The latest reading rests on this, too.</summary>
    private protected void Rest(string source, Confidence confidence)
    {
        sureOfReadings = (Confidence)Math.Max((int)sureOfReadings, (int)confidence);
        if (!sources.Contains(source))
        {
            sources.Add(source);
        }
    }

    private protected void Say(ExplanationCode code, string source, Confidence confidence, params ExplanationValue[] values) =>
        steps.Add(new(code, values, source, confidence));

    private protected void Say(IEnumerable<ExplanationStep> more) => steps.AddRange(more);

    /// <summary>That it is open whether the rules of counting govern at all.</summary>
    private protected void SayIfNotSettled<T>(LegalValue<T> reading)
    {
        if (reading.Confidence == Confidence.D)
        {
            Say(
                ExplanationCode.CountingNotSettled,
                reading.Source,
                reading.Confidence,
                Said.Place(law.Jurisdiction.Code));
        }
    }

    private protected Deadline Between(EndOfPeriod raw, EndOfPeriod earliest, EndOfPeriod latest, EndOfPeriod? arguable)
    {
        var acting = Rule.Duty == Duty.ToActBefore;
        return new()
        {
            Rule = Rule.Code,
            Duty = Rule.Duty,
            Trigger = Trigger,
            Raw = raw,
            Target = acting ? earliest : latest,
            Limit = acting ? latest : earliest,
            Arguable = arguable,
            Jurisdiction = law.Jurisdiction.Code,
            Place = Place,
            Source = string.Join("; ", sources),
            TargetConfidence = acting ? sureOfLength : sureOfReadings,
            LimitConfidence = acting ? sureOfReadings : sureOfLength,
            Explanation = new(steps),
        };
    }

    private Period LengthBy(LawKey<int> key) => new(Ask(key).Value, Rule.Unit);
}
