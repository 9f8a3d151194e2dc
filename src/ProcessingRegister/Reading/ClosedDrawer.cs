using ProcessingRegister.Decisions;

namespace ProcessingRegister.Reading;

/// <summary>A record that may be under secrecy: nobody without leave may learn that there is one.</summary>
public interface IConfidential
{
    /// <summary>Whether it is under secrecy now.</summary>
    bool IsUnderSecrecy { get; }
}

/// <summary>An event of a record whose readers are recorded.</summary>
public interface IConfidentialFact;

/// <summary>
/// Where records under secrecy are kept: in a partition of the store that is the organisation's own, but for every query another organisation's. Events,
/// records, versions, feed, kept answers, personal values, keys and the log are all of one partition, so what lies in the closed one is absent from the
/// open one by construction, and no reader has to think of it (docs/access-requests.md).
/// </summary>
public static class ClosedDrawer
{
    private const string Suffix = ".closed";

    /// <summary>The closed drawer of an organisation.</summary>
    public static string Of(string tenantId) => Is(tenantId) ? tenantId : tenantId + Suffix;

    /// <summary>The organisation whose drawer, closed or open, this is.</summary>
    public static string OwnerOf(string tenantId) => Is(tenantId) ? tenantId[..^Suffix.Length] : tenantId;

    /// <summary>Whether this is a closed drawer.</summary>
    public static bool Is(string tenantId) => tenantId.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>The drawers that the caller may look into, the closed one first.</summary>
    public static IReadOnlyList<string> OpenTo(HttpContext http)
    {
        var owner = OwnerOf(http.TenantId());
        return MayKnow(http) ? [Of(owner), owner] : [owner];
    }

    /// <summary>Whether the caller may know of records under secrecy.</summary>
    public static bool MayKnow(HttpContext http) => http.Caller().Roles.Contains(Role.Counsel);

    /// <summary>From here on the request is about this drawer.</summary>
    public static void Enter(HttpContext http, string drawer) => http.Features.Set(http.Caller() with { TenantId = drawer });
}

/// <summary>How a record was read whose readers are recorded.</summary>
public enum Consultation
{
    /// <summary>By itself.</summary>
    Record,

    /// <summary>In a list.</summary>
    List,

    /// <summary>By its history.</summary>
    History,

    /// <summary>In a table that was taken away.</summary>
    Table,

    /// <summary>By its events in the feed.</summary>
    Feed,

    /// <summary>In an export of the ledger, which holds all.</summary>
    LedgerExport,

    /// <summary>On a page.</summary>
    Page,
}

/// <summary>Where it is recorded who read what.</summary>
public interface IConsultations
{
    /// <summary>Records that the caller is about to be shown these records; it is durable when this returns, and only then are they shown.</summary>
    Task NoteAsync(HttpContext http, Consultation how, IReadOnlyList<Guid> records);
}

/// <summary>That data may not be erased for a while.</summary>
/// <param name="Until">Until when, this instant included; <c>null</c> where no end is set.</param>
/// <param name="IsUnderSecrecy">Whether nobody may learn of the hold: who is told that nothing is erased must be told no reason.</param>
public sealed record ErasureHold(DateTimeOffset? Until, bool IsUnderSecrecy);

/// <summary>What stands against the erasure of data (rule 10.5). Whoever erases asks first; several registers may answer.</summary>
public interface IErasureHolds
{
    /// <summary>The holds on data that are processed under an agreement, or, for <c>null</c>, on the organisation's own data.</summary>
    Task<IReadOnlyList<ErasureHold>> OnAsync(string tenantId, Guid? agreement, DateTimeOffset now, CancellationToken ct);
}
