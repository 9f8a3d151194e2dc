using ProcessingRegister.AccessRequests.Files;
using ProcessingRegister.AccessRequests.LegalBases;
using ProcessingRegister.Decisions;
using ProcessingRegister.Law;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Wolverine.Http;

namespace ProcessingRegister.AccessRequests;

/// <summary>Records that an authority asked for data (rule 7.8). With an order of secrecy the file is under secrecy from its first event on.</summary>
/// <param name="Reference">A name of the organisation's own, unique among its requests.</param>
/// <param name="ReceivedAt">When the request was delivered.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Authority">Who asks.</param>
/// <param name="Instrument">By what kind of instrument.</param>
/// <param name="Proceedings">In what kind of proceedings.</param>
/// <param name="Sought">What is sought.</param>
/// <param name="Addressee">In which country the establishment or representative is that was addressed.</param>
/// <param name="Urgency">How urgent it is.</param>
/// <param name="Official">The official who signed or can be reached.</param>
/// <param name="LegalBasis">The code of the legal basis, of the coded list of the authority's country or of the Union.</param>
/// <param name="LegalBasisText">The legal basis in the instrument's words, where no code is.</param>
/// <param name="Amends">The request on record that this one amends.</param>
/// <param name="Secrecy">The order of secrecy that came with it; for counsel only.</param>
public sealed record RecordAccessRequest(
    ImpersonalText Reference, DateTimeOffset ReceivedAt, AccessChannel Channel, RequestingAuthority Authority, Instrument Instrument, Proceedings Proceedings, Sought Sought,
    CountryCode Addressee, Urgency Urgency = Urgency.Normal, ContactPerson? Official = null, ImpersonalText? LegalBasis = null, ImpersonalText? LegalBasisText = null,
    Guid? Amends = null, OrderSecrecy? Secrecy = null)
    : ICreation<AccessRequest>, IChecked, IExemplified
{
    /// <inheritdoc />
    public static object Example => new RecordAccessRequest(
        "2026-031", AccessExamples.Received, AccessChannel.Letter, new(CountryCode.Parse("NO"), new("Eksempel politidistrikt"), new("12/345")), Instrument.ProductionOrder,
        Proceedings.Criminal, new([DataSought.Subscriber, DataSought.Content], AccessMode.Stored, new("Vouchers of the year 2025.")), CountryCode.Parse("NO"),
        LegalBasis: "no.strpl.210");

    string ICreation<AccessRequest>.Identity => Reference.Value.Trim().Normalize().ToUpperInvariant();

    Refusal ICreation<AccessRequest>.AlreadyExists => AccessRefusals.AlreadyRecorded;

    /// <inheritdoc />
    public Decision Decide(Moment now)
    {
        if (ReceivedAt > now.Instant)
            return Decision.Refuse(AccessRefusals.NotYetHappened);
        var received = new AccessRequestReceived(
            Reference, ReceivedAt.ToUniversalTime(), Channel, Authority, Official, Instrument, LegalBasis, LegalBasisText, Proceedings, Urgency,
            Sought with { Kinds = [.. Sought.Kinds.Distinct().Order()] }, Addressee, Amends);
        return Secrecy is null ? Decision.Append(received) : Decision.Append(received, Secrecy.Ordered(1));
    }

    /// <inheritdoc />
    public IEnumerable<Fault> Faults() =>
    [
        .. Sought.Kinds.Count == 0 ? [new Fault("/sought/kinds", "must not be empty")] : Array.Empty<Fault>(),
        .. Form.Size("/sought/kinds", Sought.Kinds as System.Collections.ICollection),
        .. Instrument is Instrument.EuropeanProductionOrder or Instrument.EuropeanPreservationOrder && LawBook.Current.Jurisdictions.All(j => j.Code != Territory.Of(Addressee))
            ? [new Fault("/addressee", "must be a country whose law the register knows, for an order of the Union")] : Array.Empty<Fault>(),
        .. LegalBasis is { } code && LegalBasisBook.Current.Find(code.Value, Authority.Country, ReceivedAt) is null
            ? [new Fault("/legalBasis", "must be a code of the list for the authority's country or the Union on that day; give legalBasisText where there is none")] : Array.Empty<Fault>(),
        .. Secrecy?.Faults().Select(f => f with { Pointer = "/secrecy" + f.Pointer }) ?? [],
    ];
}

/// <summary><c>POST /v1/{org}/access-requests</c>.</summary>
public static class RecordAccessRequestEndpoint
{
    /// <summary>Records that an authority asked for data; with an order of secrecy, for counsel only, in the closed drawer.</summary>
    [WolverinePost("/v1/{org}/access-requests", OperationId = "recordAccessRequest"), AllowedTo(Role.Contributor, Role.Dpo, Role.Counsel)]
    public static Task<IResult> Post(RecordAccessRequest command, [NotBody] AccessFiles files, HttpContext http) => files.CreateAsync(command, http);
}
