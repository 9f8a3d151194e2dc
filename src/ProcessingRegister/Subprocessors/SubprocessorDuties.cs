using ProcessingRegister.Law;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Subprocessors;

/// <summary>What is owed because of a subprocessor: that the guarantees it gave by a certificate go on, Art. 28(1) and (5).</summary>
public sealed partial record Subprocessor : IOwes
{
    /// <inheritdoc />
    public IEnumerable<Obligation> Obligations(LawBook law, DateTimeOffset now) =>
        from held in Certificates
        where Content.IsSubprocessor && !OutOfUseBefore(held.Certificate.ValidUntil)
        select Obligation.By(
            new Owed(Id, "subprocessor.certificate", "Art. 28(1)", DutyParty.Keeper, DutyParty.Controller, held.Reference.Value),
            StartOf(held.Certificate.ValidFrom), StartOf(held.Certificate.ValidUntil.AddDays(1)), RenewedOn(held) is { } day ? StartOf(day) : null, now);

    // A certificate runs out without consequence where the subprocessor was gone before.
    private bool OutOfUseBefore(DateOnly day) => Engagements is [.., { To: { } gone }] && gone <= day;

    private DateOnly? RenewedOn(HeldCertificate held) => Certificates
        .Where(c => c.Certificate.Standard == held.Certificate.Standard && c.Certificate.ValidUntil > held.Certificate.ValidUntil && c.Certificate.ValidFrom <= held.Certificate.ValidUntil.AddDays(1))
        .Select(c => (DateOnly?)c.ReceivedOn).Min();

    // A certificate names days and no zone.
    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
