using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>Records that a change of subprocessors is intended, Art. 28(2). Nobody is told before it is announced; until then its earliest lawful dates can be looked at.</summary>
/// <param name="Reference">A name of the organisation's own, unique among its changes.</param>
/// <param name="Jurisdiction">Under whose law the organisation is; it must be one that the register knows.</param>
/// <param name="IntendedFrom">The day from which it is intended.</param>
/// <param name="Content">What is intended.</param>
public sealed record IntendSubprocessorChange(ImpersonalText Reference, CountryCode Jurisdiction, DateOnly IntendedFrom, ChangeContent Content)
    : ICreation<SubprocessorChange>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new IntendSubprocessorChange("2026-03 help desk", CountryCode.Parse("NO"), new DateOnly(2026, 6, 1), ChangeExamples.Addition);

    /// <inheritdoc />
    public Decision Decide(Moment now) => Decision.Append(new SubprocessorChangeIntended(Reference, Jurisdiction, IntendedFrom, Content));

    string ICreation<SubprocessorChange>.Identity => Reference.Value.Trim().Normalize().ToUpperInvariant();

    Refusal ICreation<SubprocessorChange>.AlreadyExists => ChangeRefusals.AlreadyIntended;

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. LawBook.Current.Jurisdictions.Any(j => j.Code == Territory.Of(Jurisdiction)) ? Array.Empty<Fault>() : [new Fault("/jurisdiction", "must be one whose law the register knows")],
        .. Content.Faults("/content"),
        .. DayOfEffect.Faults("/intendedFrom", IntendedFrom),
    ];
}

/// <summary><c>POST /v1/{org}/subprocessor-changes</c>.</summary>
public static class IntendSubprocessorChangeEndpoint
{
    /// <summary>Records that a change of subprocessors is intended.</summary>
    [WolverinePost("/v1/{org}/subprocessor-changes", OperationId = "intendSubprocessorChange"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(IntendSubprocessorChange command, IDocumentSession session, RecordQueries records, HttpContext http) =>
        session.Intend(command, records, http);
}
