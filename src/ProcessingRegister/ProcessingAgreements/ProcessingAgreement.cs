using System.Diagnostics;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.ProcessingAgreements;

/// <summary>A contract on processing was concluded with a controller, Art. 28(3).</summary>
public sealed record ProcessingAgreementConcluded(CountryCode Country, PersonalText OrganisationNumber, DateOnly EffectiveFrom, AgreementContent Content) : ITakesEffect;

/// <summary>The contract was amended: from this day on it says this.</summary>
public sealed record ProcessingAgreementAmended(DateOnly EffectiveFrom, AgreementContent Content, PersonalText? Reason) : ITakesEffect;

/// <summary>An earlier statement was wrong, and this is what it should have said.</summary>
public sealed record ProcessingAgreementCorrected(Guid Corrects, DateOnly EffectiveFrom, AgreementContent Content, PersonalText Reason) : ICorrection;

/// <summary>The controller gave an instruction, and it is documented, Art. 28(3)(a).</summary>
public sealed record InstructionDocumented(ImpersonalText Reference, DateOnly GivenOn, PersonalText Text, ContactPerson? GivenBy);

/// <summary>The services came to their end, and the controller chose what becomes of the data, Art. 28(3)(g).</summary>
public sealed record ProcessingAgreementEnded(DateOnly EndedOn, DeletionOrReturn Choice, PersonalText? Reason) : ITakesEffect
{
    /// <summary>The first day without services.</summary>
    public DateOnly EffectiveFrom => EndedOn;
}

/// <summary>The agreement with one controller on whose behalf the organisation processes, Art. 28(3).</summary>
/// <param name="Id">The record's id.</param>
/// <param name="Country">Where the controller is established.</param>
/// <param name="OrganisationNumber">Its number in that country's register of companies: identity, whoever pays the invoice. A sole proprietor's may be a person's.</param>
/// <param name="Content">What the agreement says.</param>
public sealed record ProcessingAgreement(Guid Id, CountryCode Country, PersonalText OrganisationNumber, AgreementContent Content)
    : Record(Id), IRecord<ProcessingAgreement>
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } =
    [
        typeof(ProcessingAgreementConcluded), typeof(ProcessingAgreementAmended), typeof(ProcessingAgreementCorrected), typeof(InstructionDocumented),
        typeof(ProcessingAgreementEnded),
    ];

    static string IRecord<ProcessingAgreement>.Kind => "processing_agreement";

    /// <summary>The first day on which the content holds.</summary>
    public DateOnly EffectiveFrom { get; init; }

    /// <summary>The first day of the services.</summary>
    public DateOnly StartedOn => Statements is [var first, ..] ? EffectOf(first) : EffectiveFrom;

    /// <summary>The first day without services; <c>null</c> while they go on.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>What becomes of the data after the end, as the controller chose; <c>null</c> while the services go on.</summary>
    public DeletionOrReturn? Choice { get; init; }

    /// <summary>The instructions that the controller gave beside the agreement, in the order in which they were documented.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init; } = [];

    /// <summary>What Art. 28(3) demands of the agreement and no clause is named for; empty when it is complete.</summary>
    public IReadOnlyList<Article28Item> MissingItems => [.. Enum.GetValues<Article28Item>().Except(Content.Items.Select(i => i.Item))];

    /// <summary>What superseded statements say by their corrections: these tell of the past, not of the present.</summary>
    public IReadOnlyList<CorrectedStatement> CorrectedStatements { get; init; } = [];

    static ProcessingAgreement IRecord<ProcessingAgreement>.Evolve(ProcessingAgreement? agreement, Guid id, object @event) => (agreement, @event) switch
    {
        (null, ProcessingAgreementConcluded e) => new(id, e.Country, e.OrganisationNumber, e.Content) { EffectiveFrom = e.EffectiveFrom },
        ({ } a, ProcessingAgreementAmended e) => a with { Content = e.Content, EffectiveFrom = e.EffectiveFrom, CorrectedStatements = a.CorrectedOnceSuperseded },
        ({ } a, ProcessingAgreementCorrected e) when a.StatesNow(e.Corrects) => a with { Content = e.Content, EffectiveFrom = e.EffectiveFrom },
        ({ } a, ProcessingAgreementCorrected e) => a with
        {
            CorrectedStatements = [.. a.CorrectedStatements.Where(c => c.EventId != e.Corrects), new(e.Corrects, e.EffectiveFrom, e.Content)],
        },
        ({ } a, InstructionDocumented e) => a with { Instructions = [.. a.Instructions, new(e.Reference, e.GivenOn, e.Text, e.GivenBy)] },
        ({ } a, ProcessingAgreementEnded e) => a with { EndedOn = e.EndedOn, Choice = e.Choice },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {agreement?.GetType().Name ?? "nothing"}."),
    };

    /// <summary>The statements of content: not the end, and no corrections.</summary>
    internal IEnumerable<Statement> ContentStatements => Statements.Where(s => s.Corrects is null).Take(Statements.Count(s => s.Corrects is null) - (EndedOn is null ? 0 : 1));

    internal bool StatesNow(Guid eventId) => ContentStatements.LastOrDefault()?.EventId == eventId;

    // A statement that was corrected while it was the present one is still known to be so when another takes its place.
    private IReadOnlyList<CorrectedStatement> CorrectedOnceSuperseded =>
        ContentStatements.LastOrDefault() is { } present && Statements.Any(s => s.Corrects == present.EventId)
            ? [.. CorrectedStatements, new(present.EventId, EffectiveFrom, Content)]
            : CorrectedStatements;
}

/// <summary>An instruction of the controller, Art. 28(3)(a).</summary>
/// <param name="Reference">What it is called, unique within the agreement.</param>
/// <param name="GivenOn">When it was given.</param>
/// <param name="Text">What it says.</param>
/// <param name="GivenBy">Who gave it on the controller's behalf.</param>
public sealed record Instruction(ImpersonalText Reference, DateOnly GivenOn, PersonalText Text, ContactPerson? GivenBy);

/// <summary>What a superseded statement should have said.</summary>
public sealed record CorrectedStatement(Guid EventId, DateOnly EffectiveFrom, AgreementContent Content);
