namespace MerkleLog;

/// <summary>Why a JSON value has no canonical form here. RFC 8785 (section 3.2.1) asks for I-JSON, RFC 7493.</summary>
public enum CanonicalJsonRule
{
    /// <summary>The text is not one JSON value in UTF-8, RFC 8259.</summary>
    NotJson,

    /// <summary>An object has the same key twice, RFC 7493 section 2.3.</summary>
    DuplicateKey,

    /// <summary>A string or key holds half a surrogate pair, or bytes that are not UTF-8, RFC 7493 section 2.1.</summary>
    LoneSurrogate,

    /// <summary>A number is beyond the range of a double, or not a number at all, RFC 8785 section 3.2.2.3.</summary>
    NonFiniteNumber,

    /// <summary>A number says more than a double can hold, so reading it back would give another number, RFC 7493 section 2.2.</summary>
    InexactNumber,

    /// <summary>The value is nested more than <see cref="CanonicalJson.MaximumDepth"/> levels deep.</summary>
    TooDeep,

    /// <summary>A node of the document object model wraps an object of the program instead of a JSON value.</summary>
    NotAJsonValue,
}

/// <summary>
/// A JSON value was refused because it has no single canonical form. It is never repaired. The message names the place and the rule
/// and never the value, which may be personal data.
/// </summary>
public sealed class CanonicalJsonException : FormatException
{
    internal CanonicalJsonException(CanonicalJsonRule rule, string pointer)
        : base($"The JSON value at '{pointer}' has no canonical form: {Sentence(rule)}")
    {
        Rule = rule;
        Pointer = pointer;
    }

    /// <summary>The rule that was broken.</summary>
    public CanonicalJsonRule Rule { get; }

    /// <summary>Where, as a JSON Pointer (RFC 6901); the empty string is the whole document.</summary>
    public string Pointer { get; }

    private static string Sentence(CanonicalJsonRule rule) => rule switch
    {
        CanonicalJsonRule.NotJson => "the text is not JSON in UTF-8.",
        CanonicalJsonRule.DuplicateKey => "a key occurs twice.",
        CanonicalJsonRule.LoneSurrogate => "the text holds half a surrogate pair or is not UTF-8.",
        CanonicalJsonRule.NonFiniteNumber => "the number is not a finite double.",
        CanonicalJsonRule.InexactNumber => "the number does not survive the round trip through a double.",
        CanonicalJsonRule.TooDeep => $"it is nested deeper than {CanonicalJson.MaximumDepth} levels.",
        _ => "it is not a JSON value.",
    };
}
