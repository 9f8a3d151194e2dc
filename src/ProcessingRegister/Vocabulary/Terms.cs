using System.Collections.Concurrent;
using System.Reflection;

namespace ProcessingRegister.Vocabulary;

/// <summary>
/// The term of the W3C Data Privacy Vocabulary (DPV 2.3) that means the same as a value. A value for which DPV has no exact
/// term carries none: a term that nearly fits would make an export say something the register does not.
/// </summary>
/// <param name="iri">The absolute IRI of the term.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class DpvAttribute(string iri) : Attribute
{
    /// <summary>The absolute IRI of the term.</summary>
    public string Iri { get; } = iri;
}

/// <summary>The provision that a value stands for, of the GDPR unless another act is named.</summary>
/// <param name="citation">As lawyers cite it, for example <c>Art. 6(1)(a)</c>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ProvisionAttribute(string citation) : Attribute
{
    /// <summary>As lawyers cite it, for example <c>Art. 6(1)(a)</c>.</summary>
    public string Citation { get; } = citation;
}

/// <summary>Looks up what a value of the vocabulary is annotated with.</summary>
public static class Terms
{
    private static readonly ConcurrentDictionary<(Enum Value, Type Attribute), Attribute?> Annotations = new();

    /// <summary>The DPV IRI of a value, or null where DPV has no exact term.</summary>
    public static string? DpvIri(this Enum value) => Annotation<DpvAttribute>(value)?.Iri;

    /// <summary>The provision a value stands for, or null where it stands for none in particular.</summary>
    public static string? Provision(this Enum value) => Annotation<ProvisionAttribute>(value)?.Citation;

    internal static T? Annotation<T>(Enum value)
        where T : Attribute =>
        (T?)Annotations.GetOrAdd((value, typeof(T)), static key =>
            key.Value.GetType().GetField(key.Value.ToString())?.GetCustomAttribute(key.Attribute));
}
