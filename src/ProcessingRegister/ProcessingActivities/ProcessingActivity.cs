using System.Diagnostics;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.ProcessingActivities;

/// <summary>A processing activity was entered in the record, Art. 30(1) or (2).</summary>
public sealed record ProcessingActivityRegistered(ImpersonalText Reference, ProcessingRole Role, DateOnly EffectiveFrom, ActivityContent Content) : ITakesEffect;

/// <summary>What is processed, or how, changed: from this day on the record says this.</summary>
public sealed record ProcessingActivityRevised(DateOnly EffectiveFrom, ActivityContent Content, PersonalText? Reason) : ITakesEffect;

/// <summary>An earlier statement was wrong, and this is what it should have said.</summary>
public sealed record ProcessingActivityCorrected(Guid Corrects, DateOnly EffectiveFrom, ActivityContent Content, PersonalText Reason) : ICorrection;

/// <summary>The record was approved as its version stood.</summary>
public sealed record ProcessingActivityApproved(long ApprovedVersion, DateOnly ApprovedOn, PersonalText? Note);

/// <summary>The record was looked at again and found to be as it says.</summary>
public sealed record ProcessingActivityReviewed(DateOnly ReviewedOn, DateOnly NextReviewBy, PersonalText? Findings);

/// <summary>The activity is no longer carried out.</summary>
public sealed record ProcessingActivityEnded(DateOnly EndedOn, PersonalText? Reason) : ITakesEffect
{
    /// <summary>The first day on which it was no longer carried out.</summary>
    public DateOnly EffectiveFrom => EndedOn;
}

/// <summary>One entry of the records of processing activities, Art. 30(1) or (2).</summary>
public sealed record ProcessingActivity(Guid Id, ImpersonalText Reference, ProcessingRole Role, ActivityContent Content)
    : Record(Id), IRecord<ProcessingActivity>
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } =
    [
        typeof(ProcessingActivityRegistered), typeof(ProcessingActivityRevised), typeof(ProcessingActivityCorrected), typeof(ProcessingActivityApproved),
        typeof(ProcessingActivityReviewed), typeof(ProcessingActivityEnded),
    ];

    static string IRecord<ProcessingActivity>.Kind => "processing_activity";

    /// <summary>The first day on which the content holds.</summary>
    public DateOnly EffectiveFrom { get; init; }

    /// <summary>The approval of this very content; a later revision or correction takes it away.</summary>
    public Approval? Approval { get; init; }

    /// <summary>The last review.</summary>
    public Review? LastReview { get; init; }

    /// <summary>The first day on which the activity was no longer carried out; <c>null</c> while it goes on.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>What superseded statements say by their corrections: these tell of the past, not of the present.</summary>
    public IReadOnlyList<CorrectedStatement> CorrectedStatements { get; init; } = [];

    static ProcessingActivity IRecord<ProcessingActivity>.Evolve(ProcessingActivity? activity, Guid id, object @event) => (activity, @event) switch
    {
        (null, ProcessingActivityRegistered e) => new(id, e.Reference, e.Role, e.Content) { EffectiveFrom = e.EffectiveFrom },
        ({ } a, ProcessingActivityRevised e) => a with
        {
            Content = e.Content,
            EffectiveFrom = e.EffectiveFrom,
            Approval = null,
            CorrectedStatements = a.CorrectedOnceSuperseded,
        },
        ({ } a, ProcessingActivityCorrected e) when a.StatesNow(e.Corrects) => a with { Content = e.Content, EffectiveFrom = e.EffectiveFrom, Approval = null },
        ({ } a, ProcessingActivityCorrected e) => a with
        {
            CorrectedStatements = [.. a.CorrectedStatements.Where(c => c.EventId != e.Corrects), new(e.Corrects, e.EffectiveFrom, e.Content)],
        },
        // Seen from a day on which the approved version was not in effect yet, fewer events count, and what is shown was never approved.
        ({ } a, ProcessingActivityApproved e) => a with { Approval = e.ApprovedVersion == a.Version ? new(e.ApprovedVersion, e.ApprovedOn, e.Note) : a.Approval },
        ({ } a, ProcessingActivityReviewed e) => a with { LastReview = new(e.ReviewedOn, e.NextReviewBy, e.Findings) },
        ({ } a, ProcessingActivityEnded e) => a with { EndedOn = e.EndedOn },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {activity?.GetType().Name ?? "nothing"}."),
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

/// <summary>That the record was approved.</summary>
/// <param name="Version">The version that was approved.</param>
/// <param name="On">When.</param>
/// <param name="Note">A remark.</param>
public sealed record Approval(long Version, DateOnly On, PersonalText? Note);

/// <summary>That the record was reviewed.</summary>
/// <param name="On">When.</param>
/// <param name="NextBy">By when it is to be reviewed again.</param>
/// <param name="Findings">What was found.</param>
public sealed record Review(DateOnly On, DateOnly NextBy, PersonalText? Findings);

/// <summary>What a superseded statement should have said.</summary>
public sealed record CorrectedStatement(Guid EventId, DateOnly EffectiveFrom, ActivityContent Content);
