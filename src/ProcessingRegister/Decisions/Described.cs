namespace ProcessingRegister.Decisions;

/// <summary>A GET that shows one record: takes asOf and validAt, answers with an ETag, or 304.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShowsAttribute(Type record) : Attribute
{
    /// <summary>What is shown.</summary>
    public Type Record { get; } = record;
}

/// <summary>A GET that lists: takes asOf, validAt, cursor and limit, answers with a page.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ListsAttribute(Type item) : Attribute
{
    /// <summary>What is listed.</summary>
    public Type Item { get; } = item;

    /// <summary>The query parameter that names where to go on.</summary>
    public string Cursor { get; init; } = "cursor";

    /// <summary>Whether it takes asOf and validAt.</summary>
    public bool FromAnyView { get; init; } = true;

    /// <summary>Whether the whole can be had as CSV.</summary>
    public bool AsCsv { get; init; }
}

/// <summary>Any other answer of a route.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AnswersAttribute(int status, Type? type = null) : Attribute
{
    /// <summary>The status.</summary>
    public int Status { get; } = status;

    /// <summary>The body, or <c>null</c>.</summary>
    public Type? Type { get; } = type;

    /// <summary>The media type of a body that is no JSON.</summary>
    public string? MediaType { get; init; }
}

/// <summary>A request that shows how it is meant; the example stands in the description of the interface and is tested to be well-formed.</summary>
public interface IExemplified
{
    /// <summary>The example, as a client would send it.</summary>
    static abstract object Example { get; }
}

/// <summary>A problem document as this program writes it (RFC 9457).</summary>
/// <param name="Type">What kind of problem: a URN that is stable.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What can be done.</param>
/// <param name="Errors">For a malformed request: by JSON Pointer, query parameter or header, the rules that are broken.</param>
/// <param name="Code">For a refusal: the rule's code.</param>
/// <param name="Provision">For a refusal: the provision that it follows from.</param>
/// <param name="Concerned">For a refusal that protects agreements: how many are concerned.</param>
/// <param name="TraceId">Under which the operator finds the request.</param>
public sealed record ProblemDocument(
    string Type, string Title, int Status, string? Detail = null, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors = null,
    string? Code = null, string? Provision = null, int? Concerned = null, string? TraceId = null);
