using System.Diagnostics;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Subprocessors;

/// <summary>
/// One legal entity that processes, or may process, the customers' data, Art. 28(2) and (4). Parties that the customer chose are recorded too, and are
/// no subprocessors of the organisation.
/// </summary>
/// <param name="Id">The record's id.</param>
/// <param name="Reference">The organisation's own name for it, unique and fixed; a list's id, where a list gave it.</param>
/// <param name="Name">The legal entity's name.</param>
/// <param name="Content">What is said of it.</param>
public sealed partial record Subprocessor(Guid Id, ImpersonalText Reference, ImpersonalText Name, SubprocessorContent Content) : Record(Id), IRecord<Subprocessor>
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } =
    [
        typeof(SubprocessorRegistered), typeof(SubprocessorRevised), typeof(SubprocessorRenamed), typeof(SubprocessorCorrected), typeof(SubprocessorEngaged),
        typeof(SubprocessorEngagementEnded), typeof(SubprocessorMerged), typeof(SubprocessorAbsorbed), typeof(OwnSubprocessorAdded), typeof(OwnSubprocessorRemoved),
        typeof(CertificateRecorded),
    ];

    static string IRecord<Subprocessor>.Kind => "subprocessor";

    /// <summary>The first day on which the content holds.</summary>
    public DateOnly EffectiveFrom { get; init; }

    /// <summary>Names that it bore before, oldest first.</summary>
    public IReadOnlyList<FormerName> FormerNames { get; init; } = [];

    /// <summary>When it is in use, oldest first.</summary>
    public IReadOnlyList<Engagement> Engagements { get; init; } = [];

    /// <summary>Its own subprocessors, those it engages no longer included.</summary>
    public IReadOnlyList<OwnSubprocessor> OwnSubprocessors { get; init; } = [];

    /// <summary>Its certificates, in the order in which they were recorded.</summary>
    public IReadOnlyList<HeldCertificate> Certificates { get; init; } = [];

    /// <summary>With whom it became one, and under whose record it goes on; <c>null</c> while it stands for itself.</summary>
    public Merger? MergedInto { get; init; }

    /// <summary>Those that became one with it.</summary>
    public IReadOnlyList<Merger> Absorbed { get; init; } = [];

    /// <summary>Every service that any statement has named, <c>*</c> for one that named none: by these a question about another day finds the record.</summary>
    public IReadOnlyList<ImpersonalText> ServicesEver { get; init; } = [];

    /// <summary>What each of the statements is about, corrections left out.</summary>
    public IReadOnlyList<StatedAspect> Aspects { get; init; } = [];

    /// <summary>What statements should have said, by their last correction.</summary>
    public IReadOnlyList<CorrectedStatement> CorrectedStatements { get; init; } = [];

    /// <summary>In <see cref="ServicesEver"/>, that a statement was about every service.</summary>
    public const string EveryService = "*";

    static Subprocessor IRecord<Subprocessor>.Evolve(Subprocessor? subprocessor, Guid id, object @event) => (subprocessor, @event) switch
    {
        (null, SubprocessorRegistered e) => new Subprocessor(id, e.Reference, e.Name, e.Content) { EffectiveFrom = e.EffectiveFrom }.With(StatedAspect.Registration).Serving(e.Content),
        ({ } s, SubprocessorRevised e) => (s with { Content = e.Content, EffectiveFrom = e.EffectiveFrom }).With(StatedAspect.Content).Serving(e.Content),
        ({ } s, SubprocessorRenamed e) => (s with { Name = e.Name, FormerNames = [.. s.FormerNames, new(s.Name, e.EffectiveFrom)] }).With(StatedAspect.Name),
        ({ } s, SubprocessorCorrected e) => s.Corrected(new(e.Corrects, e.EffectiveFrom, e.Name, e.Content)).Serving(e.Content),
        ({ } s, SubprocessorEngaged e) => (s with { Engagements = [.. s.Engagements, new(e.EffectiveFrom)] }).With(StatedAspect.Engagement),
        ({ } s, SubprocessorEngagementEnded e) => s.OutOfUse(e.EndedOn).With(StatedAspect.EndOfEngagement),
        ({ } s, SubprocessorMerged e) => (s.OutOfUse(e.EffectiveFrom) with { MergedInto = new(e.Into, e.EffectiveFrom) }).With(StatedAspect.Merger),
        ({ } s, SubprocessorAbsorbed e) => (s with { Absorbed = [.. s.Absorbed, new(e.Other, e.EffectiveFrom)] }).With(StatedAspect.Merger),
        ({ } s, OwnSubprocessorAdded e) => (s with { OwnSubprocessors = [.. s.OwnSubprocessors, new(e.Subprocessor, e.EffectiveFrom)] }).With(StatedAspect.OwnSubprocessors),
        ({ } s, OwnSubprocessorRemoved e) => (s with
        {
            OwnSubprocessors = [.. s.OwnSubprocessors.Select(o => o.Subprocessor == e.Subprocessor && o.To is null ? o with { To = e.RemovedOn } : o)],
        }).With(StatedAspect.OwnSubprocessors),
        ({ } s, CertificateRecorded e) => s with { Certificates = [.. s.Certificates, new(e.Reference, e.Certificate, e.ReceivedOn)] },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {subprocessor?.GetType().Name ?? "nothing"}."),
    };

    /// <summary>Whether it is in use on a day.</summary>
    public bool IsEngagedOn(DateOnly day) => Engagements.Any(e => e.Covers(day));

    /// <summary>Whether the list of the organisation's subprocessors names it on a day: it is in use, and the organisation's own choice.</summary>
    public bool IsListedOn(DateOnly day) => Content.IsSubprocessor && IsEngagedOn(day);

    /// <summary>Its name on a day.</summary>
    public ImpersonalText NameOn(DateOnly day) => FormerNames.Where(f => day < f.Until).Select(f => (ImpersonalText?)f.Name).FirstOrDefault() ?? Name;

    private Subprocessor With(StatedAspect aspect) => this with { Aspects = [.. Aspects, aspect] };

    private Subprocessor Serving(SubprocessorContent? content) => this with
    {
        ServicesEver = [.. ServicesEver.Union(content?.Services.Select(s => s.Service ?? (ImpersonalText)EveryService) ?? [])],
    };

    private Subprocessor OutOfUse(DateOnly day) =>
        Engagements is [.., { To: null } last] ? this with { Engagements = [.. Engagements.SkipLast(1), last with { To = day }] } : this;
}
