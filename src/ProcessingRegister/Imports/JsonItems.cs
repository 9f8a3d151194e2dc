using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ProcessingRegister.Decisions;

namespace ProcessingRegister.Imports;

/// <summary>
/// Reads a JSON file of the sample format (samples/README.md) item by item: <c>format</c> first, then sections, each an array of items or one item.
/// No more than the largest item is in memory at a time.
/// </summary>
internal sealed class JsonItems(Stream file, IReadOnlyList<IImportable> importables)
{
    /// <summary>What the member <c>format</c> must say.</summary>
    public const string Format = "processing-register-import/1";

    private enum Place { BeforeRoot, InRoot, AtMember, InSection, AfterRoot }

    private readonly HashSet<string> members = [];
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private bool final;
    private JsonReaderState state;
    private Place place;
    private string member = "";
    private IImportable? section;
    private int index;
    private int number;

    public async IAsyncEnumerable<ImportItem> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            while (Step(out var item))
            {
                if (item is not null)
                    yield return item;
            }

            if (place == Place.AfterRoot && final && start == end)
                yield break;
            if (final)
                throw new UnreadableFileException("The file ends before its JSON does.");
            await FillAsync(ct);
        }
    }

    // One token or one whole item; false when more input is needed, and then nothing was consumed.
    private bool Step(out ImportItem? item)
    {
        item = null;
        try
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), final, state);
            if (!reader.Read() || !Take(ref reader, out item))
            {
                if (place == Place.AfterRoot && final)
                    start = end;
                return false;
            }

            state = reader.CurrentState;
            start += (int)reader.BytesConsumed;
            return true;
        }
        catch (JsonException e)
        {
            throw new UnreadableFileException(string.Create(CultureInfo.InvariantCulture, $"The file is not JSON: see line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}."));
        }
    }

    private bool Take(ref Utf8JsonReader reader, out ImportItem? item)
    {
        item = null;
        switch (place, reader.TokenType)
        {
            case (Place.BeforeRoot, JsonTokenType.StartObject):
            case (Place.InSection, JsonTokenType.EndArray):
                place = Place.InRoot;
                return true;
            case (Place.InRoot, JsonTokenType.EndObject):
                place = members.Count > 0 ? Place.AfterRoot : throw new UnreadableFileException(FormatRule);
                return true;
            case (Place.InRoot, JsonTokenType.PropertyName):
                Enter(reader.GetString()!);
                return true;
            case (Place.AtMember, _) when section is null:
                place = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(Format) ? Place.InRoot : throw new UnreadableFileException(FormatRule);
                return true;
            case (Place.AtMember, JsonTokenType.StartArray):
                place = Place.InSection;
                return true;
            case (Place.AtMember, _):
                return TakeItem(ref reader, $"/{member}", out item) && (place = Place.InRoot) == Place.InRoot;
            case (Place.InSection, _):
                return TakeItem(ref reader, $"/{member}/{index}", out item) && ++index > 0;
            default:
                throw new UnreadableFileException("The file must be one JSON object.");
        }
    }

    private const string FormatRule = $"The file must be an object whose first member is \"format\": \"{Format}\".";

    private void Enter(string name)
    {
        if (members.Count == 0 != (name == "format"))
            throw new UnreadableFileException(FormatRule);
        if (!members.Add(name))
            throw new UnreadableFileException("A member of the file stands in it twice.");
        section = members.Count == 1 ? null : importables.FirstOrDefault(i => i.Section == name)
            ?? throw new UnreadableFileException($"The file has a member that is none of {string.Join(", ", importables.Select(i => i.Section))}.");
        (place, member, index) = (Place.AtMember, name, 0);
    }

    private bool TakeItem(ref Utf8JsonReader reader, string at, out ImportItem? item)
    {
        item = null;
        var from = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
            return false;
        item = new ImportItem(++number, section!, buffer.AsMemory(start + from, (int)reader.BytesConsumed - from).ToArray(), pointer => at + pointer, []);
        return true;
    }

    private async Task FillAsync(CancellationToken ct)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end > ImportFormats.MaxItemSize)
            throw new UnreadableFileException($"Item {number + 1} has more than {ImportFormats.MaxItemSize} bytes.");
        if (end == buffer.Length)
            Array.Resize(ref buffer, 2 * buffer.Length);
        var read = await file.ReadAsync(buffer.AsMemory(end), ct);
        end += read;
        final = read == 0;
    }
}
