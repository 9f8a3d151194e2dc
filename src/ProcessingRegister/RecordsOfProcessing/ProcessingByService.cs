using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary>One activity that is carried out on behalf of controllers, Art. 30(2)(b)-(d).</summary>
/// <param name="Id">The activity.</param>
/// <param name="Version">Its version.</param>
/// <param name="Reference">The organisation's own name for it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Services">The services in which it is carried out.</param>
/// <param name="Points">What is stated of each point.</param>
public sealed record CarriedOut(
    Guid Id, long Version, ImpersonalText Reference, ImpersonalText Name, IReadOnlyList<ImpersonalText> Services, IReadOnlyList<Point> Points)
{
    /// <summary>The activity as the processor's record shows it.</summary>
    public static CarriedOut Of(ProcessingActivity activity) =>
        new(activity.Id, activity.Version, activity.Reference, activity.Content.Name, activity.Content.Services, ActivityPoints.OfProcessor(activity.Content));
}

/// <summary>
/// The join of Art. 30(2): an agreement takes part in each of the processor's activities that is carried out in a service it takes. The activities are
/// few and held; the agreements are many and pass by.
/// </summary>
public sealed class ProcessingByService(IEnumerable<ProcessingActivity> activities, DateOnly day)
{
    private readonly ILookup<ImpersonalText, CarriedOut> byService = activities
        .Where(a => a.Role == ProcessingRole.Processor && !(a.EndedOn <= day))
        .Select(CarriedOut.Of)
        .OrderBy(a => a.Reference.Value, StringComparer.Ordinal)
        .SelectMany(a => a.Services.Distinct().Select(service => (service, Activity: a)))
        .ToLookup(x => x.service, x => x.Activity);

    /// <summary>The activities as a view shows them.</summary>
    public static async Task<ProcessingByService> LoadAsync(RecordQueries records, string tenantId, View view, DateOnly day, CancellationToken ct, bool open = true) =>
        new(await records.AllAsync<ProcessingActivity>(tenantId, view, ActivityColumns.Of(ProcessingRole.Processor), ct, open).ToListAsync(ct), day);

    /// <summary>What is carried out under an agreement, in the order of the activities' references.</summary>
    public IReadOnlyList<CarriedOut> Under(ProcessingAgreement agreement) => agreement.Content.Services is [var only]
        ? [.. byService[only]]
        : [.. agreement.Content.Services.SelectMany(service => byService[service]).Distinct().OrderBy(a => a.Reference.Value, StringComparer.Ordinal)];
}
