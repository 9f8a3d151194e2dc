using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using static ProcessingRegister.Tests.RecordsOfProcessing.Records;

namespace ProcessingRegister.Tests.Web;

/// <summary>An organisation with something on every page: a controller's activity in all four states, a processor's, an agreement that was amended, a breach.</summary>
internal sealed record FilledRegister(string Slug, Guid Activity, Guid Agreement, Guid Breach)
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    // From this day on the controller bears its second name.
    private static readonly DateOnly Renaming = new(2026, 6, 1);

    /// <summary>The paths of all its pages.</summary>
    public IReadOnlyList<string> Pages =>
    [
        "/", $"/o/{Slug}/processor", $"/o/{Slug}/controller", $"/o/{Slug}/activities", $"/o/{Slug}/activities/{Activity}", $"/o/{Slug}/agreements",
        $"/o/{Slug}/agreements/{Agreement}", $"/o/{Slug}/completeness", $"/o/{Slug}/obligations", $"/o/{Slug}/breaches",
        $"/o/{Slug}/breaches/{Breach}", $"/o/{Slug}/breaches/{Breach}/controllers", $"/o/{Slug}/breaches/{Breach}/forms/edpb",
        $"/o/{Slug}/breaches/{Breach}/forms/datatilsynet", $"/o/{Slug}/processor?asOf=yesterday",
    ];

    public static async Task<FilledRegister> CreateAsync(RegisterHost register, string activityName = "Payroll of our own employees")
    {
        var (slug, client) = await register.OrganisationAsync(Role.Contributor, Role.Dpo);
        var at = $"/v1/{slug}";
        await PostAsync(client, $"{at}/processing-activities", new RegisterProcessingActivity("salaries", ProcessingRole.Processor, Processing("salaries", "salary").Content, Start));
        var activity = await PostAsync(client, $"{at}/processing-activities", new RegisterProcessingActivity("own-payroll", ProcessingRole.Controller, InAllStates(activityName), Start));
        var agreement = await PostAsync(client, $"{at}/processing-agreements", new ConcludeProcessingAgreement(CountryCode.Parse("NO"), new("987654321"), Agreed("Bakeri"), Start));
        await PostAsync(client, $"{at}/processing-agreements/{agreement}/amendments", new AmendProcessingAgreement(Agreed("Konditori"), Renaming), ifMatch: "\"1\"");
        return new(slug, activity, agreement, await FilledBreach.CreateAsync(client, at, activityName));
    }

    private static AgreementContent Agreed(string name) => RecordsOfProcessing.Records.Agreement(name, "salary").Content with
    {
        Items = [new(Article28Item.Confidentiality, "clause 9")],
        Subprocessors = new(SubprocessorAuthorisation.General, NoticeDays: 30, ObjectionDays: 14),
        Residency = [new("payroll data", [Territory.EuropeanEconomicArea])],
    };

    private static ActivityContent InAllStates(string name) => new()
    {
        Name = name,
        Purposes = Provided(new Purpose("Paying salaries", Provided(LegalBasis.Contract, LegalBasis.LegalObligation))),
        DataSubjects = Provided<ImpersonalText>("Employees"),
        DataCategories = Provided(new DataCategory("Sick pay", SpecialCategory: SpecialCategory.Health)),
        Recipients = NotYetPossible<IReadOnlyList<Recipient>>(),
        Transfers = NotApplicable<IReadOnlyList<DataTransfer>>(),
        SecurityMeasures = Provided(new SecurityMeasure(SecurityMeasureKind.Encryption, "Data are encrypted at rest")),
    };

    private static async Task<Guid> PostAsync<T>(HttpClient client, string at, T command, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, at) { Content = JsonContent.Create(command, options: RegisterJson.Edge) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        var response = await client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? (Guid)JsonNode.Parse(answer)!["id"]! : throw new InvalidOperationException(answer);
    }
}
