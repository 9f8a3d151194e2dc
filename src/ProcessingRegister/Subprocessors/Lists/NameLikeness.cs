namespace ProcessingRegister.Subprocessors.Lists;

/// <summary>How alike two names of legal entities are. Only a hint for a person who decides.</summary>
internal static class NameLikeness
{
    /// <summary>From this likeness on, of 0 to 1, two names are thought to be of one entity.</summary>
    public const double Similar = 0.6;

    // What says of which kind a company is, and nothing of which.
    private static readonly HashSet<string> Designators =
    [
        "inc", "incorporated", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "plc", "pty", "pbc", "ulc", "lp", "llp", "as", "asa", "ab", "aps", "a", "s",
        "oy", "gmbh", "ag", "bv", "b", "v", "nv", "sa", "sas", "sarl", "srl", "spa", "the", "aka", "formerly",
    ];

    /// <summary>The words of a name that say which entity it is.</summary>
    public static IReadOnlyList<string> Words(string name)
    {
        var words = new string([.. name.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var telling = words.Where(w => !Designators.Contains(w)).ToList();
        return telling.Count > 0 ? telling : words;
    }

    /// <summary>The likeness of two names, from 0 to 1.</summary>
    public static double Of(string one, string other)
    {
        var (a, b) = (Words(one), Words(other));
        if (a.Count == 0 || b.Count == 0)
            return one == other ? 1 : 0;
        if (a.ToHashSet().SetEquals(b))
            return 1;
        var common = 2.0 * a.Distinct().Intersect(b).Count() / (a.Distinct().Count() + b.Distinct().Count());
        var (left, right) = (string.Concat(a), string.Concat(b));
        var letters = 1 - (double)Distance(left, right) / Math.Max(left.Length, right.Length);
        // The first word tells most: of two halves of a joint name, the one that stands first goes on.
        return Math.Min(0.99, Math.Max(common, letters) + (a[0] == b[0] ? 0.1 : 0));
    }

    /// <summary>Whether all telling words of a name stand in another, which has more.</summary>
    public static bool IsPartOf(string name, string whole)
    {
        var (part, all) = (Words(name).ToHashSet(), Words(whole).ToHashSet());
        return part.Count > 0 && part.IsProperSubsetOf(all);
    }

    /// <summary>Whether two names are the same to a reader: but for capitals and space.</summary>
    public static bool AreSame(string one, string other) => string.Equals(Collapsed(one), Collapsed(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>A name with single spaces.</summary>
    public static string Collapsed(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // How many letters must be put in, left out or exchanged (Levenshtein).
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }

        return row[other.Length];
    }
}
