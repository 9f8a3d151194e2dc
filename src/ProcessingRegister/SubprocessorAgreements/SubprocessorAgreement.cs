using System.Diagnostics;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>One contract on processing with a subprocessor, Art. 28(4), through all of its versions.</summary>
/// <param name="Id">The record's id.</param>
/// <param name="Subprocessor">The record of the subprocessor.</param>
/// <param name="Reference">The organisation's own name for the contract, unique for the subprocessor and fixed.</param>
/// <param name="Content">What it says.</param>
public sealed partial record SubprocessorAgreement(Guid Id, Guid Subprocessor, ImpersonalText Reference, SubprocessorAgreementContent Content)
    : Record(Id), IRecord<SubprocessorAgreement>
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } =
        [typeof(SubprocessorAgreementConcluded), typeof(SubprocessorAgreementAmended), typeof(SubprocessorAgreementTerminated), typeof(TransferImpactAssessed)];

    static string IRecord<SubprocessorAgreement>.Kind => "subprocessor_agreement";

    /// <summary>The first day on which the content holds.</summary>
    public DateOnly EffectiveFrom { get; init; }

    /// <summary>The first day of the contract.</summary>
    public DateOnly StartedOn => Versions is [var first, ..] ? first.EffectiveFrom : EffectiveFrom;

    /// <summary>The versions, oldest first; the last is the present one.</summary>
    public IReadOnlyList<AgreementVersion> Versions { get; init; } = [];

    /// <summary>The first day without the contract, once notice was given; <c>null</c> before.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Who gave notice, and when.</summary>
    public TerminationNotice? Termination { get; init; }

    /// <summary>The assessments of third countries, in the order in which they were recorded.</summary>
    public IReadOnlyList<ImpactAssessment> Assessments { get; init; } = [];

    /// <summary>What Art. 28(3) demands and no clause is shown for; empty when the contract is complete.</summary>
    public IReadOnlyList<Article28Item> MissingItems => [.. Enum.GetValues<Article28Item>().Where(item => StateOf(item) is StatedAs.Missing or StatedAs.NotYetPossible)];

    static SubprocessorAgreement IRecord<SubprocessorAgreement>.Evolve(SubprocessorAgreement? agreement, Guid id, object @event) => (agreement, @event) switch
    {
        (null, SubprocessorAgreementConcluded e) => new SubprocessorAgreement(id, e.Subprocessor, e.Reference, e.Content).Saying(e.EffectiveFrom, e.Content),
        ({ } a, SubprocessorAgreementAmended e) => a.Saying(e.EffectiveFrom, e.Content),
        ({ } a, SubprocessorAgreementTerminated e) => a with { EndedOn = e.EndedOn, Termination = new(e.By, e.NoticeGivenOn) },
        ({ } a, TransferImpactAssessed e) => a with { Assessments = [.. a.Assessments, e.Assessment] },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {agreement?.GetType().Name ?? "nothing"}."),
    };

    /// <summary>Whether it binds on a day: signed, begun, and neither run out nor ended. Ask a record that shows what is in effect on that day.</summary>
    public bool IsInForceOn(DateOnly day) => EffectiveFrom <= day && Content.SignedOn <= day && !(Content.RunsUntil < day) && !(EndedOn <= day);

    /// <summary>What is stated of one item of Art. 28(3).</summary>
    public StatedAs StateOf(Article28Item item) => Content.Items.FirstOrDefault(i => i.Item == item)?.Clause.State ?? StatedAs.Missing;

    /// <summary>The last assessment of a place that had been made on a day.</summary>
    public ImpactAssessment? AssessmentOn(DateOnly day, Territory place) =>
        Assessments.Where(a => a.Place == place && a.AssessedOn <= day).MaxBy(a => a.AssessedOn);

    private SubprocessorAgreement Saying(DateOnly from, SubprocessorAgreementContent content) => this with
    {
        Content = content,
        EffectiveFrom = from,
        Versions = [.. Versions, new(from, content.RunsUntil, content.SignedOn, content.DocumentSha256)],
    };
}

/// <summary>One version of a contract.</summary>
/// <param name="EffectiveFrom">Its first day.</param>
/// <param name="RunsUntil">Its last day as it was agreed; open-ended when absent.</param>
/// <param name="SignedOn">When it was signed.</param>
/// <param name="DocumentSha256">The SHA-256 digest of the signed document, 32 bytes.</param>
public sealed record AgreementVersion(DateOnly EffectiveFrom, DateOnly? RunsUntil, DateOnly SignedOn, byte[] DocumentSha256);

/// <summary>Who ends a contract.</summary>
public enum TerminatingParty
{
    /// <summary>The organisation that keeps this register.</summary>
    Organisation,

    /// <summary>The subprocessor.</summary>
    Subprocessor,
}

/// <summary>That a contract was terminated.</summary>
/// <param name="By">By whom.</param>
/// <param name="NoticeGivenOn">When notice was given.</param>
public sealed record TerminationNotice(TerminatingParty By, DateOnly NoticeGivenOn);
