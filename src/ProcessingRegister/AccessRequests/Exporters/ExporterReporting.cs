using System.Diagnostics;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.AccessRequests.Exporters;

/// <summary>It was agreed with an exporter that it is told of authorities' requests at intervals, SCC clause 15.1(c).</summary>
public sealed record ExporterReportingAgreed(Guid Agreement, TransferMechanism Mechanism, CountryCode Place, DateTimeOffset From, int IntervalMonths);

/// <summary>The exporter was told, in aggregate, of a period's requests.</summary>
public sealed record ExporterInformed(DateTimeOffset PeriodFrom, DateTimeOffset PeriodTo, DateTimeOffset InformedAt, byte[] ContentSha256);

/// <summary>The exporter need not be told any more: the clauses have ended.</summary>
public sealed record ExporterReportingEnded(DateTimeOffset EndedAt);

/// <summary>What an exporter was told of a period.</summary>
public sealed record ExporterInformation(DateTimeOffset PeriodFrom, DateTimeOffset PeriodTo, DateTimeOffset InformedAt, byte[] ContentSha256);

/// <summary>The reporting to one exporter with which the organisation has standard contractual clauses, as their importer.</summary>
/// <param name="Id">The record's id.</param>
/// <param name="Agreement">The agreement with the exporter.</param>
/// <param name="Mechanism">Which module.</param>
/// <param name="Place">By whose days the interval runs.</param>
/// <param name="From">From when on requests are reported (UTC).</param>
/// <param name="IntervalMonths">How often, in months; the clauses say "regular".</param>
public sealed record ExporterReporting(Guid Id, Guid Agreement, TransferMechanism Mechanism, CountryCode Place, DateTimeOffset From, int IntervalMonths)
    : Record(Id), IRecord<ExporterReporting>, IOwes
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } = [typeof(ExporterReportingAgreed), typeof(ExporterInformed), typeof(ExporterReportingEnded)];

    static string IRecord<ExporterReporting>.Kind => "exporter_reporting";

    /// <summary>What the exporter was told, period after period.</summary>
    public IReadOnlyList<ExporterInformation> Told { get; init; } = [];

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What is owed, as computed when the record is shown; never stored.</summary>
    public IReadOnlyList<ShownDeadline>? Deadlines { get; init; }

    /// <summary>From when on nothing has been reported.</summary>
    internal DateTimeOffset ReportedTo => Told is [.., var last] ? last.PeriodTo : From;

    /// <inheritdoc />
    public IEnumerable<Obligation> Obligations(LawBook law, DateTimeOffset now) => EndedAt is not null ? [] :
        [Obligation.By(
            new(Id, "access.exporterAggregate", "SCC clause 15.1(c)", DutyParty.Keeper, DutyParty.Controller, Agreement.ToString()),
            Law.Deadlines.Contractual(new(new(IntervalMonths, PeriodUnit.Months)), Where(law), ReportedTo), null, now)];

    static ExporterReporting IRecord<ExporterReporting>.Evolve(ExporterReporting? reporting, Guid id, object @event) => (reporting, @event) switch
    {
        (null, ExporterReportingAgreed e) => new(id, e.Agreement, e.Mechanism, e.Place, e.From, e.IntervalMonths),
        ({ } r, ExporterInformed e) => r with { Told = [.. r.Told, new(e.PeriodFrom, e.PeriodTo, e.InformedAt, e.ContentSha256)] },
        ({ } r, ExporterReportingEnded e) => r with { EndedAt = e.EndedAt },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {reporting?.GetType().Name ?? "nothing"}."),
    };

    private PlaceOfAction Where(LawBook law) =>
        law.Jurisdictions.FirstOrDefault(j => j.Code == Territory.Of(Place)) is { } known ? PlaceOfAction.In(known) : new(Place, "UTC");
}
