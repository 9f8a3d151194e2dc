using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Subprocessors.Lists;

/// <summary>What a proposal says of two entries of a list.</summary>
public enum ProposalKind
{
    /// <summary>One legal entity has another name.</summary>
    Rename,

    /// <summary>One legal entity became one with another.</summary>
    Merger,
}

/// <summary>Why something is proposed.</summary>
public enum ProposalReason
{
    /// <summary>The names are alike.</summary>
    SimilarName,

    /// <summary>The one name stands within the other.</summary>
    NameWithinName,

    /// <summary>They do the same.</summary>
    SamePurpose,

    /// <summary>They do it in the same places.</summary>
    SamePlace,
}

/// <summary>How a proposal was answered.</summary>
public enum ProposalState
{
    /// <summary>Not yet; the plan takes it for one that went and another that came.</summary>
    Open,

    /// <summary>It is so.</summary>
    Confirmed,

    /// <summary>It is not so.</summary>
    Rejected,
}

/// <summary>That two entries of a list, one of which went on the day on which the other came, may be of one legal entity.</summary>
/// <param name="Id">By what it is answered; the same as long as the list and the register say the same.</param>
/// <param name="Kind">What is proposed.</param>
/// <param name="On">The day.</param>
/// <param name="Service">The service whose list it is.</param>
/// <param name="Name">The name that went.</param>
/// <param name="Into">The name that came, or that stayed.</param>
/// <param name="Because">Why.</param>
/// <param name="State">How it was answered.</param>
public sealed record Proposal(
    string Id, ProposalKind Kind, DateOnly On, ImpersonalText? Service, ImpersonalText Name, ImpersonalText Into, IReadOnlyList<ProposalReason> Because, ProposalState State);

/// <summary>A change of the register that a list brings.</summary>
/// <param name="On">From which day on.</param>
/// <param name="Reference">The subprocessor's reference.</param>
/// <param name="Change">In what the list differs from then on.</param>
/// <param name="Name">Its name from then on.</param>
/// <param name="NameBefore">Its name before, when it was renamed.</param>
/// <param name="Line">The line of the list that brings it.</param>
public sealed record PlannedChange(DateOnly On, ImpersonalText Reference, ChangeOfList Change, ImpersonalText Name, ImpersonalText? NameBefore, int Line);

/// <summary>What a list changes.</summary>
/// <param name="Committed">Whether it is recorded.</param>
/// <param name="Changes">The changes, in the order of their days.</param>
/// <param name="Proposals">What a person has to say.</param>
public sealed record ListPlan(bool Committed, IReadOnlyList<PlannedChange> Changes, IReadOnlyList<Proposal> Proposals)
{
    /// <summary>The streams that are to be written.</summary>
    internal IReadOnlyList<PlannedStream> Streams { get; init; } = [];

    /// <summary>What stands in the way.</summary>
    internal IReadOnlyList<Fault> Faults { get; init; } = [];
}
