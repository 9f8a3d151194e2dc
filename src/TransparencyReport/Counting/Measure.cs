namespace TransparencyReport.Counting;

/// <summary>What a cell counts or measures.</summary>
public enum Measure
{
    /// <summary>Requests: one order is one, however many accounts it names.</summary>
    Requests,

    /// <summary>Accounts and other identifiers named; twice if named twice.</summary>
    AccountsSpecified,

    /// <summary>Accounts of which something was disclosed; each once.</summary>
    AccountsAffected,

    /// <summary>Customers concerned; each once.</summary>
    CustomersAffected,

    /// <summary>Requests by which content was disclosed.</summary>
    ContentDisclosed,

    /// <summary>Requests with a disclosure, in percent of those received.</summary>
    ShareDisclosed,

    /// <summary>Requests of the cohort whose effect is known.</summary>
    RequestsWithEffect,

    /// <summary>Median of the hours from receipt to its confirmation.</summary>
    MedianHoursToConfirm,

    /// <summary>90th percentile of the same.</summary>
    P90HoursToConfirm,

    /// <summary>Median of the hours from receipt to effect.</summary>
    MedianHoursToEffect,

    /// <summary>90th percentile of the same.</summary>
    P90HoursToEffect,

    /// <summary>Secrecy orders that name their end.</summary>
    SecrecyWithEnd,

    /// <summary>Secrecy orders lifted in the quarter.</summary>
    SecrecyLifted,

    /// <summary>Requests open when the quarter began.</summary>
    OpenStart,

    /// <summary>Requests received in the quarter.</summary>
    Received,

    /// <summary>Requests reopened in the quarter.</summary>
    Reopened,

    /// <summary>Closures in the quarter.</summary>
    Closed,

    /// <summary>Requests open when the quarter ended.</summary>
    OpenEnd,

    /// <summary>Breaches.</summary>
    Breaches,

    /// <summary>Breaches of which the authority, or as processor the controller, was notified.</summary>
    AuthorityNotified,

    /// <summary>Breaches of which those affected were told.</summary>
    SubjectsNotified,

    /// <summary>Notifications after 72 hours that gave reasons.</summary>
    LateWithReasons,

    /// <summary>Median of the hours from awareness to the notification of the authority.</summary>
    MedianHoursToAuthority,

    /// <summary>Median of the hours from awareness to telling those affected.</summary>
    MedianHoursToSubjects,

    /// <summary>Requests answered in time.</summary>
    AnsweredInTime,

    /// <summary>Requests answered late.</summary>
    AnsweredLate,

    /// <summary>Requests refused.</summary>
    Refused,

    /// <summary>Changes that took effect.</summary>
    Changes,

    /// <summary>Changes that were never announced.</summary>
    NeverAnnounced,

    /// <summary>Median of the days from announcement to effect; 0 where it was announced afterwards.</summary>
    MedianNoticeDays,

    /// <summary>Changes with less notice than an agreement owes.</summary>
    BelowContractualNotice,

    /// <summary>Changes recorded on a later day than that of their effect.</summary>
    RecordedAfterEffect,

    /// <summary>Objections: each customer that objected to a change, once.</summary>
    Objections,

    /// <summary>Processing activities at the end of the quarter.</summary>
    Activities,

    /// <summary>Activities registered.</summary>
    Registered,

    /// <summary>Activities amended.</summary>
    Amended,

    /// <summary>Activities withdrawn.</summary>
    Withdrawn,

    /// <summary>Mandatory limbs of Art. 30 that are incomplete.</summary>
    IncompleteLimbs,
}

/// <summary>What is true of a measure.</summary>
internal static class Measures
{
    /// <summary>The unit.</summary>
    public static string Unit(this Measure measure) => measure switch
    {
        Measure.ShareDisclosed => "percent",
        Measure.MedianNoticeDays => "days",
        Measure.MedianHoursToConfirm or Measure.P90HoursToConfirm or Measure.MedianHoursToEffect or Measure.P90HoursToEffect
            or Measure.MedianHoursToAuthority or Measure.MedianHoursToSubjects => "hours",
        _ => "count",
    };

    /// <summary>Whether parts add up to the whole. Those affected may stand in several parts and count once in the whole.</summary>
    public static bool IsAdditive(this Measure measure) => measure is not (Measure.AccountsAffected or Measure.CustomersAffected) && measure.Unit() == "count";

    /// <summary>Whether small numbers of it are hidden.</summary>
    public static bool IsConfidential(this Measure measure) => measure is Measure.Requests or Measure.AccountsSpecified or Measure.AccountsAffected or Measure.CustomersAffected;
}
