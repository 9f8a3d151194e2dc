using ProcessingRegister.Law;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary>What Art. 30(5) says of this organisation. Information only: nothing is left unrecorded because of it.</summary>
/// <param name="Employees">The number of employees that was asked with; <c>null</c> for the smallest organisation there can be.</param>
/// <param name="RecordRequired">Whether the law requires a record by what is on record; without a number of employees, whatever the number.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Note">What it means.</param>
public sealed record Exemption(int? Employees, bool RecordRequired, IReadOnlyList<ExemptionReason> Reasons, string Note)
{
    /// <summary>
    /// Evaluates by what the records state: special categories, data on offences, a required impact assessment. That processing is not occasional is
    /// taken from its being on record at all as an activity that goes on.
    /// </summary>
    /// <returns><c>null</c> when the law of that day is not known.</returns>
    public static Exemption? Of(IReadOnlyCollection<ProcessingActivity> activities, int? employees, LawInForce law)
    {
        try
        {
            var finding = ArticleThirtyExemption.Evaluate(employees ?? 0, Disqualifiers(activities), law);
            return new(employees, finding.RecordRequired, finding.Reasons,
                "For information only: controllers and the duty to demonstrate compliance, Art. 5(2), ask for the record all the same.");
        }
        catch (LawUnknownException)
        {
            return null;
        }
    }

    private static IEnumerable<RecordDisqualifier> Disqualifiers(IReadOnlyCollection<ProcessingActivity> activities)
    {
        if (activities.Count > 0)
            yield return RecordDisqualifier.NotOccasional;
        var categories = activities.SelectMany(a => a.Content.DataCategories.Value ?? []).ToList();
        if (categories.Any(c => c.SpecialCategory is not null))
            yield return RecordDisqualifier.Art9;
        if (categories.Any(c => c.CriminalOffences))
            yield return RecordDisqualifier.Art10;
        if (activities.Any(a => a.Content.Dpia is { State: not (DpiaState.NotDetermined or DpiaState.NotRequired) }))
            yield return RecordDisqualifier.HighRisk;
    }
}
