using System.Collections;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Decisions;

/// <summary>What the record says of a point that the law asks for "where possible" or "where applicable" (rule 2.4).</summary>
public enum StatedAs
{
    /// <summary>Nothing was said: a gap.</summary>
    Missing,

    /// <summary>It is stated.</summary>
    Provided,

    /// <summary>It does not apply, for the reason given.</summary>
    NotApplicable,

    /// <summary>It cannot be stated yet, for the reason given, and will be looked at again.</summary>
    NotYetPossible,
}

/// <summary>A point of the record in one of its four states.</summary>
/// <param name="State">Which.</param>
/// <param name="Value">What is stated; only when provided.</param>
/// <param name="Reason">Why it does not apply, or cannot be stated yet.</param>
/// <param name="ReviewBy">By when it is looked at again; only when not yet possible.</param>
public sealed record Stated<T>(StatedAs State, T? Value = null, PersonalText? Reason = null, DateOnly? ReviewBy = null) where T : class
{
    /// <summary>Nothing was said.</summary>
    public static Stated<T> Missing { get; } = new(StatedAs.Missing);

    /// <summary>The faults of this point.</summary>
    /// <param name="pointer">Where it stands.</param>
    /// <param name="alwaysApplies">Whether the law asks for it without condition, so that it cannot be inapplicable.</param>
    public IEnumerable<Fault> Faults(string pointer, bool alwaysApplies = false)
    {
        if ((State == StatedAs.Provided) != (Value is not null))
            yield return new Fault($"{pointer}/value", "must be given exactly when state is provided");
        if (State == StatedAs.Provided && Value is ICollection { Count: 0 })
            yield return new Fault($"{pointer}/value", "must not be empty when state is provided; if there is none, state is notApplicable");
        if ((State is StatedAs.NotApplicable or StatedAs.NotYetPossible) != (Reason is not null))
            yield return new Fault($"{pointer}/reason", "must be given exactly when state is notApplicable or notYetPossible");
        if ((State == StatedAs.NotYetPossible) != (ReviewBy is not null))
            yield return new Fault($"{pointer}/reviewBy", "must be given exactly when state is notYetPossible");
        if (alwaysApplies && State == StatedAs.NotApplicable)
            yield return new Fault($"{pointer}/state", "must not be notApplicable: the law asks for this in every record");
    }
}

/// <summary>Rules of form that many requests share.</summary>
public static class Form
{
    /// <summary>The longest list that is accepted.</summary>
    public const int MaxItems = 200;

    /// <summary>A list may not be too long.</summary>
    public static IEnumerable<Fault> Size(string pointer, ICollection? list) =>
        list?.Count > MaxItems ? [new Fault(pointer, $"must not have more than {MaxItems} items")] : [];

    /// <summary>A period may not end before it begins.</summary>
    public static IEnumerable<Fault> Period(string pointer, DateOnly? from, DateOnly? to) =>
        to < from ? [new Fault(pointer, "must not be before the beginning of the period")] : [];

    /// <summary>The faults of each item, with its place.</summary>
    public static IEnumerable<Fault> Each<T>(string pointer, IReadOnlyList<T>? items, Func<T, string, IEnumerable<Fault>> faults) =>
        [.. Size(pointer, items as ICollection), .. (items ?? []).Take(MaxItems).SelectMany((item, i) => faults(item, $"{pointer}/{i}"))];
}
