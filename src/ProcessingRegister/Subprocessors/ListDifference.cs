using System.Text.Json.Serialization;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Subprocessors;

/// <summary>In what the list of subprocessors differs.</summary>
public enum ChangeOfList
{
    /// <summary>It was not in use, and is.</summary>
    Added,

    /// <summary>It was in use, and is no longer.</summary>
    Removed,

    /// <summary>It became one with another, and stands under that one's name.</summary>
    Merged,

    /// <summary>The same legal entity has another name.</summary>
    Renamed,

    /// <summary>It does something else, or does it for other services.</summary>
    PurposeChanged,

    /// <summary>Data lie elsewhere, or are seen from elsewhere.</summary>
    PlaceChanged,
}

/// <summary>One difference of the list: one subprocessor has one for each way in which it differs.</summary>
/// <param name="Change">In what it differs.</param>
/// <param name="Subprocessor">Its record.</param>
/// <param name="Name">Its name on the later day; of one that is gone, the last.</param>
public sealed record ListChange(ChangeOfList Change, Guid Subprocessor, ImpersonalText Name)
{
    /// <summary>The name before, when it was renamed.</summary>
    public ImpersonalText? NameBefore { get; init; }

    /// <summary>What it did, on the earlier day.</summary>
    public IReadOnlyList<ServedService>? Before { get; init; }

    /// <summary>What it does, on the later day.</summary>
    public IReadOnlyList<ServedService>? After { get; init; }

    /// <summary>The record of the one that it merged into.</summary>
    public Guid? MergedInto { get; init; }
}

/// <summary>The difference of the list between two days.</summary>
/// <param name="From">The earlier day.</param>
/// <param name="To">The later day.</param>
/// <param name="Added">Who came.</param>
/// <param name="Removed">Who went.</param>
/// <param name="Merged">Who became one with another.</param>
/// <param name="Renamed">Who has another name.</param>
/// <param name="PurposeChanged">Who does something else.</param>
/// <param name="PlaceChanged">Who does it elsewhere.</param>
public sealed record ListDifference(
    DateOnly From, DateOnly To, IReadOnlyList<ListChange> Added, IReadOnlyList<ListChange> Removed, IReadOnlyList<ListChange> Merged,
    IReadOnlyList<ListChange> Renamed, IReadOnlyList<ListChange> PurposeChanged, IReadOnlyList<ListChange> PlaceChanged)
{
    /// <summary>Every change, in the order of the members.</summary>
    [JsonIgnore]
    public IEnumerable<ListChange> All => [.. Added, .. Removed, .. Merged, .. Renamed, .. PurposeChanged, .. PlaceChanged];

    /// <summary>The difference between the records as they were in effect on two days.</summary>
    public static ListDifference Between(DateOnly from, IEnumerable<Subprocessor> before, DateOnly to, IEnumerable<Subprocessor> after)
    {
        var then = before.ToDictionary(s => s.Id);
        var now = after.ToDictionary(s => s.Id);
        var changes = then.Keys.Union(now.Keys).SelectMany(id => Of(then.GetValueOrDefault(id), from, now.GetValueOrDefault(id), to))
            .OrderBy(c => c.Name.Value, StringComparer.OrdinalIgnoreCase).ThenBy(c => c.Subprocessor).ToLookup(c => c.Change);
        return new(from, to, [.. changes[ChangeOfList.Added]], [.. changes[ChangeOfList.Removed]], [.. changes[ChangeOfList.Merged]], [.. changes[ChangeOfList.Renamed]],
            [.. changes[ChangeOfList.PurposeChanged]], [.. changes[ChangeOfList.PlaceChanged]]);
    }

    /// <summary>In what one subprocessor differs between two days; <c>null</c> for a day on which nothing was said of it.</summary>
    public static IEnumerable<ListChange> Of(Subprocessor? before, DateOnly from, Subprocessor? after, DateOnly to)
    {
        var (was, isNow) = (before?.IsListedOn(from) is true, after?.IsListedOn(to) is true);
        if (!was && isNow)
            yield return new(ChangeOfList.Added, after!.Id, after.Name) { After = after.Content.Services };
        if (was && !isNow)
        {
            yield return after?.MergedInto is { } merger && merger.On <= to
                ? new(ChangeOfList.Merged, before!.Id, after.Name) { Before = before.Content.Services, MergedInto = merger.Other }
                : new(ChangeOfList.Removed, before!.Id, before.Name) { Before = before.Content.Services };
        }

        if (!was || !isNow)
            yield break;
        if (before!.Name != after!.Name)
            yield return new(ChangeOfList.Renamed, after.Id, after.Name) { NameBefore = before.Name };
        var (did, does) = (before.Content.Services, after.Content.Services);
        if (!Tasks(did).SetEquals(Tasks(does)))
            yield return new(ChangeOfList.PurposeChanged, after.Id, after.Name) { Before = did, After = does };
        // A task that came or went brings or takes its places; a place changed when a task that stays is done elsewhere.
        if (did.Any(one => does.Any(other => (one.Service, one.Purpose) == (other.Service, other.Purpose) && !Places(one).SetEquals(Places(other))))
            || (!Tasks(did).Overlaps(Tasks(does)) && !did.SelectMany(Places).ToHashSet().SetEquals(does.SelectMany(Places))))
            yield return new(ChangeOfList.PlaceChanged, after.Id, after.Name) { Before = did, After = does };
    }

    private static HashSet<(ImpersonalText?, ImpersonalText?)> Tasks(IEnumerable<ServedService> services) => [.. services.Select(s => (s.Service, s.Purpose))];

    private static HashSet<(bool IsStorage, Territory Place)> Places(ServedService service) =>
        [.. (service.StoredIn ?? []).Select(p => (true, p)), .. (service.AccessedFrom ?? []).Select(p => (false, p))];
}
