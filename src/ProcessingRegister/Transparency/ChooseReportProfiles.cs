using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Transparency;

/// <summary>Chooses which profiles of the report are published beside the one for everybody, from a year on until another choice.</summary>
/// <param name="Year">The first year, of which nothing is published yet.</param>
/// <param name="Profiles">The profiles: <c>dsa</c> of a provider of intermediary services, <c>usNsl</c> of one whom orders of the United States may reach.</param>
public sealed record ChooseReportProfiles(int Year, IReadOnlyList<ReportProfile> Profiles) : IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new ChooseReportProfiles(2027, [ReportProfile.Dsa]);

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Year is < 2000 or > 2999 ? [new Fault("/year", "must be from 2000 to 2999")] : Array.Empty<Fault>(),
        .. Profiles.Contains(ReportProfile.Public) ? [new Fault("/profiles", "must not name public, which is always published")] : Array.Empty<Fault>(),
        .. Profiles.Distinct().Count() != Profiles.Count ? [new Fault("/profiles", "must name each profile once")] : Array.Empty<Fault>(),
    ];
}

/// <summary>Chooses profiles. A choice waits for its turn as publications do, so that neither overtakes the other.</summary>
public sealed class ChoosingProfiles(IDocumentStore store, EditionMaker maker)
{
    /// <summary>Chooses.</summary>
    public async Task<IResult> ChooseAsync(ChooseReportProfiles command, HttpContext http)
    {
        var (tenant, ct) = (http.TenantId(), http.RequestAborted);
        await using var session = store.LightweightSession(tenant);
        if (await Retries.AnswerAgain(session, http) is { } earlier)
            return earlier;
        await DraftingEditions.TakeTurnAsync(session, ct);
        var id = ReportProfiles.IdOf(tenant);
        var profiles = await session.LoadAsync<ReportProfiles>(id, ct);
        var published = (await maker.ReportsAsync(tenant, ct)).Where(report => report.Current is not null).Select(report => report.Year);
        var recorded = new Recorded(id, profiles?.Version ?? 0, []);
        switch (ReportProfiles.Take(profiles, command, published))
        {
            case Decision.Refused refused:
                return Problems.Refused(refused.Refusal);
            case Decision.Appended appended:
                var events = Deciding.Wrap(session, appended.Events, Deciding.Later(http.Now().Instant, profiles?.RecordedAt ?? default), http);
                if (profiles is null)
                    session.Events.StartStream<ReportProfiles>(id, events);
                else
                    session.Events.Append(id, profiles.Version + events.Length, events);
                recorded = new(id, recorded.Version + events.Length, [.. events.Select(e => e.Id)]);
                break;
        }

        http.Response.Tag(recorded.Version);
        Retries.Remember(session, http, StatusCodes.Status200OK, recorded);
        await session.SaveChangesAsync(ct);
        return Results.Json(recorded, RegisterJson.Edge);
    }

    /// <summary>Shows what was chosen.</summary>
    public async Task<IResult> ShowAsync(HttpContext http)
    {
        var profiles = await maker.ProfilesAsync(http.TenantId(), http.RequestAborted);
        http.Response.Tag(profiles.Version);
        return Showing.Json(profiles);
    }
}

/// <summary><c>POST /v1/{org}/transparency-profiles</c>.</summary>
public static class ChooseReportProfilesEndpoint
{
    /// <summary>Chooses which profiles of the transparency report are published from a year on.</summary>
    [WolverinePost("/v1/{org}/transparency-profiles", OperationId = "chooseReportProfiles"), Answers(200, typeof(Recorded)), AllowedTo(Role.Dpo)]
    public static Task<IResult> Post(ChooseReportProfiles command, [NotBody] ChoosingProfiles choosing, HttpContext http) => choosing.ChooseAsync(command, http);
}

/// <summary><c>GET /v1/{org}/transparency-profiles</c>.</summary>
public static class GetReportProfilesEndpoint
{
    /// <summary>Shows which profiles of the transparency report are published, from which year on.</summary>
    [WolverineGet("/v1/{org}/transparency-profiles", OperationId = "getReportProfiles"), Answers(200, typeof(ReportProfiles)), AllowedTo(Role.Reader, Role.Contributor, Role.Dpo, Role.Counsel, Role.Auditor)]
    public static Task<IResult> Get([NotBody] ChoosingProfiles choosing, HttpContext http) => choosing.ShowAsync(http);
}
