using ProcessingRegister.Decisions;
using ProcessingRegister.Organisations;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Hosting.Access;

/// <summary>What somebody needs who begins with an organisation of their own.</summary>
/// <param name="TenantId">The organisation.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Actor">The actor who holds all roles there.</param>
/// <param name="Token">An API token with all roles, shown this once.</param>
/// <param name="SignInPath">The path of a link that signs the actor in, once.</param>
public sealed record Begun(string TenantId, string Slug, Guid Actor, TokenIssued Token, string SignInPath);

/// <summary>Begins with an organisation without HTTP: for the first start and for demonstrations, where nobody can sign in yet.</summary>
public sealed class Beginning(Establishing establishing, Members members, Tokens tokens, SignInLinks links)
{
    /// <summary>Establishes the organisation, an actor with all roles, a token and a sign-in link.</summary>
    /// <exception cref="InvalidOperationException">The slug is taken.</exception>
    public async Task<Begun> BeginAsync(EstablishOrganisation command, ImpersonalText tokenName, CancellationToken ct)
    {
        var actor = await members.MeetAsync(ct);
        var tenantId = (await establishing.EstablishAsync(command, actor, ct)).Id.ToString();
        var token = await tokens.IssueAsync(actor, tenantId, tokenName, Enum.GetValues<Role>(), null, ct);
        return new Begun(tenantId, command.Slug.Value, actor, token, await links.CreateAsync(actor, ct));
    }
}
