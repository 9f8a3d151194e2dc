using System.Text.Json;

namespace ProcessingRegister.Law;

/// <summary>The name of something the law sets, with the type its value is read as.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Name">The key in the data, for example <c>breach.sa.hours</c>.</param>
public sealed record LawKey<T>(string Name)
{
    /// <summary>Reads the value of a row.</summary>
    /// <exception cref="JsonException">The row's value does not have the shape of this key.</exception>
    public T Read(JsonElement value) => value.Deserialize<T>(LawBook.Json) ?? throw new JsonException($"The value of '{Name}' is null.");
}

/// <summary>What the register asks the law. None of these is a constant anywhere in the code.</summary>
public static class LawKeys
{
    /// <summary>An organisation with fewer employees than this may be exempt from keeping records, Art. 30(5).</summary>
    public static readonly LawKey<int> ExemptionMaxEmployees = new("art30.exemption.maxEmployees");

    /// <summary>What takes the exemption away, each of them alone, Art. 30(5).</summary>
    public static readonly LawKey<IReadOnlyList<RecordDisqualifier>> ExemptionTest = new("art30.exemption.test");

    /// <summary>Hours from awareness within which the supervisory authority is notified, Art. 33(1).</summary>
    public static readonly LawKey<int> BreachAuthorityHours = new("breach.sa.hours");

    /// <summary>The risk from which the supervisory authority is notified, Art. 33(1).</summary>
    public static readonly LawKey<BreachThreshold> BreachAuthorityThreshold = new("breach.sa.threshold");

    /// <summary>Months within which a request of a data subject is answered, Art. 12(3).</summary>
    public static readonly LawKey<int> RequestMonths = new("dsr.months");

    /// <summary>Further months by which that may be extended, Art. 12(3).</summary>
    public static readonly LawKey<int> RequestExtensionMonths = new("dsr.extensionMonths");

    /// <summary>How long accounts, vouchers and specifications are kept by bookkeeping law.</summary>
    public static readonly LawKey<StatutoryRetention> PrimaryAccountingRetention = new("retention.accounting.primary");

    /// <summary>How long secondary documentation (agreements, correspondence, price lists) is kept by bookkeeping law.</summary>
    public static readonly LawKey<StatutoryRetention> SecondaryAccountingRetention = new("retention.accounting.secondary");
}

/// <summary>The risk from which a breach is notified to the authority.</summary>
public enum BreachThreshold
{
    /// <summary>Unless the breach is unlikely to result in a risk: the GDPR as it is.</summary>
    NotUnlikelyRisk,

    /// <summary>Only if a high risk is likely: the Commission's proposal COM(2025) 837.</summary>
    HighRisk,
}

/// <summary>The day from which a statutory period of retention runs.</summary>
public enum RetentionAnchor
{
    /// <summary>The last day of the financial year.</summary>
    EndOfFinancialYear,

    /// <summary>The last day of the calendar year in which the financial year ended.</summary>
    EndOfCalendarYearOfFinancialYearEnd,
}

/// <summary>A period for which the law obliges someone to keep documents, the last day included.</summary>
/// <param name="Months">Its length in calendar months.</param>
/// <param name="RunsFrom">The day from which it runs.</param>
public sealed record StatutoryRetention(int Months, RetentionAnchor RunsFrom);
