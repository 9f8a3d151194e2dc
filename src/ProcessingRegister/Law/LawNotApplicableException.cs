using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>
/// The law is known and does not apply there on that day: there is no deadline to compute. Ask <see cref="DeadlineRule.AppliesUnder"/> first.
/// </summary>
public sealed class LawNotApplicableException(string rule, Territory jurisdiction, DateOnly on)
    : Exception($"The rule '{rule}' does not apply in {jurisdiction} on {on:yyyy-MM-dd}.")
{
    /// <summary>The rule's code.</summary>
    public string Rule { get; } = rule;

    /// <summary>Whose law was asked for.</summary>
    public Territory Jurisdiction { get; } = jurisdiction;

    /// <summary>The day for which it was asked.</summary>
    public DateOnly On { get; } = on;
}
