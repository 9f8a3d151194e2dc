using System.Text.Json;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>How sure the register is of a row of law.</summary>
public enum Confidence
{
    /// <summary>The text of the law was read and is undisputed.</summary>
    A,

    /// <summary>Guidance of a regulator, or several secondary sources that agree, was read.</summary>
    B,

    /// <summary>Known of the instrument and consistent with what was read, but the passage itself was not read again.</summary>
    C,

    /// <summary>Contested, or of unknown status. Never the ground of a hard verdict.</summary>
    D,
}

/// <summary>Whether a row is law, or may become law.</summary>
public enum LawStatus
{
    /// <summary>Law within the row's dates.</summary>
    InForce,

    /// <summary>Proposed or agreed but not in force. Shown to those who plan, and never applied.</summary>
    Proposal,
}

/// <summary>A place whose law and authority the register knows.</summary>
/// <param name="Code">The country, or <c>EU</c> for what all Member States have in common.</param>
/// <param name="Name">The English short name.</param>
/// <param name="TimeZone">IANA zone in which the local date and clock hour of an act there are read.</param>
/// <param name="SupervisoryAuthority">The authority of Art. 51, in its own language; null for the Union as such.</param>
/// <param name="MemberOf"><c>EU</c> or <c>EEA</c>. What is law there is law here unless a row says otherwise.</param>
/// <param name="GdprInForceFrom">The first day on which the GDPR applied.</param>
/// <param name="Source">Where the dates come from.</param>
/// <param name="Confidence">How sure the row is.</param>
/// <param name="Note">What a reader should know besides.</param>
public sealed record Jurisdiction(
    Territory Code,
    string Name,
    string TimeZone,
    string? SupervisoryAuthority,
    Territory MemberOf,
    DateOnly GdprInForceFrom,
    string Source,
    Confidence Confidence,
    string? Note = null);

/// <summary>One value that the law sets, with the days on which it holds. A change of law is one more row.</summary>
/// <param name="Jurisdiction">Whose law it is.</param>
/// <param name="Key">What it sets, for example <c>breach.sa.hours</c>; see <see cref="LawKeys"/>.</param>
/// <param name="Value">The value, in the shape its key reads.</param>
/// <param name="ValidFrom">The first day; unknown only for a proposal.</param>
/// <param name="ValidTo">The last day, or null while none is known.</param>
/// <param name="Status">Law or proposal.</param>
/// <param name="Source">The provision.</param>
/// <param name="Confidence">How sure the row is.</param>
/// <param name="Note">What a reader should know besides.</param>
public sealed record LawParameter(
    Territory Jurisdiction,
    string Key,
    JsonElement Value,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    LawStatus Status,
    string Source,
    Confidence Confidence,
    string? Note = null)
{
    /// <summary>Whether the row is law on a day.</summary>
    public bool IsLawOn(DateOnly on) => Status == LawStatus.InForce && Dates.Cover(ValidFrom, ValidTo, on);
}

/// <summary>Countries between which data move freely, and since when.</summary>
/// <param name="Countries">The countries.</param>
/// <param name="ValidFrom">The first day.</param>
/// <param name="ValidTo">The last day, or null.</param>
/// <param name="Source">The act.</param>
/// <param name="Confidence">How sure the row is.</param>
public sealed record FreeMovement(IReadOnlyList<CountryCode> Countries, DateOnly ValidFrom, DateOnly? ValidTo, string Source, Confidence Confidence);

/// <summary>Since when transfer mechanisms may be relied on.</summary>
/// <param name="Mechanisms">The mechanisms.</param>
/// <param name="ValidFrom">The first day.</param>
/// <param name="ValidTo">The last day, or null.</param>
/// <param name="Source">The act.</param>
/// <param name="Confidence">How sure the row is.</param>
public sealed record MechanismValidity(
    IReadOnlyList<TransferMechanism> Mechanisms, DateOnly ValidFrom, DateOnly? ValidTo, string Source, Confidence Confidence);

internal static class Dates
{
    /// <summary>Whether a day lies between two days, both included; null is open. A row whose start is unknown covers nothing.</summary>
    internal static bool Cover(DateOnly? from, DateOnly? to, DateOnly on) => from <= on && (to is null || on <= to);
}
