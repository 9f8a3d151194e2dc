using System.Diagnostics;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Notices.Templates;

/// <summary>The organisation wrote words of its own for a kind of notice in a language.</summary>
public sealed record NoticeTemplateWritten(NoticeKind Notice, NoticeLanguage Language, ImpersonalText Subject, PersonalText Body);

/// <summary>The organisation changed those words; notices that were ordered before say what they said then.</summary>
public sealed record NoticeTemplateRevised(ImpersonalText Subject, PersonalText Body);

/// <summary>What an organisation's notices of one kind say in one language. Its version is the record's.</summary>
/// <param name="Id">The template.</param>
/// <param name="Notice">For which kind of notice.</param>
/// <param name="Language">In which language.</param>
/// <param name="Subject">The subject, with places.</param>
/// <param name="Body">The text, with places. It may end with the name of the one who signs, so it is kept in the vault.</param>
public sealed record NoticeTemplate(Guid Id, NoticeKind Notice, NoticeLanguage Language, ImpersonalText Subject, PersonalText Body) : Record(Id), IRecord<NoticeTemplate>
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } = [typeof(NoticeTemplateWritten), typeof(NoticeTemplateRevised)];

    static string IRecord<NoticeTemplate>.Kind => "notice_template";

    static NoticeTemplate IRecord<NoticeTemplate>.Evolve(NoticeTemplate? template, Guid id, object @event) => (template, @event) switch
    {
        (null, NoticeTemplateWritten e) => new(id, e.Notice, e.Language, e.Subject, e.Body),
        ({ } t, NoticeTemplateRevised e) => t with { Subject = e.Subject, Body = e.Body },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {template?.GetType().Name ?? "nothing"}."),
    };

    internal static IEnumerable<Fault> Faults(ImpersonalText subject, PersonalText body) =>
    [
        .. subject.Value.Any(char.IsControl) ? [new Fault("/subject", "must be one line")] : Array.Empty<Fault>(),
        .. TemplateText.Faults("/subject", subject.Value),
        .. TemplateText.Faults("/body", body.Value!),
        .. TemplateText.PlacesIn(subject.Value).Contains(NoticePlaceholder.Acknowledgement)
            ? [new Fault("/subject", "must not contain the link to acknowledge, which those on the way could read")] : Array.Empty<Fault>(),
    ];

    // The wire name of an enumeration is what a client reads in a fault and writes in a template.
    internal static IReadOnlyList<NoticePlaceholder> Lacking(NoticeKind kind, ImpersonalText subject, PersonalText body)
    {
        var places = TemplateText.PlacesIn(subject.Value).Union(TemplateText.PlacesIn(body.Value!)).ToHashSet();
        return [.. TemplateText.DemandedBy(kind).Where(place => !places.Contains(place))];
    }
}

/// <summary>The rules that forbid something about templates and notices.</summary>
public static class NoticeRefusals
{
    /// <summary>There is one template for a kind and a language.</summary>
    public static readonly Refusal AlreadyWritten = new("notice-template-already-written", "Art. 5(2)",
        "The organisation has a template for this kind of notice in this language already; revise it instead.");

    /// <summary>A notice that lacks what it is for is none.</summary>
    public static readonly Refusal LacksPlaces = new("notice-template-lacks-places", "Art. 33(2), (3)",
        "The template leaves out a place that this kind of notice cannot do without; the template that serves by default has all of them.");

    /// <summary>What has not left cannot come back.</summary>
    public static readonly Refusal NotSentYet = new("notice-not-sent-yet", "Art. 5(2)",
        "The notice has not left yet, or could not be sent; only what was sent can come back.");
}
