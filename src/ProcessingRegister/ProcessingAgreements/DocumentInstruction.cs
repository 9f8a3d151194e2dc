using Marten;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Wolverine.Http;

namespace ProcessingRegister.ProcessingAgreements;

/// <summary>
/// Documents an instruction of the controller, Art. 28(3)(a). Instructions come after the end as well: what becomes of the data then is the
/// controller's to say, and storing them longer is an instruction of its own (rule 10.2).
/// </summary>
/// <param name="Reference">What the instruction is called, unique within the agreement; a retry is recognised by it.</param>
/// <param name="Text">What it says.</param>
/// <param name="GivenOn">When it was given; today when absent.</param>
/// <param name="GivenBy">Who gave it on the controller's behalf.</param>
public sealed record DocumentInstruction(ImpersonalText Reference, PersonalText Text, DateOnly? GivenOn = null, ContactPerson? GivenBy = null)
    : ICommand<ProcessingAgreement>, IExemplified
{
    /// <inheritdoc />
    public static object Example =>
        new DocumentInstruction("2026-03-retention", new("Keep payslips of former employees for one year."), new DateOnly(2026, 3, 2));

    /// <inheritdoc />
    bool ICommand<ProcessingAgreement>.ComparesPersonalTexts => true;

    /// <inheritdoc />
    public Decision Decide(ProcessingAgreement agreement, Moment now) =>
        agreement.Instructions.FirstOrDefault(i => i.Reference == Reference) is { } documented
            ? RegisterJson.SayTheSame(documented, new Instruction(Reference, GivenOn ?? documented.GivenOn, Text, GivenBy))
                ? Decision.AlreadyDone : Decision.Refuse(AgreementRefusals.InstructionDocumentedOtherwise)
        : GivenOn > now.Today ? Decision.Refuse(AgreementRefusals.InstructionNotYetGiven)
        : Decision.Append(new InstructionDocumented(Reference, GivenOn ?? now.Today, Text, GivenBy));
}

/// <summary><c>POST /v1/{org}/processing-agreements/{id}/instructions</c>.</summary>
public static class DocumentInstructionEndpoint
{
    /// <summary>Documents an instruction of the controller.</summary>
    [WolverinePost("/v1/{org}/processing-agreements/{id}/instructions", OperationId = "documentInstruction"), AllowedTo(Role.Contributor, Role.Dpo)]
    public static Task<IResult> Post(Guid id, DocumentInstruction command, IDocumentSession session, HttpContext http) => session.Decide(id, command, http);
}
