using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace ProcessingRegister.AccessRequests.Files;

/// <summary>
/// The files of authorities' requests, in whichever drawer each lies. Whoever may not know of secrecy is only ever answered from the open drawer, by the same
/// queries whether or not there is a file in the closed one.
/// </summary>
public sealed class AccessFiles(
    NpgsqlDataSource database, IDocumentStore store, RecordQueries records, Carrying carrying, Consultations consultations, INoticeOutbox outbox, SealedValues values)
{
    /// <summary>Records a request; with an order of secrecy, in the closed drawer from its first event on.</summary>
    public async Task<IResult> CreateAsync(RecordAccessRequest command, HttpContext http)
    {
        if (command.Secrecy is not null)
        {
            if (!ClosedDrawer.MayKnow(http))
                return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "You may not do this.", "A request under secrecy is recorded by counsel; hand it to them.");
            ClosedDrawer.Enter(http, ClosedDrawer.Of(http.TenantId()));
        }

        await using var session = store.LightweightSession(http.TenantId());
        var answer = await session.Create(command, http);
        await session.SaveChangesAsync(http.RequestAborted);
        return answer;
    }

    /// <summary>Decides a command, and carries the file into the other drawer, in the same transaction, when it brings it under secrecy or frees it.</summary>
    public Task<IResult> DecideAsync(Guid id, ICommand<AccessRequest> command, HttpContext http) => DecideAsync(id, command, http, null);

    /// <summary>Decides to notify a controller, and orders the notice in the same transaction.</summary>
    public async Task<IResult> NotifyAsync(Guid id, NotifyControllerOfAccess command, HttpContext http)
    {
        var (tenant, ct) = (http.TenantId(), http.RequestAborted);
        var agreement = await records.FindAsync<ProcessingAgreement>(ClosedDrawer.OwnerOf(tenant), command.Agreement, View.Now, ct);
        return await DecideAsync(id, command, http, async session =>
        {
            var ordered = session.PendingChanges.Streams().SelectMany(s => s.Events).Select(e => e.Data).OfType<IOrdersNotice>().ToList();
            if (ordered.Count == 0)
                return null;
            if (agreement?.Content.Contact is not { Email: { Commitment: not null, Erased: false } email } contact)
                return Problems.Refused(AccessRefusals.ControllerCannotBeReached);
            var request = await session.LoadAsync<AccessRequest>(id, ct);
            await values.OpenAsync(session.TenantId, [request!.Authority.Name], ct);
            await outbox.OrderAsync(session, new NoticeOrder(AccessRequest.StoredKind, id, NoticeKind.AccessRequestNotice, new Dictionary<NoticePlaceholder, string>
            {
                [NoticePlaceholder.Reference] = request.Reference.Value,
                [NoticePlaceholder.Authority] = $"{request.Authority.Name.Value} ({request.Authority.Country})",
                [NoticePlaceholder.Provision] = request.LegalBasis?.Value ?? request.LegalBasisText?.Value ?? Words.Of(request.Instrument),
                [NoticePlaceholder.Nature] = Words.Join(request.Sought.Kinds, kind => Words.Of(kind)),
                [NoticePlaceholder.AwareAt] = TimeZoneInfo.ConvertTime(request.ReceivedAt, http.Now().Zone).ToString("yyyy-MM-dd HH:mm zzz", System.Globalization.CultureInfo.InvariantCulture),
            }, [.. ordered.Select(o => new NoticeRecipient(o.Notice, o.Agreement, command.Language, NoticeChannel.Mail, email, contact.Name))]), ct);
            return null;
        });
    }

    /// <summary>One file, with what is owed because of it.</summary>
    public async Task<IResult> ShowAsync(Guid id, HttpContext http)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (await FindAsync(id, view, http) is not { } request)
            return Problems.NotFound();
        await consultations.NoteAsync(http, Consultation.Record, [id]);
        http.Response.Tag(request.Version);
        var shown = Shown(request, view, http);
        // While something is owed it is never answered by 304: what is open changes with the clock, without a new version.
        return shown.Deadlines!.All(d => d.MetAt is not null) && http.Request.NotModifiedSince($"\"{request.Version}\"")
            ? Results.StatusCode(StatusCodes.Status304NotModified) : Showing.Json(shown);
    }

    /// <summary>A file's events, oldest first.</summary>
    public async Task<IResult> HistoryAsync(Guid id, HttpContext http)
    {
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (await FindAsync(id, view, http) is null)
            return Problems.NotFound();
        await consultations.NoteAsync(http, Consultation.History, [id]);
        await using var session = store.QuerySession(http.TenantId());
        return await records.History<AccessRequest>(id, session, http);
    }

    /// <summary>A page of files, of both drawers for those who may know.</summary>
    public async Task<IResult> ListAsync(HttpContext http)
    {
        if (Formats.Asked(http, out var format) is { } notAcceptable)
            return notAcceptable;
        if (View.Of(http, out var view) is { } problem)
            return problem;
        if (Showing.Range(http, out var after, out var limit) is { } malformed)
            return malformed;
        if (format == Format.Csv)
            return await TableAsync(view, http);
        var found = new List<AccessRequest>();
        foreach (var drawer in ClosedDrawer.OpenTo(http))
            found.AddRange((await records.PageAsync<AccessRequest>(drawer, view, after, limit + 1, null, http.RequestAborted)).Records);
        var page = found.OrderBy(r => r.Id).Take(limit).ToList();
        await consultations.NoteAsync(http, Consultation.List, [.. page.Select(r => r.Id)]);
        return Showing.PageOf(http, [.. page.Select(r => Shown(r, view, http))], found.Count > limit ? Showing.Cursor(page[^1].Id) : null);
    }

    /// <summary>Who read a file.</summary>
    public async Task<IResult> ConsultationsAsync(Guid id, HttpContext http) =>
        await FindAsync(id, View.Now, http) is null ? Problems.NotFound() : await consultations.ListAsync(id, http);

    /// <summary>All files of an organisation, those under secrecy among them: for whoever counts, and shows numbers that were cleared.</summary>
    public async IAsyncEnumerable<AccessRequest> AllForCountingAsync(string tenantId, View view, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var drawer in new[] { ClosedDrawer.OwnerOf(tenantId), ClosedDrawer.Of(tenantId) })
        {
            await foreach (var request in records.AllAsync<AccessRequest>(drawer, view, null, ct, open: false))
                yield return request;
        }
    }

    // All of it is noted before the first line leaves, so the ids are read first; there are hundreds of files, not millions.
    private async Task<IResult> TableAsync(View view, HttpContext http)
    {
        var all = new List<AccessRequest>();
        foreach (var drawer in ClosedDrawer.OpenTo(http))
        {
            await foreach (var request in records.AllAsync<AccessRequest>(drawer, view, null, http.RequestAborted))
                all.Add(request);
        }

        await consultations.NoteAsync(http, Consultation.Table, [.. all.Select(r => r.Id).Order()]);
        return Csv.Of(AccessColumns.All, _ => all.OrderBy(r => r.Id).ToAsyncEnumerable());
    }

    private async Task<IResult> DecideAsync(Guid id, ICommand<AccessRequest> command, HttpContext http, Func<IDocumentSession, Task<IResult?>>? also)
    {
        var ct = http.RequestAborted;
        ClosedDrawer.Enter(http, await DrawerOfAsync(id, http));
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var session = Carrying.SessionIn(store, transaction, http.TenantId());
        var answer = await session.Decide(id, command, http);
        if (also is not null && await also(session) is { } refused)
            return refused;
        // Their personal texts are in the vault only when the transaction has ended, so they are carried over as they came.
        var recorded = session.PendingChanges.Streams().SelectMany(s => s.Events).ToDictionary(e => e.Id, e => e.Data);
        await session.SaveChangesAsync(ct);
        await carrying.CarryAsync(transaction, http.TenantId(), id, recorded, http.Now().Instant, ct);
        await transaction.CommitAsync(ct);
        return answer;
    }

    // A caller who may not know asks the open drawer and no other.
    private async Task<string> DrawerOfAsync(Guid id, HttpContext http)
    {
        foreach (var drawer in ClosedDrawer.OpenTo(http).Where(ClosedDrawer.Is))
        {
            await using var session = store.QuerySession(drawer);
            if (await session.LoadAsync<AccessRequest>(id, http.RequestAborted) is not null)
                return drawer;
        }

        return ClosedDrawer.OwnerOf(http.TenantId());
    }

    private async Task<AccessRequest?> FindAsync(Guid id, View view, HttpContext http)
    {
        foreach (var drawer in ClosedDrawer.OpenTo(http))
        {
            if (await records.FindAsync<AccessRequest>(drawer, id, view, http.RequestAborted) is { } request)
            {
                ClosedDrawer.Enter(http, drawer);
                return request;
            }
        }

        return null;
    }

    private static AccessRequest Shown(AccessRequest request, View view, HttpContext http)
    {
        var at = view.AsOf ?? http.Now().Instant;
        return request with
        {
            Deadlines = [.. request.Obligations(LawBook.Current, at).Select(ShownDeadline.Of)],
            Findings = [.. request.FindingsUnder(LawBook.Current, at)],
        };
    }
}
