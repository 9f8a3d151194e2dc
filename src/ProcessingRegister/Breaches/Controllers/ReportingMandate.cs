using System.Diagnostics;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>A controller mandated the organisation to notify the authority for it (rule 4.8).</summary>
public sealed record ReportingMandateGiven(
    Guid Agreement, ImpersonalText Reference, MandateScope Scope, DateOnly ValidFrom, DateOnly? ValidThrough, ImpersonalText Evidence);

/// <summary>The mandate was withdrawn: from this day on it holds no more.</summary>
public sealed record ReportingMandateWithdrawn(DateOnly WithdrawnOn, PersonalText? Reason);

/// <summary>What a mandate is for.</summary>
public enum MandateScope
{
    /// <summary>A first notification only, which keeps the period, and its withdrawal; the controller tells the rest itself.</summary>
    FirstOnly,

    /// <summary>All notifications.</summary>
    Full,
}

/// <summary>A controller's mandate to notify the authority for it: without one a processor cannot (rule 4.8).</summary>
/// <param name="Id">The record's id.</param>
/// <param name="Agreement">The controller's processing agreement.</param>
/// <param name="Reference">What the mandate is called; a filing refers to it.</param>
/// <param name="Scope">What it is for.</param>
/// <param name="ValidFrom">The first day of its validity.</param>
/// <param name="ValidThrough">The last day; open-ended when absent.</param>
/// <param name="Evidence">The document that it stands in.</param>
public sealed record ReportingMandate(
    Guid Id, Guid Agreement, ImpersonalText Reference, MandateScope Scope, DateOnly ValidFrom, DateOnly? ValidThrough, ImpersonalText Evidence)
    : Record(Id), IRecord<ReportingMandate>
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } = [typeof(ReportingMandateGiven), typeof(ReportingMandateWithdrawn)];

    static string IRecord<ReportingMandate>.Kind => "reporting_mandate";

    /// <summary>The first day on which it holds no more.</summary>
    public DateOnly? WithdrawnOn { get; init; }

    /// <summary>Whether it is for a filing of a kind on a day.</summary>
    public bool IsFor(FilingKind kind, DateOnly day) =>
        ValidFrom <= day && !(ValidThrough < day) && !(WithdrawnOn <= day) && (Scope == MandateScope.Full || kind is FilingKind.Initial or FilingKind.Withdrawal);

    static ReportingMandate IRecord<ReportingMandate>.Evolve(ReportingMandate? mandate, Guid id, object @event) => (mandate, @event) switch
    {
        (null, ReportingMandateGiven e) => new(id, e.Agreement, e.Reference, e.Scope, e.ValidFrom, e.ValidThrough, e.Evidence),
        ({ } m, ReportingMandateWithdrawn e) => m with { WithdrawnOn = e.WithdrawnOn },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {mandate?.GetType().Name ?? "nothing"}."),
    };
}
