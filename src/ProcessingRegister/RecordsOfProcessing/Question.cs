using ProcessingRegister.Reading;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary>What a request asks of a register: from where to look, which page, in which form.</summary>
internal sealed record Question(View View, Guid? After, int Limit, Format Format)
{
    /// <summary>Reads the request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="question">What it asks.</param>
    /// <param name="alsoAsCsv">Whether the register is to be had as CSV too.</param>
    /// <returns>The problem to answer with, or <c>null</c>.</returns>
    public static IResult? Of(HttpContext http, out Question question, bool alsoAsCsv = false)
    {
        question = new(View.Now, null, 0, Format.Json);
        var format = Format.Json;
        if (alsoAsCsv && Formats.Asked(http, out format) is { } notAcceptable)
            return notAcceptable;
        if (View.Of(http, out var view) is { } noView)
            return noView;
        if (Showing.Range(http, out var after, out var limit) is { } noRange)
            return noRange;
        question = new(view, after, limit, format);
        return null;
    }
}
