using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>
/// The law was asked for something its data do not say. It does not guess: what depends on the answer stops until a row is added.
/// </summary>
public sealed class LawUnknownException(string key, Territory jurisdiction, DateOnly on)
    : Exception($"The law of {jurisdiction} on {on:yyyy-MM-dd} is not known for '{key}'.")
{
    /// <summary>What was asked for.</summary>
    public string Key { get; } = key;

    /// <summary>Whose law was asked for.</summary>
    public Territory Jurisdiction { get; } = jurisdiction;

    /// <summary>The day for which it was asked.</summary>
    public DateOnly On { get; } = on;
}
