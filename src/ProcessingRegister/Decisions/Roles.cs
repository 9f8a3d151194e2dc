namespace ProcessingRegister.Decisions;

/// <summary>What somebody may do in one organisation. Roles are held side by side; none contains another.</summary>
public enum Role
{
    /// <summary>Reads records and registers.</summary>
    Reader,

    /// <summary>Registers and revises.</summary>
    Contributor,

    /// <summary>The data protection officer (Art. 37-39): approves, reviews, decides.</summary>
    Dpo,

    /// <summary>Legal counsel: files under secrecy.</summary>
    Counsel,

    /// <summary>Checks: reads everything that may be checked, and the ledger.</summary>
    Auditor,

    /// <summary>Keeps the organisation's profile, its tokens and who holds which role.</summary>
    Admin,
}

/// <summary>Who may call a route. A route without it is closed to everybody; the matrix in docs/roles.md is generated from it.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class AllowedToAttribute(params Role[] roles) : Attribute
{
    /// <summary>Any one of these suffices.</summary>
    public IReadOnlyList<Role> Roles { get; } = roles;
}

/// <summary>A route for everybody who is signed in, whatever their roles, that is not about one organisation.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class AllowedToAnyoneSignedInAttribute : Attribute;

/// <summary>A route that demands If-Match with the record's version: 428 without, 412 when stale (RFC 6585, RFC 9110 section 13.1.1).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DemandsIfMatchAttribute : Attribute;
