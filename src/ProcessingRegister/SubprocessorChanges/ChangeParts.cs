using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>What is intended to change.</summary>
public enum ChangeKind
{
    /// <summary>Another subprocessor is engaged.</summary>
    [Provision("Art. 28(2)")]
    Addition,

    /// <summary>A subprocessor takes the place of another.</summary>
    [Provision("Art. 28(2)")]
    Replacement,

    /// <summary>Data are stored in, or seen from, another place.</summary>
    [Provision("Art. 28(2), 28(3)(a)")]
    PlaceChanged,

    /// <summary>A subprocessor does something else with the data.</summary>
    [Provision("Art. 28(2)")]
    PurposeChanged,

    /// <summary>A subprocessor is engaged no longer: information, to which nobody has to agree.</summary>
    [Provision("Art. 28(2)")]
    Removal,

    /// <summary>A subprocessor has another name, or became one with another: the same entity goes on, so this is information too.</summary>
    [Provision("Art. 28(2)")]
    RenamedOrMerged,
}

/// <summary>What a kind of change asks for.</summary>
internal static class ChangeKinds
{
    /// <summary>Whether controllers can object, Art. 28(2), so that periods run.</summary>
    public static bool CanBeObjectedTo(this ChangeKind kind) => kind is not (ChangeKind.Removal or ChangeKind.RenamedOrMerged);
}

/// <summary>How far a change has come.</summary>
public enum ChangeState
{
    /// <summary>It is prepared, and nobody was told.</summary>
    Intended,

    /// <summary>It was announced to the controllers.</summary>
    Announced,

    /// <summary>It took effect, or does from the day recorded.</summary>
    InEffect,

    /// <summary>It does not come about.</summary>
    Withdrawn,
}

/// <summary>What is intended.</summary>
/// <param name="Kind">What changes.</param>
/// <param name="Subprocessors">The records of the subprocessors concerned: those engaged, or those about whom something changes.</param>
/// <param name="Wording">What the controllers are told, in a language or in both.</param>
/// <param name="Replaces">For a replacement: the records of those who are engaged no longer.</param>
/// <param name="Services">For which services; for every service when empty.</param>
public sealed record ChangeContent(
    ChangeKind Kind, IReadOnlyList<Guid> Subprocessors, IReadOnlyList<ChangeWording> Wording, IReadOnlyList<Guid>? Replaces = null,
    IReadOnlyList<ImpersonalText>? Services = null)
{
    internal IEnumerable<Guid> AllSubprocessors => Subprocessors.Concat(Replaces ?? []).Distinct();

    internal IEnumerable<Fault> Faults(string at) =>
    [
        .. Subprocessors.Count == 0 ? [new Fault($"{at}/subprocessors", "must not be empty")] : Array.Empty<Fault>(),
        .. Form.Size($"{at}/subprocessors", Subprocessors as System.Collections.ICollection),
        .. Form.Size($"{at}/replaces", Replaces as System.Collections.ICollection),
        .. Form.Size($"{at}/services", Services as System.Collections.ICollection),
        .. (Kind == ChangeKind.Replacement) != (Replaces is { Count: > 0 }) ? [new Fault($"{at}/replaces", "must be given exactly when kind is replacement")] : Array.Empty<Fault>(),
        .. Subprocessors.Intersect(Replaces ?? []).Any() ? [new Fault($"{at}/replaces", "must not name who is in subprocessors as well")] : Array.Empty<Fault>(),
        .. Wording.Count == 0 ? [new Fault($"{at}/wording", "must not be empty")] : Array.Empty<Fault>(),
        .. Wording.GroupBy(w => w.Language).Any(g => g.Count() > 1) ? [new Fault($"{at}/wording", "must not have two items of one language")] : Array.Empty<Fault>(),
    ];
}

/// <summary>What controllers, and the readers of the public list, are told of a change.</summary>
/// <param name="Language">In which language.</param>
/// <param name="Description">What changes: what the subprocessor does, with which data, and where.</param>
/// <param name="Reasons">Why.</param>
public sealed record ChangeWording(NoticeLanguage Language, ImpersonalText Description, ImpersonalText? Reasons = null)
{
    /// <summary>The words in a language, else those in the other: a notice in another language is better than one that says nothing.</summary>
    internal static ChangeWording In(NoticeLanguage language, IReadOnlyList<ChangeWording> wording) => wording.FirstOrDefault(w => w.Language == language) ?? wording[0];
}

/// <summary>How controllers were told of a change otherwise than by this register: what is recorded of announcements that were made before, or by other means.</summary>
/// <param name="Means">How.</param>
/// <param name="SentAt">When.</param>
public sealed record InformedElsewhere(MeansOfInforming Means, DateTimeOffset SentAt);

/// <summary>How a notice of a change was sent.</summary>
public enum MeansOfInforming
{
    /// <summary>By e-mail.</summary>
    Email,

    /// <summary>By a signed request to the controller's own system.</summary>
    Webhook,

    /// <summary>By letter.</summary>
    Letter,

    /// <summary>Within the service.</summary>
    WithinService,
}

/// <summary>Whom an announcement goes to: the controllers whose agreements are in force on its day, and take one of the services.</summary>
/// <param name="Reference">What it is called; <c>null</c> for the first, with which the change was announced.</param>
/// <param name="AnnouncedAt">When (UTC).</param>
/// <param name="TermsOn">The day whose agreements, in their version of that day, count.</param>
/// <param name="ContactPoint">Whom to ask, and to whom to object.</param>
/// <param name="Elsewhere">How they were told, where not by notices of this register.</param>
/// <param name="Agreements">Further agreements, by id.</param>
public sealed record Announcement(
    ImpersonalText? Reference, DateTimeOffset AnnouncedAt, DateOnly TermsOn, PersonalText? ContactPoint, InformedElsewhere? Elsewhere, IReadOnlyList<Guid> Agreements);

/// <summary>That a change took effect.</summary>
/// <param name="From">The first day.</param>
/// <param name="Except">The agreements for which it does not.</param>
/// <param name="NotLawfulFor">For how many controllers it was not lawful, as known when it was recorded; who they are, each one's record says.</param>
/// <param name="Reasons">Why it was begun all the same.</param>
/// <param name="BelowNoticeFor">For how many of these the notice was shorter than their agreements owe; <c>null</c> where that was not recorded yet.</param>
public sealed record ChangeEffect(DateOnly From, IReadOnlyList<Guid> Except, int NotLawfulFor, PersonalText? Reasons, int? BelowNoticeFor = null);

/// <summary>The rule of form of a day from which something is to hold.</summary>
internal static class DayOfEffect
{
    /// <summary>No calendar covers the ends of time, and there was no Art. 28(2) before the Regulation applied.</summary>
    public static IEnumerable<Fault> Faults(string pointer, DateOnly day) => day.Year is < 2018 or > 2200 ? [new Fault(pointer, "must be a day from 2018 to 2200")] : [];
}
