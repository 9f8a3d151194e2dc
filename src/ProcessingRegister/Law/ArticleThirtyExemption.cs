using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>What takes the exemption of Art. 30(5) away. Which of them count on a day is a matter of law: <see cref="LawKeys.ExemptionTest"/>.</summary>
public enum RecordDisqualifier
{
    /// <summary>The processing is likely to result in a risk to the rights and freedoms of data subjects.</summary>
    Risk,

    /// <summary>The processing is not occasional.</summary>
    NotOccasional,

    /// <summary>It includes special categories of data, Art. 9(1).</summary>
    Art9,

    /// <summary>It includes data on criminal convictions and offences, Art. 10.</summary>
    Art10,

    /// <summary>The processing is likely to result in a high risk, Art. 35.</summary>
    HighRisk,
}

/// <summary>Why a record is required.</summary>
/// <param name="Code">Stable: <c>employees</c>, or the disqualifier in camel case.</param>
/// <param name="Source">The provision.</param>
/// <param name="Confidence">How sure the provision is.</param>
public sealed record ExemptionReason(string Code, string Source, Confidence Confidence);

/// <summary>Whether the law of the day requires a record.</summary>
/// <param name="RecordRequired">False if the organisation would be exempt.</param>
/// <param name="Reasons">Why it is required, every reason of its own; empty if it is not.</param>
public sealed record ExemptionFinding(bool RecordRequired, IReadOnlyList<ExemptionReason> Reasons);

/// <summary>
/// The exemption for small organisations, Art. 30(5). For information only: nothing in the register may stop recording because
/// of it, since controllers and the duty to demonstrate compliance, Art. 5(2), ask for the record all the same.
/// </summary>
public static class ArticleThirtyExemption
{
    /// <summary>Exempt is who has fewer employees than the law's number and meets none of its disqualifiers; one alone suffices.</summary>
    /// <param name="employees">The number of persons employed.</param>
    /// <param name="disqualifiers">Those that are true of the processing.</param>
    /// <param name="law">The law of the organisation's establishment on the day.</param>
    /// <exception cref="LawUnknownException">The law of that day is not known.</exception>
    public static ExemptionFinding Evaluate(int employees, IEnumerable<RecordDisqualifier> disqualifiers, LawInForce law)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(employees);
        var limit = law.Get(LawKeys.ExemptionMaxEmployees);
        var test = law.Get(LawKeys.ExemptionTest);

        var met = disqualifiers.ToHashSet();
        if (met.Contains(RecordDisqualifier.HighRisk))
        {
            met.Add(RecordDisqualifier.Risk);
        }

        List<ExemptionReason> reasons = [];
        if (employees >= limit.Value)
        {
            reasons.Add(new("employees", limit.Source, limit.Confidence));
        }

        reasons.AddRange(test.Value.Where(met.Contains).Select(disqualifier => new ExemptionReason(CodeOf(disqualifier), test.Source, test.Confidence)));
        return new(reasons.Count > 0, reasons);
    }

    private static string CodeOf(RecordDisqualifier disqualifier) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(disqualifier.ToString());
}
