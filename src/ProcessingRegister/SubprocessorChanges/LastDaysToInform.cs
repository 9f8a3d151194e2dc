using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ProcessingRegister.Law;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>
/// Remembers the last days to inform for each law book. Such a day is searched for, which takes a hundred times as long as anything else that is done for
/// one controller, and of 20,000 controllers few have terms that no other has.
/// </summary>
internal static class LastDaysToInform
{
    // Far more than the kinds of terms that one change meets, and small enough that changes of many years are not kept for good.
    private const int Most = 4096;

    private static readonly ConditionalWeakTable<LawBook, ConcurrentDictionary<(ChangeParties, DateOnly), DateOnly?>> Known = [];

    /// <summary>The day, as <see cref="ChangePeriods.LastDayToInform"/> has it; <c>null</c> where a calendar is not known, since none is guessed.</summary>
    public static DateOnly? For(ChangeParties parties, DateOnly effective, LawBook law)
    {
        var known = Known.GetOrCreateValue(law);
        if (known.TryGetValue((parties, effective), out var day))
            return day;
        if (known.Count >= Most)
            known.Clear();
        return known[(parties, effective)] = Search(parties, effective, law);
    }

    private static DateOnly? Search(ChangeParties parties, DateOnly effective, LawBook law)
    {
        try
        {
            return ChangePeriods.LastDayToInform(parties, effective, law);
        }
        catch (LawUnknownException)
        {
            // The years that the sources cover end somewhere.
            return null;
        }
    }
}
