using System.Text.Json;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace Benchmarks;

/// <summary>Invented processing activities of the size that real ones have (about 3 kB of JSON).</summary>
internal static class SampleActivities
{
    private const string Body =
        """
        {
          "name": "Customer support for service NUMBER",
          "description": "Questions and complaints of users are received by web form and telephone, answered, and kept as cases.",
          "services": ["support", "hosting"],
          "categoriesOfProcessing": { "state": "provided", "value": ["Answering users' questions", "Keeping cases", "Analysing causes of faults"] },
          "purposes": { "state": "provided", "value": [
            { "text": "Answering questions about the service (revision REVISION)", "legalBases": { "state": "provided", "value": ["contract"] } },
            { "text": "Finding and mending faults of the service", "legalBases": { "state": "provided", "value": ["legitimateInterests"] },
              "legitimateInterest": "A service that works as its users expect" } ] },
          "dataSubjects": { "state": "provided", "value": ["Users of the service", "Employees of customers", "Callers"] },
          "dataCategories": { "state": "provided", "value": [
            { "name": "Identification and contact details", "description": "Name, address, telephone number, e-mail address", "timeLimitForErasure":
              { "state": "provided", "value": { "text": "Three years after the case was closed", "years": 3, "trigger": "purposeFulfilled", "method": "erasure" } } },
            { "name": "Content of the case", "description": "What was asked and answered, and files that were sent", "timeLimitForErasure":
              { "state": "provided", "value": { "text": "Three years after the case was closed", "years": 3, "trigger": "purposeFulfilled", "method": "erasure" } } },
            { "name": "Records of telephone calls", "dataSubjects": ["Callers"], "timeLimitForErasure":
              { "state": "provided", "value": { "text": "Ninety days after the call", "days": 90, "trigger": "collection", "method": "overwriting" } } } ] },
          "recipients": { "state": "provided", "value": [
            { "kind": "processor", "name": "Operator of the telephone exchange", "purpose": "Carrying and recording calls", "country": "NO" },
            { "kind": "processor", "name": "Operator of the computing centre", "purpose": "Hosting of the case system", "country": "SE" },
            { "kind": "internalDepartment", "name": "Development" } ] },
          "transfers": { "state": "provided", "value": [
            { "country": "US", "importer": "Supplier of the translation service", "mechanism": "standardClausesModule3",
              "safeguardDocument": "Clauses, module 3, signed 2025", "impactAssessment": "TIA-2025-11" } ] },
          "securityMeasures": { "state": "provided", "value": [
            { "kind": "encryption", "description": "Data are encrypted in transit and at rest" },
            { "kind": "accessControl", "description": "Access by role, reviewed each quarter" },
            { "kind": "loggingAndMonitoring", "description": "Every access to a case is logged and the logs are looked at" },
            { "kind": "backup", "description": "Daily backup, kept for thirty days, restored in a test each half year" } ] },
          "systems": [ { "name": "Case system", "storedIn": ["EEA"], "accessedFrom": ["NO", "SE"] }, { "name": "Telephone exchange", "storedIn": ["NO"] } ],
          "sources": [ { "name": "The data subject" }, { "name": "The customer" } ],
          "dpia": { "state": "notRequired", "document": "Screening NUMBER", "on": "2025-05-20" },
          "owner": { "unit": "Customer support" }
        }
        """;

    /// <summary>The reference of one of them.</summary>
    public static ImpersonalText Reference(int number) => new($"activity-{number:00000}");

    /// <summary>What the record says of it.</summary>
    /// <param name="number">Which activity.</param>
    /// <param name="revision">Which revision.</param>
    public static ActivityContent Content(int number, int revision) => JsonSerializer.Deserialize<ActivityContent>(
        Body.Replace("NUMBER", number.ToString("00000", null), StringComparison.Ordinal).Replace("REVISION", revision.ToString(null, null), StringComparison.Ordinal), RegisterJson.Edge)!;

    /// <summary>What happens to an activity over the years: it is registered, then revised and reviewed in turn.</summary>
    /// <param name="number">Which activity.</param>
    /// <param name="step">Which of its events, from 0 on.</param>
    /// <param name="day">When.</param>
    public static object Event(int number, int step, DateOnly day) =>
        step == 0 ? Registered(number, day, "support")
        : step % 2 == 1 ? new ProcessingActivityReviewed(day, day.AddYears(1), null)
        : new ProcessingActivityRevised(day, Content(number, step), null);

    /// <summary>That it was registered, as carried out in one service.</summary>
    public static ProcessingActivityRegistered Registered(int number, DateOnly day, ImpersonalText service) =>
        new(Reference(number), ProcessingRole.Processor, day, Content(number, revision: 0) with { Services = [service] });
}
