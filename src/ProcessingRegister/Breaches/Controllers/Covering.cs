using ProcessingRegister.Law;

namespace ProcessingRegister.Breaches.Controllers;

/// <summary>Which filings cover which controllers.</summary>
public static class Covering
{
    /// <summary>
    /// The fact that a filing covers a controller, or <c>null</c> when it does not: without a mandate of sufficient scope that is valid on the day of filing,
    /// before another State's authority, after the limit of the controller's own period without the reasons for the delay (Art. 33(1)), or as a follow-up
    /// to what did not cover it. Pure.
    /// </summary>
    /// <param name="notification">The controller.</param>
    /// <param name="filing">The filing.</param>
    /// <param name="mandates">The mandates under its agreement.</param>
    /// <param name="law">The law.</param>
    /// <exception cref="LawUnknownException">The law of the day is not known.</exception>
    public static AuthorityNotifiedForController? Of(ControllerNotification notification, Filing filing, IEnumerable<ReportingMandate> mandates, LawBook law)
    {
        if (filing.Authority != notification.Country || notification.AuthorityDay(law, filing.FiledAt) is not { } day)
            return null;
        if (!filing.Opens && notification.Filings.Count == 0)
            return null;
        if (filing.Opens && filing.ReasonsForDelay is null && notification.NeedsReasonsForDelay(law, filing.FiledAt))
            return null;
        return mandates.OrderBy(m => m.Id).FirstOrDefault(m => m.Agreement == notification.Agreement && m.IsFor(filing.Kind, day)) is { } mandate
            ? new(filing.Reference, filing.Kind, filing.FiledAt, mandate.Id) : null;
    }
}
