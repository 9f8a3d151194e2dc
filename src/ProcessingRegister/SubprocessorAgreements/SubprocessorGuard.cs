using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorAgreements.Commitments;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>
/// What contracts forbid about subprocessors: that one is engaged without a contract in force, Art. 28(4), and that data come to places that controllers
/// were promised they would not. An engagement that began on an earlier day is a fact, and recorded; that it had no contract is a finding then. A dated list of
/// what was published is a fact as well, and not asked about.
/// </summary>
public sealed class SubprocessorGuard(RecordQueries records, ControllersTerms terms) : IGuard<Subprocessor>
{
    /// <inheritdoc />
    public async Task<Objection?> ObjectsAsync(string tenantId, Subprocessor? before, Subprocessor after, Moment now, CancellationToken ct) =>
        await WithoutContractAsync(tenantId, before, after, now, ct) ?? await ExcludedPlacesAsync(tenantId, before, after, now, ct);

    private async Task<Objection?> WithoutContractAsync(string tenantId, Subprocessor? before, Subprocessor after, Moment now, CancellationToken ct)
    {
        foreach (var day in EngagementGate.DaysToAskFor(before, after, now.Today))
        {
            var contracts = await records.AllAsync<SubprocessorAgreement>(tenantId, new View(null, day), SubprocessorAgreementColumns.With(after.Id), ct, open: false).ToListAsync(ct);
            if (!EngagementGate.IsOpen(contracts, day))
                return new(SubprocessorAgreementRefusals.NoAgreementInForce);
        }

        return null;
    }

    private async Task<Objection?> ExcludedPlacesAsync(string tenantId, Subprocessor? before, Subprocessor after, Moment now, CancellationToken ct)
    {
        if (before is not null && ReferenceEquals(before.Content, after.Content) && ReferenceEquals(before.Engagements, after.Engagements)
            && ReferenceEquals(before.OwnSubprocessors, after.OwnSubprocessors) && before.MergedInto == after.MergedInto)
            return null;

        var day = after.LatestEffect > now.Today ? after.LatestEffect.Value : now.Today;
        var others = (await records.AllAsync<Subprocessor>(tenantId, View.Now, null, ct, open: false).ToListAsync(ct)).Where(s => s.Id != after.Id).ToList();
        var placesBefore = ChainPlaces.Of(before is null ? others : [.. others, before], day);
        var added = ChainPlaces.Of([.. others, after], day).ExceptBy(placesBefore.Select(KeyOf), KeyOf).ToList();
        if (added.Count == 0)
            return null;
        var overrides = await records.AllAsync<ResidencyOverride>(tenantId, View.Now, null, ct, open: false).ToListAsync(ct);
        added.RemoveAll(data => overrides.Exists(o => o.Covers(data, day)));
        var concerned = added.Count == 0 ? 0 : Residency.AgreementsConcernedBy(added, await terms.OnAsync(tenantId, View.Now, day, ct));
        return concerned == 0 ? null : new(SubprocessorAgreementRefusals.BreaksResidency, concerned);
    }

    // Through whom it came there makes no difference to whoever was promised that it would not.
    private static (Guid, string?, string, Territory, PlaceUse) KeyOf(PlacedData data) =>
        (data.Subprocessor, data.Service?.Value, string.Join('\n', data.DataCategories ?? []), data.Place, data.Use);
}

/// <summary>No engagement without a contract in force, Art. 28(4). Pure.</summary>
public static class EngagementGate
{
    /// <summary>The first days of use that a change would add, from today on: on each a contract must be in force.</summary>
    public static IEnumerable<DateOnly> DaysToAskFor(Subprocessor? before, Subprocessor after, DateOnly today) =>
        after.Content.IsSubprocessor ? after.Engagements.Select(e => e.From).Except(before?.Engagements.Select(e => e.From) ?? []).Where(day => day >= today) : [];

    /// <summary>Whether one of these contracts is in force on a day; each as it is in effect on that day.</summary>
    public static bool IsOpen(IEnumerable<SubprocessorAgreement> contracts, DateOnly day) => contracts.Any(contract => contract.IsInForceOn(day));
}
