using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors;

/// <summary>
/// Records that the legal entity became one with another, under whose record it goes on. Both records say so, in one transaction; the use of this one
/// ends on that day.
/// </summary>
/// <param name="Into">The record of the one that goes on.</param>
/// <param name="EffectiveFrom">The first day on which they were one; today when absent.</param>
/// <param name="Reason">Why.</param>
public sealed record MergeSubprocessor(Guid Into, DateOnly? EffectiveFrom = null, PersonalText? Reason = null) : ICommand<Subprocessor>, IExemplified
{
    /// <inheritdoc />
    public static object Example => new MergeSubprocessor(SubprocessorExamples.Another, new DateOnly(2026, 5, 12));

    /// <summary>The one that goes on, as it stands at the moment of the decision; the register supplies it.</summary>
    internal Subprocessor? Other { get; init; }

    /// <inheritdoc />
    public Decision Decide(Subprocessor subprocessor, Moment now)
    {
        var on = EffectiveFrom ?? now.Today;
        return subprocessor.MergedInto is { } merged
                ? merged.Other == Into && (EffectiveFrom ?? merged.On) == merged.On ? Decision.AlreadyDone : Decision.Refuse(SubprocessorRefusals.Merged)
            : Other is null ? Decision.Refuse(SubprocessorRefusals.Unknown)
            : Into == subprocessor.Id || Other.MergedInto is not null || on < Other.StartsOn ? Decision.Refuse(SubprocessorRefusals.CannotMergeInto)
            : subprocessor.Stated.Any(s => on < s.Effect) ? Decision.Refuse(SubprocessorRefusals.TakesEffectBeforeLatest)
            : Decision.Append(new SubprocessorMerged(on, Into, Reason));
    }

    /// <summary>What the one that goes on says of a merger.</summary>
    internal static object OnTheOtherSide(Guid merged, object fact) => new SubprocessorAbsorbed(((SubprocessorMerged)fact).EffectiveFrom, merged);
}

/// <summary><c>POST /v1/{org}/subprocessors/{id}/merger</c>.</summary>
public static class MergeSubprocessorEndpoint
{
    /// <summary>Records that a subprocessor became one with another.</summary>
    [WolverinePost("/v1/{org}/subprocessors/{id}/merger", OperationId = "mergeSubprocessor"), AllowedTo(Role.Contributor, Role.Dpo), DemandsIfMatch]
    public static Task<IResult> Post(Guid id, MergeSubprocessor command, RecordQueries records, IDocumentSession session, HttpContext http) => session.Merge(id, command, records, http);
}
