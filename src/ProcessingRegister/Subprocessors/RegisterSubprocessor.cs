using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.Subprocessors;

/// <summary>Enters another party in the register, Art. 28(2) and (4). It is in use from the day that <paramref name="EngagedFrom"/> names, or by a request of its own.</summary>
/// <param name="Reference">The organisation's own name for it, unique and fixed.</param>
/// <param name="Name">The legal entity's name.</param>
/// <param name="Content">What is said of it.</param>
/// <param name="EffectiveFrom">From when on it holds; when absent, the first day of its use, or today.</param>
/// <param name="EngagedFrom">The first day of its use, where that is known.</param>
public sealed record RegisterSubprocessor(
    ImpersonalText Reference, ImpersonalText Name, SubprocessorContent Content, DateOnly? EffectiveFrom = null, DateOnly? EngagedFrom = null)
    : ICreation<Subprocessor>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example =>
        new RegisterSubprocessor("eksempel-drift", "Eksempel Drift AS", SubprocessorExamples.Hosting, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 1));

    string ICreation<Subprocessor>.Identity => Reference.Value;

    Refusal ICreation<Subprocessor>.AlreadyExists => SubprocessorRefusals.AlreadyRegistered;

    /// <inheritdoc />
    public Decision Decide(Moment now)
    {
        var from = EffectiveFrom ?? EngagedFrom ?? now.Today;
        var registered = new SubprocessorRegistered(Reference, Name, from, Content);
        return EngagedFrom is not { } engaged ? Decision.Append(registered)
            : engaged < from ? Decision.Refuse(SubprocessorRefusals.TakesEffectBeforeStart)
            : Decision.Append(registered, EngageSubprocessor.On(engaged));
    }

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() => Content.Faults("/content");
}

/// <summary><c>POST /v1/{org}/subprocessors</c>.</summary>
public static class RegisterSubprocessorEndpoint
{
    /// <summary>Registers a subprocessor, or another party that processes for the customers.</summary>
    [WolverinePost("/v1/{org}/subprocessors", OperationId = "registerSubprocessor"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(RegisterSubprocessor command, IDocumentSession session, HttpContext http) => session.Create(command, http);
}
