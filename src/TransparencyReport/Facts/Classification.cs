namespace TransparencyReport.Facts;

/// <summary>By which instrument an authority asks; names are those of the report's code list.</summary>
public enum Instrument
{
    /// <summary>A court's order.</summary>
    CourtOrder,

    /// <summary>A search warrant.</summary>
    Warrant,

    /// <summary>A subpoena, or an order to produce.</summary>
    ProductionOrder,

    /// <summary>A European Production Order Certificate, Regulation (EU) 2023/1543 Art. 9.</summary>
    Epoc,

    /// <summary>A European Preservation Order Certificate that counts as a request; mere preservation is a series of its own.</summary>
    EpocPr,

    /// <summary>An order to provide information, Art. 10 DSA.</summary>
    DsaArt10,

    /// <summary>An authority's demand by administrative law, as of a tax authority.</summary>
    AdministrativeDemand,

    /// <summary>A domestic instrument that serves a request for mutual legal assistance.</summary>
    MlatOrigin,

    /// <summary>A request without compulsion.</summary>
    Informal,

    /// <summary>A party's request in civil proceedings.</summary>
    Civil,
}

/// <summary>How soon an answer is due.</summary>
public enum Urgency
{
    /// <summary>In the ordinary time.</summary>
    Normal,

    /// <summary>In an emergency.</summary>
    Emergency,
}

/// <summary>The most intrusive category of data that was asked for: one leading value, so that rows add up.</summary>
public enum DataSought
{
    /// <summary>Who the subscriber is.</summary>
    Subscriber,

    /// <summary>Traffic data and metadata.</summary>
    Traffic,

    /// <summary>Content.</summary>
    Content,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Whether what exists is asked for, or what is yet to come.</summary>
public enum Mode
{
    /// <summary>What is stored.</summary>
    Stored,

    /// <summary>As it arises.</summary>
    RealTime,
}

/// <summary>What became of a request.</summary>
public enum Outcome
{
    /// <summary>All that was asked for was disclosed.</summary>
    DisclosedFull,

    /// <summary>A part was disclosed.</summary>
    DisclosedPartial,

    /// <summary>There was nothing to disclose.</summary>
    NoDataHeld,

    /// <summary>It was rejected.</summary>
    Rejected,

    /// <summary>The authority was sent to the customer, whose data they are.</summary>
    RedirectedToCustomer,

    /// <summary>The authority withdrew it.</summary>
    Withdrawn,

    /// <summary>It was open at the cut-off.</summary>
    Pending,
}

/// <summary>Whether those concerned were told of a disclosure.</summary>
public enum NoticeKind
{
    /// <summary>Before it.</summary>
    NotifiedBefore,

    /// <summary>After it.</summary>
    NotifiedAfter,

    /// <summary>They may not be told.</summary>
    Gagged,

    /// <summary>Circumstances did not allow it.</summary>
    Exigent,

    /// <summary>There was nobody to tell.</summary>
    NoUserToNotify,

    /// <summary>Not yet.</summary>
    Pending,
}

/// <summary>Why a request was rejected: the reasons of Annex III, section D, of Regulation (EU) 2023/1543.</summary>
public enum RefusalGround
{
    /// <summary>It is incomplete.</summary>
    Incomplete,

    /// <summary>It has manifest errors.</summary>
    ManifestError,

    /// <summary>It does not say enough to be carried out.</summary>
    InsufficientInformation,

    /// <summary>The data are not stored by or for the provider.</summary>
    NotStored,

    /// <summary>It cannot be done.</summary>
    DeFactoImpossibility,

    /// <summary>The authority may not issue it.</summary>
    InvalidIssuingAuthority,

    /// <summary>The offence is not covered.</summary>
    OffenceNotCovered,

    /// <summary>The service is not covered.</summary>
    ServiceNotCovered,

    /// <summary>Immunities or privileges protect the data.</summary>
    ImmunityOrPrivilege,

    /// <summary>The law of a third country forbids it.</summary>
    ThirdCountryConflict,
}

/// <summary>Which series a request belongs to; they are never added up.</summary>
public enum Series
{
    /// <summary>Requests for disclosure.</summary>
    Access,

    /// <summary>Requests to keep data until a disclosure is ordered.</summary>
    Preservation,

    /// <summary>National security letters of the United States, 18 U.S.C. § 2709: of these and the next only statutory bands may be published, 50 U.S.C. § 1874.</summary>
    Nsl,

    /// <summary>Orders for content under the Foreign Intelligence Surveillance Act.</summary>
    FisaContent,

    /// <summary>Other orders under that act.</summary>
    FisaNonContent,
}

/// <summary>What a request is counted under.</summary>
/// <param name="Country">The authority's country, a code of the code list.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Urgency">The urgency.</param>
/// <param name="Data">The leading category of data.</param>
/// <param name="Mode">Stored or real-time.</param>
/// <param name="Via">The country by whose authority a foreign request came; <c>null</c> when it came directly.</param>
public sealed record Classification(
    string Country, Instrument Instrument, Urgency Urgency = Urgency.Normal, DataSought Data = DataSought.Subscriber, Mode Mode = Mode.Stored, string? Via = null);
