using System.Diagnostics;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;

namespace ProcessingRegister.AccessRequests.Files;

/// <summary>Requests of authorities were read. Who read them is the event's actor, and when, its time.</summary>
/// <param name="How">In which way.</param>
/// <param name="Files">Which; none where all were, as in an export of the ledger.</param>
/// <param name="AsOf">As of which instant; absent for now.</param>
public sealed record AccessRequestConsulted(Consultation How, IReadOnlyList<Guid> Files, DateTimeOffset? AsOf);

/// <summary>
/// One reading. Each has a stream of its own: readers never wait for one another or for whoever works on the file, and neither the file nor its versions grow
/// by being read. All lie in the closed drawer, whatever was read: who looks at what tells of what there is.
/// </summary>
/// <param name="Id">The reading.</param>
/// <param name="How">In which way.</param>
/// <param name="Files">Which files.</param>
/// <param name="AsOf">As of which instant.</param>
public sealed record AccessConsultation(Guid Id, Consultation How, IReadOnlyList<Guid> Files, DateTimeOffset? AsOf) : Record(Id), IRecord<AccessConsultation>
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } = [typeof(AccessRequestConsulted)];

    static string IRecord<AccessConsultation>.Kind => "access_consultation";

    static AccessConsultation IRecord<AccessConsultation>.Evolve(AccessConsultation? consultation, Guid id, object @event) => (consultation, @event) switch
    {
        (null, AccessRequestConsulted e) => new(id, e.How, e.Files, e.AsOf),
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {consultation?.GetType().Name ?? "nothing"}."),
    };
}
