using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorChanges.Informing;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>How many controllers stand so.</summary>
/// <param name="Standing">How.</param>
/// <param name="Controllers">How many.</param>
public sealed record StandingCount(ControllerStanding Standing, int Controllers);

/// <summary>How many notices have come so far.</summary>
/// <param name="Progress">How far.</param>
/// <param name="Controllers">How many.</param>
public sealed record ProgressCount(NoticeProgress Progress, int Controllers);

/// <summary>How many controllers have a finding.</summary>
/// <param name="Finding">Which.</param>
/// <param name="Controllers">How many.</param>
public sealed record FindingCount(ChangeFindingCode Finding, int Controllers);

/// <summary>How all controllers stand to a change, counted when it is shown.</summary>
/// <param name="On">The day for which it was counted: today, or the first day of its effect.</param>
/// <param name="Controllers">How many are concerned.</param>
/// <param name="Standings">How they stand on that day.</param>
/// <param name="Progress">How far their notices have come.</param>
/// <param name="LawfulForAllFrom">The first day on which nobody's period runs any more, as far as dates decide; who is not informed yet is taken to be informed now.</param>
/// <param name="IntendedTooEarlyFor">For how many the intended day comes before their earliest lawful one.</param>
/// <param name="WithoutDate">For how many no date can be computed.</param>
/// <param name="OpenObjections">How many objections are not resolved, late ones included.</param>
/// <param name="Findings">What is not as it should be.</param>
public sealed record ChangeSummary(
    DateOnly On, int Controllers, IReadOnlyList<StandingCount> Standings, IReadOnlyList<ProgressCount> Progress, DateOnly? LawfulForAllFrom, int IntendedTooEarlyFor,
    int WithoutDate, int OpenObjections, IReadOnlyList<FindingCount> Findings)
{
    /// <summary>Counts the records of a change. The dates of those with the same terms are computed once.</summary>
    internal static async Task<ChangeSummary> OfAsync(IAsyncEnumerable<ChangeNotice> notices, DateOnly on, LawBook law, DateTimeOffset now, CancellationToken ct)
    {
        var (known, at) = (new KnownDates(law), now);
        var (standings, progress, findings) = (new Dictionary<ControllerStanding, int>(), new Dictionary<NoticeProgress, int>(), new Dictionary<ChangeFindingCode, int>());
        var (all, tooEarly, without, objections, lawful) = (0, 0, 0, 0, (DateOnly?)null);
        await foreach (var notice in notices.WithCancellation(ct))
        {
            all++;
            var standing = notice.StandingOn(on, law, known);
            Count(standings, standing);
            Count(progress, notice.Progress);
            foreach (var finding in notice.FindingsUnder(law, at, known).Select(f => f.Code).Distinct())
                Count(findings, finding);
            objections += notice.Objections.Count(o => o.Resolution is null);
            if (standing == ControllerStanding.Excepted || notice.AcceptedAt is not null || !notice.Kind.CanBeObjectedTo())
                continue;
            if (notice.DatesUnder(known, at) is not { } dates)
                without++;
            else
            {
                lawful = lawful > dates.Earliest ? lawful : dates.Earliest;
                tooEarly += dates.Earliest > notice.IntendedFrom ? 1 : 0;
            }
        }

        return new(
            on, all, [.. standings.OrderBy(s => s.Key).Select(s => new StandingCount(s.Key, s.Value))], [.. progress.OrderBy(p => p.Key).Select(p => new ProgressCount(p.Key, p.Value))],
            lawful, tooEarly, without, objections, [.. findings.OrderBy(f => f.Key).Select(f => new FindingCount(f.Key, f.Value))]);
    }

    private static void Count<T>(Dictionary<T, int> counts, T key) where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}

/// <summary>On which day a change becomes lawful for how many.</summary>
/// <param name="From">The day.</param>
/// <param name="Controllers">For how many it is the earliest.</param>
public sealed record EarliestDate(DateOnly From, int Controllers);

/// <summary>When a change can lawfully take effect if the controllers are informed on a day, before anybody is.</summary>
/// <param name="InformedOn">The day, whatever its hour.</param>
/// <param name="Controllers">How many agreements the change concerns.</param>
/// <param name="DifferentTerms">How many kinds of terms they have.</param>
/// <param name="LawfulForAllFrom">The first day that is lawful for all for whom a day can be computed, if nobody objects.</param>
/// <param name="IntendedTooEarlyFor">For how many the intended day is too early.</param>
/// <param name="MustAcceptExpressly">How many have to accept expressly, since their silence is no acceptance.</param>
/// <param name="WithoutDate">For how many no day can be computed.</param>
/// <param name="Dates">The earliest days, each with the number of controllers.</param>
public sealed record EarliestDates(
    DateOnly InformedOn, int Controllers, int DifferentTerms, DateOnly? LawfulForAllFrom, int IntendedTooEarlyFor, int MustAcceptExpressly, int WithoutDate,
    IReadOnlyList<EarliestDate> Dates)
{
    /// <summary>Counts the agreements that a change concerns, by their terms.</summary>
    internal static async Task<EarliestDates> OfAsync(
        SubprocessorChange change, IAsyncEnumerable<ProcessingAgreements.ProcessingAgreement> agreements, DateOnly informedOn, LawBook law, CancellationToken ct)
    {
        var alike = new Dictionary<(ChangeTerms? Terms, Vocabulary.CountryCode Country), int>();
        await foreach (var agreement in agreements.WithCancellation(ct))
        {
            var key = (ChangeTerms.Of(agreement), agreement.Country);
            alike[key] = alike.GetValueOrDefault(key) + 1;
        }

        // At the last instant of the day: whenever on that day a controller is informed, its periods end no later than this.
        var keeper = ChangePeriods.KeeperOf(change.Jurisdiction, new DateTimeOffset(informedOn.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), law);
        var informedAt = keeper.EndOf(informedOn).AddTicks(-TimeSpan.TicksPerMicrosecond);
        var counted = alike.Select(group => (group.Key.Terms, Controllers: group.Value, From: !change.Content.Kind.CanBeObjectedTo() ? informedOn
            : group.Key.Terms is { } terms ? KnownDates.Compute(new(terms, group.Key.Country, change.Jurisdiction), informedAt, law)?.Earliest : null)).ToList();
        return new(
            informedOn, counted.Sum(c => c.Controllers), counted.Select(c => c.Terms).Distinct().Count(), counted.Max(c => c.From),
            counted.Where(c => c.From > change.IntendedFrom).Sum(c => c.Controllers),
            counted.Where(c => change.Content.Kind.CanBeObjectedTo() && c.Terms?.AcceptsBySilence is not true).Sum(c => c.Controllers),
            counted.Where(c => c.From is null).Sum(c => c.Controllers),
            [.. counted.Where(c => c.From is not null).GroupBy(c => c.From!.Value).OrderBy(g => g.Key).Select(g => new EarliestDate(g.Key, g.Sum(c => c.Controllers)))]);
    }
}
