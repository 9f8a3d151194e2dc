using System.Security.Cryptography;
using System.Text;
using JasperFx.Events;
using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using TransparencyReport.Checks;
using TransparencyReport.Periods;

namespace ProcessingRegister.Transparency;

/// <summary>What came of drafting.</summary>
internal abstract record Drafted
{
    private Drafted() { }

    /// <summary>A draft was recorded, or stands already.</summary>
    public sealed record Stands(int Edition, Recorded Recorded) : Drafted;

    /// <summary>A rule forbids it.</summary>
    public sealed record Refused(Refusal Refusal, IReadOnlyList<Finding> Findings) : Drafted;
}

/// <summary>Drafts editions, by command and by the clock.</summary>
public sealed class DraftingEditions(IDocumentStore store, EditionMaker maker, EditionBases bases)
{
    /// <summary>Drafts an edition by command.</summary>
    public async Task<IResult> DraftAsync(DraftEdition command, HttpContext http)
    {
        var (tenant, ct) = (http.TenantId(), http.RequestAborted);
        if (!Quarters.TryParse(command.Quarter, out var quarter))
            return Problems.Malformed(command.Faults());
        await using var session = store.LightweightSession(tenant);
        if (await Retries.AnswerAgain(session, http) is { } earlier)
            return earlier;
        session.LastModifiedBy = http.Caller().Actor.ToString();
        var name = new ReportName(quarter, command.Profile);
        switch (await DraftAsync(session, name, http.Now(), ct))
        {
            case Drafted.Refused refused:
                return Refused(refused);
            case Drafted.Stands stands:
                http.Response.Headers.Location = $"/v1/{http.Caller().Slug}/transparency-reports/{name}/editions/{stands.Edition}";
                http.Response.Tag(stands.Recorded.Version);
                var status = stands.Recorded.EventIds.Count > 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK;
                Retries.Remember(session, http, status, stands.Recorded);
                await session.SaveChangesAsync(ct);
                return Results.Json(stands.Recorded, Vault.RegisterJson.Edge, statusCode: status);
            default:
                throw new InvalidOperationException("A draft stands or is refused.");
        }
    }

    /// <summary>Drafts an edition in a session, which the caller commits.</summary>
    internal async Task<Drafted> DraftAsync(IDocumentSession session, ReportName name, Moment now, CancellationToken ct)
    {
        var quarter = name.Quarter;
        if (now.Today < quarter.Span.EndExclusive)
            return new Drafted.Refused(EditionRefusals.QuarterNotOver, []);
        var profiles = await maker.ProfilesAsync(session.TenantId, ct);
        if (!profiles.Of(quarter.Year).Contains(name.Profile))
            return new Drafted.Refused(EditionRefusals.ProfileNotPublished, []);
        var published = EditionMaker.PublishedIn(await maker.ReportsAsync(session.TenantId, ct), name.Profile);
        if (await bases.FindAsync(session.TenantId, now.Zone.Id, published, profiles.UpTo(quarter.Year), ct) is not { } basis)
            return new Drafted.Refused(EditionRefusals.LedgerBehind, []);
        var made = await maker.MakeAsync(session.TenantId, name, basis, ct);
        if (made.Edition is not { } edition)
            return new Drafted.Refused(EditionRefusals.FailsItsChecks, made.Findings);

        await TakeTurnAsync(session, ct);
        // Whoever published, drafted or chose meanwhile has done so before this turn, and is seen now.
        if (!await maker.IsUpToDateAsync(session.TenantId, name, basis, ct))
            return new Drafted.Refused(EditionRefusals.Outdated, []);
        var id = name.IdIn(session.TenantId);
        var report = await session.LoadAsync<QuarterlyReport>(id, ct);
        var drafted = new EditionDrafted(quarter.Year, quarter.Number, edition.Id.Number, basis, EditionArchive.Named(made.Files), edition.Revisions.Length, name.Profile);
        switch (QuarterlyReport.Take(report, drafted, now))
        {
            case Decision.Refused refused:
                return new Drafted.Refused(refused.Refusal, []);
            case Decision.Appended appended:
                var events = Deciding.Wrap(session, appended.Events, Deciding.Later(now.Instant, report?.RecordedAt ?? default));
                Append(session, id, report, events);
                EditionArchive.Freeze(session, made.Files);
                return new Drafted.Stands(edition.Id.Number, new(id, (report?.Version ?? 0) + events.Length, [.. events.Select(e => e.Id)]));
            default:
                return new Drafted.Stands(report!.Draft!.Number, new(id, report.Version, []));
        }
    }

    /// <summary>Waits for the organisation's turn, and keeps it to the end of the session's transaction: what is published is examined together.</summary>
    internal static async Task TakeTurnAsync(IDocumentSession session, CancellationToken ct)
    {
        await session.BeginTransactionAsync(ct);
        await using var turn = new NpgsqlCommand("select pg_advisory_xact_lock($1)", session.Connection);
        turn.Parameters.AddWithValue(BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"transparency\n{session.TenantId}"))));
        await turn.ExecuteNonQueryAsync(ct);
    }

    private static void Append(IDocumentSession session, Guid id, QuarterlyReport? report, IEvent[] events)
    {
        if (report is null)
            session.Events.StartStream<QuarterlyReport>(id, events);
        else
            session.Events.Append(id, report.Version + events.Length, events);
    }

    private static IResult Refused(Drafted.Refused refused) => refused.Findings.Count == 0 ? Problems.Refused(refused.Refusal)
        : Results.Problem(new Microsoft.AspNetCore.Mvc.ProblemDetails
        {
            Type = $"{Problems.Urn}refusal:{refused.Refusal.Code}",
            Title = refused.Refusal.Sentence,
            Status = StatusCodes.Status409Conflict,
            Extensions =
            {
                ["provision"] = refused.Refusal.Provision,
                ["code"] = refused.Refusal.Code,
                ["findings"] = refused.Findings.Select(finding => new { code = finding.Code, sentence = finding.Sentence, cells = finding.Cells.Length }).ToArray(),
            },
        });
}
