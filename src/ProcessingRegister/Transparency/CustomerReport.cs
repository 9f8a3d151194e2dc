using System.Diagnostics;
using ProcessingRegister.Decisions;
using TransparencyReport.Periods;

namespace ProcessingRegister.Transparency;

/// <summary>What the report says of one customer was frozen, to be handed to that customer and to nobody else.</summary>
/// <param name="Year">The year of the quarter.</param>
/// <param name="Quarter">1 to 4.</param>
/// <param name="Agreement">The customer's agreement.</param>
/// <param name="Edition">Its number.</param>
/// <param name="Basis">All that it is a function of.</param>
/// <param name="Files">The frozen files, by name.</param>
public sealed record CustomerEditionIssued(int Year, int Quarter, Guid Agreement, int Edition, EditionBasis Basis, IReadOnlyList<FrozenFile> Files);

/// <summary>An edition for one customer.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Basis">What it was made from.</param>
/// <param name="Files">Its files.</param>
public sealed record CustomerEdition(int Number, EditionBasis Basis, IReadOnlyList<FrozenFile> Files);

/// <summary>What the report on one quarter says of one customer: the editions that were issued.</summary>
/// <param name="Id">The record, derived from the organisation, the quarter and the agreement, so that there is one.</param>
/// <param name="Year">The year.</param>
/// <param name="Quarter">1 to 4.</param>
/// <param name="Agreement">The customer's agreement.</param>
public sealed record CustomerReport(Guid Id, int Year, int Quarter, Guid Agreement) : Record(Id), IRecord<CustomerReport>
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } = [typeof(CustomerEditionIssued)];

    static string IRecord<CustomerReport>.Kind => "customer_report";

    /// <summary>The editions, by number.</summary>
    public IReadOnlyList<CustomerEdition> Editions { get; init; } = [];

    static CustomerReport IRecord<CustomerReport>.Evolve(CustomerReport? report, Guid id, object @event) => @event switch
    {
        CustomerEditionIssued e when (report ?? new(id, e.Year, e.Quarter, e.Agreement)) is var r => r with { Editions = [.. r.Editions, new(e.Edition, e.Basis, e.Files)] },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {report?.GetType().Name ?? "nothing"}."),
    };

    /// <summary>The id of an organisation's report for a customer.</summary>
    public static Guid IdOf(string tenantId, Quarter quarter, Guid agreement) => ReportName.Derived($"transparency-report\n{tenantId}\n{quarter}\n{agreement}");
}
