using ProcessingRegister.Decisions;

namespace ProcessingRegister.Organisations;

/// <summary>That somebody holds roles in an organisation.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Roles">The roles.</param>
public sealed record Membership(Guid Organisation, string Slug, IReadOnlyList<Role> Roles);

/// <summary>Tells in which organisations a caller holds roles; access control knows.</summary>
public interface IMemberships
{
    /// <summary>The caller's memberships, by organisation.</summary>
    Task<IReadOnlyList<Membership>> OfCallerAsync(HttpContext http);
}
