using System.Buffers.Binary;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>Findings are computed and not stored, and in a fixed order: a page goes on by their place in it.</summary>
internal static class ShowingFindings
{
    /// <summary>A page of what is found on the day of the view.</summary>
    internal static async Task<IResult> ListFound<T>(this HttpContext http, Func<View, DateOnly, CancellationToken, Task<IReadOnlyList<T>>> find)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (Showing.Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        var found = await find(view, view.Day(http.Now()), http.RequestAborted);
        var from = after is { } cursor ? PlaceIn(cursor) : 0;
        return Showing.PageOf(http, [.. found.Skip(from).Take(limit)], from + limit < found.Count ? CursorAt(from + limit) : null);
    }

    private static string CursorAt(int place)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(bytes, place);
        return Showing.Cursor(new Guid(bytes, bigEndian: true));
    }

    private static int PlaceIn(Guid cursor) => Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(cursor.ToByteArray(bigEndian: true)));
}
