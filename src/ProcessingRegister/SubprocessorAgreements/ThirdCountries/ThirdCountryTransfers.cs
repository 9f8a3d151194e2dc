using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Organisations;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Reading;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements.ThirdCountries;

/// <summary>A processing activity that depends on a transfer.</summary>
/// <param name="Id">The activity.</param>
/// <param name="Reference">The organisation's own name for it.</param>
/// <param name="Name">What it is called.</param>
public sealed record DependentActivity(Guid Id, ImpersonalText Reference, ImpersonalText Name);

/// <summary>Data with a subprocessor in a third country, what carries them there on the day, and what depends on it.</summary>
/// <param name="Subprocessor">The subprocessor.</param>
/// <param name="Name">Its name.</param>
/// <param name="Chain">Through whom it is engaged.</param>
/// <param name="Place">The third country.</param>
/// <param name="Uses">Whether data lie there or are seen from there.</param>
/// <param name="Services">Of which services; of every one when <c>null</c>.</param>
/// <param name="Ground">What carries them, and what is wrong with it.</param>
/// <param name="Activities">The activities that depend on it.</param>
/// <param name="Controllers">How many agreements with controllers depend on it; a route of its own lists them.</param>
public sealed record ThirdCountryTransfer(
    Guid Subprocessor, ImpersonalText Name, IReadOnlyList<Guid> Chain, Territory Place, IReadOnlyList<PlaceUse> Uses, IReadOnlyList<ImpersonalText>? Services,
    Carriage Ground, IReadOnlyList<DependentActivity> Activities, int Controllers)
{
    /// <summary>The transfers of the places of all chains by the law of a day. Pure.</summary>
    public static IReadOnlyList<ThirdCountryTransfer> Of(
        IEnumerable<PlacedData> places, ILookup<Guid, SubprocessorAgreement> contracts, IReadOnlyList<ProcessingActivity> activities,
        IReadOnlyList<AgreementGroup> agreements, LawInForce law) =>
    [
        .. from data in places
           group data by (data.Subprocessor, data.Place) into there
           let ground = Carriage.Of(there.Key.Place, contracts[there.Key.Subprocessor], law)
           where ground.Verdict != TransferVerdict.NotATransfer
           let services = there.Any(d => d.Service is null) ? null : there.Select(d => d.Service!.Value).Distinct().OrderBy(s => s.Value, StringComparer.Ordinal).ToList()
           orderby ground.Gaps.Count == 0, there.Key.Place.Code, there.Key.Subprocessor
           select new ThirdCountryTransfer(
               there.Key.Subprocessor, there.First().Name, there.First().Chain, there.Key.Place, [.. there.Select(d => d.Use).Distinct().Order()], services, ground,
               [.. activities.Where(a => services is null ? a.Content.Services.Count > 0 : a.Content.Services.Any(services.Contains))
                   .Select(a => new DependentActivity(a.Id, a.Reference, a.Content.Name))],
               agreements.Where(g => services is null ? g.Terms.Services.Count > 0 : services.Exists(s => g.Terms.Take(s))).Sum(g => g.Agreements)),
    ];
}

/// <summary>Finds the transfers of an organisation. What it costs is in proportion to subprocessors, activities and the different terms of agreements.</summary>
public sealed class ThirdCountryFindings(RecordQueries records, ControllersTerms terms)
{
    /// <summary>The transfers of a day, those with gaps first.</summary>
    public async Task<IReadOnlyList<ThirdCountryTransfer>> OnAsync(string tenantId, View view, DateOnly day, CancellationToken ct)
    {
        var then = view with { ValidAt = day };
        var law = await LawAsync(tenantId, view, day, ct);
        var subprocessors = await records.AllAsync<Subprocessor>(tenantId, then, null, ct, open: false).ToListAsync(ct);
        var contracts = await records.AllAsync<SubprocessorAgreement>(tenantId, then, null, ct, open: false).ToListAsync(ct);
        var activities = await records.AllAsync<ProcessingActivity>(tenantId, then, null, ct, open: false)
            .Where(a => a.Role == ProcessingRole.Processor && !(a.EndedOn <= day)).ToListAsync(ct);
        return ThirdCountryTransfer.Of(
            ChainPlaces.Of(subprocessors, day), contracts.ToLookup(c => c.Subprocessor), activities, await terms.OnAsync(tenantId, view, day, ct), law);
    }

    /// <summary>A page of the controllers that depend on data being with a subprocessor in a place; <c>null</c> when nothing of that is on record.</summary>
    public async Task<(IReadOnlyList<DependentController> Controllers, Guid? Next)?> ControllersAsync(
        string tenantId, View view, DateOnly day, (Guid Subprocessor, Territory Place) transfer, (Guid? After, int Limit) page, CancellationToken ct)
    {
        var subprocessors = await records.AllAsync<Subprocessor>(tenantId, view with { ValidAt = day }, null, ct, open: false).ToListAsync(ct);
        var there = ChainPlaces.Of(subprocessors, day).Where(d => d.Subprocessor == transfer.Subprocessor && d.Place == transfer.Place).ToList();
        if (there.Count == 0)
            return null;
        var services = there.Exists(d => d.Service is null) ? null : there.Select(d => d.Service!.Value).ToHashSet();
        var (agreements, next) = await terms.TakingAsync(tenantId, view, day, services, page.After, page.Limit, ct);
        return ([.. agreements.Select(a => new DependentController(a.Id, a.Content.ControllerName, a.Content.Services))], next);
    }

    private async Task<LawInForce> LawAsync(string tenantId, View view, DateOnly day, CancellationToken ct)
    {
        var keeper = await records.TheseAsync<Organisation>(tenantId, [Guid.Parse(tenantId)], view with { ValidAt = null }, ct, open: false);
        return LawInForce.At(keeper is [var organisation] ? organisation.Profile.Jurisdiction : Territory.EuropeanUnion, day);
    }
}

/// <summary>A controller that depends on a transfer.</summary>
/// <param name="Agreement">The agreement with it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Services">The services that it takes.</param>
public sealed record DependentController(Guid Agreement, PersonalText Name, IReadOnlyList<ImpersonalText> Services);
