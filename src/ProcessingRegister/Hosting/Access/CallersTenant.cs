using ProcessingRegister.Decisions;
using Wolverine.Http.Runtime.MultiTenancy;

namespace ProcessingRegister.Hosting.Access;

/// <summary>Tells Wolverine the tenant of a request: the organisation that access control found for its address, and nothing that the request says itself.</summary>
public sealed class CallersTenant : ITenantDetection
{
    /// <inheritdoc />
    public ValueTask<string?> DetectTenant(HttpContext context) => new(context.Features.Get<Caller>()?.TenantId);
}
