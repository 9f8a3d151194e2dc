using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Notices.Webhooks;

/// <summary>Names where notices to a controller go by webhook. The secret is answered once and not shown again: an Idempotency-Key has no effect here.</summary>
/// <param name="Url">The address, https; it is kept sealed.</param>
/// <param name="Agreement">The processing agreement whose notices go there; without it, those of every agreement that has no endpoint of its own.</param>
public sealed record RegisterWebhook(PersonalText Url, Guid? Agreement = null) : IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RegisterWebhook(new("https://hooks.example.com/breach-notices"), null);

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Parsed is null
        ? [new Fault("/url", "must be an absolute address of https, without a login or a fragment; of http only for networks that the operator allows")] : [];

    // Which network an http address lies in is known when it is called; there TLS is demanded of every other.
    internal Uri? Parsed =>
        Uri.TryCreate(Url.Value, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 ? uri : null;
}

/// <summary>An endpoint, with its secret this once.</summary>
/// <param name="Id">The endpoint.</param>
/// <param name="Secret">The signing secret, <c>whsec_</c> and base64.</param>
/// <param name="FormerHoldsUntil">Until when the secret before signs as well.</param>
public sealed record WebhookSecretShown(Guid Id, string Secret, DateTimeOffset? FormerHoldsUntil = null)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => "[secret]";
}

/// <summary>An endpoint as it is listed, without its secrets.</summary>
/// <param name="Id">The endpoint.</param>
/// <param name="Url">Where it is.</param>
/// <param name="CreatedAt">Since when (UTC).</param>
/// <param name="Agreement">Whose notices go there.</param>
/// <param name="DisabledAt">Since when nothing is sent there: it answered that it is gone (410).</param>
public sealed record WebhookListed(Guid Id, string Url, DateTimeOffset CreatedAt, Guid? Agreement = null, DateTimeOffset? DisabledAt = null);

/// <summary><c>POST /v1/{org}/webhooks</c>.</summary>
public static class RegisterWebhookEndpoint
{
    /// <summary>Registers an endpoint for webhooks; its secret is shown once.</summary>
    [WolverinePost("/v1/{org}/webhooks", OperationId = "registerWebhook"), Answers(201, typeof(WebhookSecretShown)), AllowedTo(Role.Admin)]
    public static async Task<IResult> Post(RegisterWebhook command, [NotBody] WebhookDesk desk, HttpContext http) => await desk.RegisterAsync(command, http);
}

/// <summary><c>GET /v1/{org}/webhooks</c>.</summary>
public static class ListWebhooksEndpoint
{
    /// <summary>Lists the endpoints for webhooks.</summary>
    [WolverineGet("/v1/{org}/webhooks", OperationId = "listWebhooks"), Answers(200, typeof(Page<WebhookListed>)), AllowedTo(Role.Admin, Role.Dpo, Role.Auditor)]
    public static async Task<IResult> Get([NotBody] WebhookDesk desk, HttpContext http) => await desk.ListAsync(http);
}

/// <summary><c>DELETE /v1/{org}/webhooks/{id}</c>.</summary>
public static class RemoveWebhookEndpoint
{
    /// <summary>Removes an endpoint for webhooks.</summary>
    [WolverineDelete("/v1/{org}/webhooks/{id}", OperationId = "removeWebhook"), Answers(204), AllowedTo(Role.Admin)]
    public static async Task<IResult> Delete(Guid id, [NotBody] WebhookDesk desk, HttpContext http) => await desk.RemoveAsync(id, http);
}

/// <summary><c>POST /v1/{org}/webhooks/{id}/secrets</c>.</summary>
public static class RotateWebhookSecretEndpoint
{
    /// <summary>Gives an endpoint a new secret, shown once, and enables it; the secret before signs beside it for a day.</summary>
    [WolverinePost("/v1/{org}/webhooks/{id}/secrets", OperationId = "rotateWebhookSecret"), Answers(200, typeof(WebhookSecretShown)), AllowedTo(Role.Admin)]
    public static async Task<IResult> Post(Guid id, [NotBody] WebhookDesk desk, HttpContext http) => await desk.RotateAsync(id, http);
}

/// <summary>What the routes of webhooks do.</summary>
public sealed class WebhookDesk
{
    /// <summary>How long a former secret signs beside a new one.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private readonly WebhookEndpoints endpoints;
    private readonly RecordQueries records;
    private readonly NoticeOptions options;

    internal WebhookDesk(WebhookEndpoints endpoints, RecordQueries records, NoticeOptions options) => (this.endpoints, this.records, this.options) = (endpoints, records, options);

    /// <summary>Registers.</summary>
    public async Task<IResult> RegisterAsync(RegisterWebhook command, HttpContext http)
    {
        if (command.Parsed is not { } url || (url.Scheme == Uri.UriSchemeHttp && options.AllowedNetworks.Count == 0))
            return Problems.Malformed(new Fault("/url", "must be of https"));
        if (command.Agreement is { } agreement && await records.FindAsync<ProcessingAgreement>(http.TenantId(), agreement, View.Now, http.RequestAborted) is null)
            return Problems.Malformed(new Fault("/agreement", "must be a processing agreement of this register"));
        var secret = WebhookSignature.NewSecret();
        if (await endpoints.AddAsync(http.TenantId(), command.Agreement, new WebhookTarget(url, [new(secret, null)]), http.RequestAborted) is not { } id)
            return Problems.Refused(WebhookRefusals.AlreadyRegistered);
        http.Response.Headers.Location = $"{http.Request.Path}/{id}";
        return Shown(http, new WebhookSecretShown(id, secret), StatusCodes.Status201Created);
    }

    /// <summary>Lists.</summary>
    public async Task<IResult> ListAsync(HttpContext http) => Showing.Json(new Page<WebhookListed>(
        [.. (await endpoints.AllAsync(http.TenantId(), http.RequestAborted)).Select(row => new WebhookListed(row.Id, row.Target.Url.AbsoluteUri, row.CreatedAt, row.Agreement, row.DisabledAt))], null));

    /// <summary>Removes.</summary>
    public async Task<IResult> RemoveAsync(Guid id, HttpContext http) =>
        await endpoints.RemoveAsync(http.TenantId(), id, http.RequestAborted) ? Results.NoContent() : Problems.NotFound();

    /// <summary>Changes the secret.</summary>
    public async Task<IResult> RotateAsync(Guid id, HttpContext http)
    {
        if (await endpoints.FindAsync(http.TenantId(), id, http.RequestAborted) is not { } row)
            return Problems.NotFound();
        var (now, secret) = (http.Now().Instant, WebhookSignature.NewSecret());
        // The newest of those before signs on for a while; older ones have had their time.
        WebhookSecret[] secrets = [new(secret, null), row.Target.Secrets[0] with { Until = now + Overlap }];
        return await endpoints.ReplaceAsync(row, row.Target with { Secrets = secrets }, enable: true, http.RequestAborted)
            ? Shown(http, new WebhookSecretShown(id, secret, now + Overlap), StatusCodes.Status200OK) : Problems.ConcurrentChange();
    }

    private static IResult Shown(HttpContext http, WebhookSecretShown shown, int status)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(shown, RegisterJson.Edge, statusCode: status);
    }
}

/// <summary>The rules that forbid something about webhooks.</summary>
public static class WebhookRefusals
{
    /// <summary>A recipient has one endpoint.</summary>
    public static readonly Refusal AlreadyRegistered = new("webhook-already-registered", "Art. 33(2)",
        "An endpoint is registered for this agreement, or for the organisation, already; remove it first.");
}
