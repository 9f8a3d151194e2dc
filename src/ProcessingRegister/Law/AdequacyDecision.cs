using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>Which importers at a destination a decision covers.</summary>
public enum AdequacyScope
{
    /// <summary>Every importer in the country or territory.</summary>
    Country,

    /// <summary>The international organisation itself.</summary>
    Organisation,

    /// <summary>Recipients subject to the Canadian Personal Information Protection and Electronic Documents Act.</summary>
    PipedaOrganisations,

    /// <summary>Organisations on the EU-U.S. Data Privacy Framework list on the day of the transfer.</summary>
    DataPrivacyFrameworkParticipants,

    /// <summary>Organisations on the EU-U.S. Privacy Shield list.</summary>
    PrivacyShieldParticipants,

    /// <summary>Organisations that had signed up to the Safe Harbour principles.</summary>
    SafeHarbourParticipants,
}

/// <summary>How a decision came to its end.</summary>
public enum DecisionEnd
{
    /// <summary>Its own term ran out, or will.</summary>
    Expiry,

    /// <summary>The Court of Justice declared it invalid.</summary>
    Annulment,

    /// <summary>The Commission repealed or suspended it, Art. 45(5).</summary>
    Repeal,
}

/// <summary>That a decision of the Commission applies in an EFTA State too, which is not a matter of course.</summary>
/// <param name="From">The first day there; null while that is not confirmed.</param>
/// <param name="Basis">Why it applies, or what is missing.</param>
/// <param name="Confidence">How sure that is; D means not confirmed.</param>
public sealed record EeaApplication(DateOnly? From, string Basis, Confidence Confidence);

/// <summary>
/// A decision of the Commission that protection is adequate: Art. 45(3), or Art. 25(6) of Directive 95/46/EC, which Art. 45(9)
/// keeps in force. Applies in every Member State; in an EFTA State by <see cref="AppliesIn"/>.
/// </summary>
/// <param name="Id">Its number, or another name where the number is not known for certain. What depends on it is found by this.</param>
/// <param name="Country">The country, or null where an organisation is meant.</param>
/// <param name="Organisation">The international organisation's acronym, or null where a country is meant.</param>
/// <param name="Scope">Which importers it covers.</param>
/// <param name="ValidFrom">The day of adoption, on which the Member States are notified; publication may be some days later.</param>
/// <param name="ValidTo">The last day, or null while none is known.</param>
/// <param name="EndedBy">How it ends, where <paramref name="ValidTo"/> is known.</param>
/// <param name="AppliesIn">The EFTA States in which it applies, by code.</param>
/// <param name="Source">The act, and the judgment or act that ended it.</param>
/// <param name="Confidence">How sure the row is.</param>
/// <param name="Limits">What the decision leaves out within its scope, in words; it cannot be computed.</param>
public sealed record AdequacyDecision(
    string Id,
    CountryCode? Country,
    string? Organisation,
    AdequacyScope Scope,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    DecisionEnd? EndedBy,
    IReadOnlyDictionary<Territory, EeaApplication> AppliesIn,
    string Source,
    Confidence Confidence,
    string? Limits = null)
{
    /// <summary>Whether the decision is in force in the Union on a day.</summary>
    public bool IsInForceOn(DateOnly on) => Dates.Cover(ValidFrom, ValidTo, on);

    /// <summary>The first day on which the decision applies in a jurisdiction; null where that is not confirmed.</summary>
    public DateOnly? AppliesFrom(Jurisdiction jurisdiction) =>
        Confidence == Confidence.D ? null
        : jurisdiction.MemberOf == Territory.EuropeanUnion ? ValidFrom
        : AppliesIn.GetValueOrDefault(jurisdiction.Code) is { Confidence: not Confidence.D } here ? here.From : null;
}
