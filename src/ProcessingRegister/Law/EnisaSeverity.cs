namespace ProcessingRegister.Law;

/// <summary>The bands of ENISA's severity score. None of them is a verdict: the law asks for the risk to rights and freedoms, Arts 33 and 34.</summary>
public enum SeverityBand
{
    /// <summary>Below 2.</summary>
    Low,

    /// <summary>From 2.</summary>
    Medium,

    /// <summary>From 3.</summary>
    High,

    /// <summary>From 4.</summary>
    VeryHigh,
}

/// <summary>
/// The severity of a breach by ENISA's recommendations of 2013: <c>SE = DPC × EI + CB</c>. Decimal throughout, since a score on the
/// bound of two bands belongs to the higher.
/// </summary>
public sealed record EnisaSeverity
{
    private static readonly decimal[] Steps = [0.25m, 0.5m, 0.75m, 1m];

    /// <summary>Scores a breach.</summary>
    /// <param name="dataProcessingContext">DPC, from 1 (simple data) to 4 (sensitive data), as adjusted for the context.</param>
    /// <param name="easeOfIdentification">EI: 0.25, 0.5, 0.75 or 1.</param>
    /// <param name="circumstances">CB: up to 0.5 each for loss of confidentiality, integrity and availability, and for malicious intent, in quarters.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is none that the method knows.</exception>
    public EnisaSeverity(decimal dataProcessingContext, decimal easeOfIdentification, decimal circumstances)
    {
        Refuse(dataProcessingContext is < 1 or > 4, nameof(dataProcessingContext));
        Refuse(!Steps.Contains(easeOfIdentification), nameof(easeOfIdentification));
        Refuse(circumstances is < 0 or > 2 || circumstances % 0.25m != 0, nameof(circumstances));
        Score = (dataProcessingContext * easeOfIdentification) + circumstances;
    }

    /// <summary>SE.</summary>
    public decimal Score { get; }

    /// <summary>The band of the score.</summary>
    public SeverityBand Band => Score switch
    {
        < 2 => SeverityBand.Low,
        < 3 => SeverityBand.Medium,
        < 4 => SeverityBand.High,
        _ => SeverityBand.VeryHigh,
    };

    private static void Refuse(bool broken, string parameter)
    {
        if (broken)
        {
            throw new ArgumentOutOfRangeException(parameter, "No value of the method.");
        }
    }
}
