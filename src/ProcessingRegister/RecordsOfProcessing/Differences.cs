using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary>What became of a record between two instants.</summary>
public enum ChangeOfRecord
{
    /// <summary>It was not on record at the first, and is at the second.</summary>
    Added,

    /// <summary>It had not ended at the first, and has at the second. It stays on record, as ended.</summary>
    Removed,

    /// <summary>It says something else.</summary>
    Changed,
}

/// <summary>One member that says something else.</summary>
/// <param name="Pointer">Its place in the record (RFC 6901).</param>
/// <param name="From">What stood there at the first instant; absent when nothing did.</param>
/// <param name="To">What stands there at the second; absent when nothing does.</param>
public sealed record MemberDifference(string Pointer, JsonNode? From, JsonNode? To);

/// <summary>How one record differs.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Which.</param>
/// <param name="Change">What became of it.</param>
/// <param name="FromVersion">Its version at the first instant; absent when it was not on record.</param>
/// <param name="ToVersion">Its version at the second.</param>
/// <param name="Members">Each member that differs; empty for a record that was added.</param>
public sealed record RecordDifference(
    RecordKind Kind, Guid Id, ChangeOfRecord Change, long? FromVersion, long ToVersion, IReadOnlyList<MemberDifference> Members);

/// <summary>A page of differences.</summary>
/// <param name="From">The first instant (UTC).</param>
/// <param name="To">The second (UTC).</param>
/// <param name="Items">The records that differ.</param>
/// <param name="NextCursor">What to send as <c>cursor</c> for the next page; <c>null</c> on the last.</param>
public sealed record DifferencePage(
    DateTimeOffset From, DateTimeOffset To, IReadOnlyList<RecordDifference> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor)
{
    /// <summary>In what the list of subprocessors differs, Art. 28(2): on the first page, since it is shown whole.</summary>
    public ListDifference? Subprocessors { get; init; }
}

/// <summary>Compares records as a reader sees them. Pure.</summary>
public static class Differences
{
    // These say that something was recorded, and what differs says what.
    private static readonly string[] Bookkeeping = ["version", "recordedAt", "statements"];

    /// <summary>How a record differs; <c>null</c> when it says the same. Personal texts must be open.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="from">The record at the first instant, <c>null</c> when it was not on record.</param>
    /// <param name="to">The record at the second.</param>
    /// <param name="ended">When a record of this kind ended.</param>
    public static RecordDifference? Between<T>(RecordKind kind, T? from, T to, Func<T, DateOnly?> ended) where T : Record
    {
        if (from is null)
            return new(kind, to.Id, ChangeOfRecord.Added, null, to.Version, []);
        var members = Between(Said(from), Said(to));
        return members.Count == 0 ? null
            : new(kind, to.Id, ended(from) is null && ended(to) is not null ? ChangeOfRecord.Removed : ChangeOfRecord.Changed, from.Version, to.Version, members);
    }

    /// <summary>The members in which two values differ, in the order of the first; lists are compared item by item.</summary>
    public static IReadOnlyList<MemberDifference> Between(JsonNode? from, JsonNode? to)
    {
        var found = new List<MemberDifference>();
        Walk("", from, to);
        return found;

        void Walk(string pointer, JsonNode? one, JsonNode? other)
        {
            if (one is JsonObject a && other is JsonObject b)
            {
                foreach (var name in a.Select(m => m.Key).Union(b.Select(m => m.Key)))
                    Walk($"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", a[name], b[name]);
            }
            else if (one is JsonArray c && other is JsonArray d)
            {
                for (var i = 0; i < Math.Max(c.Count, d.Count); i++)
                    Walk($"{pointer}/{i}", i < c.Count ? c[i] : null, i < d.Count ? d[i] : null);
            }
            else if (!JsonNode.DeepEquals(one, other))
            {
                found.Add(new(pointer, one?.DeepClone(), other?.DeepClone()));
            }
        }
    }

    private static JsonObject Said<T>(T record)
    {
        var said = JsonSerializer.SerializeToNode(record, RegisterJson.Edge)!.AsObject();
        foreach (var name in Bookkeeping)
            said.Remove(name);
        return said;
    }
}
