using System.Globalization;
using System.Runtime.InteropServices;

namespace TransparencyReport.Suppression;

/// <summary>A hidden cell of which a reader can learn too much.</summary>
/// <param name="Cell">Its index.</param>
/// <param name="Low">The least that it can be.</param>
/// <param name="High">The most.</param>
/// <param name="Impossible">How many of the numbers that should be possible are not.</param>
public sealed record Leak(int Cell, long Low, long High, int Impossible);

/// <summary>What the gate found.</summary>
/// <param name="Leaks">The cells that leak.</param>
/// <param name="Undecided">Cells in groups whose search met its limit; these are not to be published either.</param>
public sealed record Audit(IReadOnlyList<Leak> Leaks, IReadOnlyList<int> Undecided)
{
    /// <summary>Whether what was examined may be published.</summary>
    public bool Passed => Leaks.Count == 0 && Undecided.Count == 0;
}

/// <summary>
/// Decides by exact integer search whether hidden numbers stay hidden: for each small one, and each number of 1 to k - 1, whether all that is published allows it.
/// What bounds propagation would find is not asked: it can overstate what is possible, and so let tables pass that leak.
/// </summary>
/// <param name="limit">The limit of one search in deterministic seconds: a count of operations, so that it is the same on every machine.</param>
public sealed class Gate(double limit = 4)
{
    // A group of cells that is hidden as it was has the same answer as it had.
    private readonly Dictionary<string, Audit> answers = [];

    /// <summary>How many searches were made.</summary>
    public int Searches { get; private set; }

    /// <summary>Examines all that is published.</summary>
    public Audit Examine(PublishedSystem system)
    {
        var (leaks, undecided, ceiling) = (new List<Leak>(), new List<int>(), system.Ceiling);
        foreach (var group in Groups(system))
        {
            if (!group.Any(cell => system.Cells[cell].IsProtected))
                continue;
            var key = string.Join(' ', group.Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell}:{(int)system.Cells[cell].Showing}")));
            ref var answer = ref CollectionsMarshal.GetValueRefOrAddDefault(answers, key, out var known);
            if (!known)
            {
                var search = new GroupSearch(system, group, ceiling, limit);
                answer = search.Run();
                Searches += search.Searches;
            }

            leaks.AddRange(answer!.Leaks);
            undecided.AddRange(answer.Undecided);
        }

        return new(leaks, undecided);
    }

    /// <summary>Hidden cells that are related, each group in the order of its indices.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Groups(PublishedSystem system)
    {
        var leader = Enumerable.Range(0, system.Cells.Count).ToArray();
        foreach (var relation in system.Relations)
        {
            var first = -1;
            foreach (var cell in relation.Cells.Where(cell => system.Cells[cell].IsHidden))
            {
                if (first < 0)
                    first = cell;
                else
                    leader[Find(cell)] = Find(first);
            }
        }

        return [.. leader.Select((_, cell) => cell).Where(cell => system.Cells[cell].IsHidden).GroupBy(Find).Select(group => group.ToList())];

        int Find(int cell)
        {
            while (leader[cell] != cell)
                cell = leader[cell] = leader[leader[cell]];
            return cell;
        }
    }
}
