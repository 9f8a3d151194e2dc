using System.Diagnostics;
using ProcessingRegister.Law;
using ProcessingRegister.ProcessingAgreements;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>
/// On what terms a controller is informed of a change and can object, as its agreement says on the day of the announcement (rules 5.2 and 5.5). A later
/// version of the agreement does not touch a change that was announced under this one.
/// </summary>
/// <param name="Authorisation">Specific or general.</param>
/// <param name="Notice">How long before the change the controller is informed; <c>null</c> where the agreement names no time.</param>
/// <param name="Objection">For how long it can object; where the agreement names no time, for as long as it is informed beforehand.</param>
/// <param name="SilenceIsAcceptance">Whether a controller that does not object in time has accepted.</param>
/// <param name="Rollover">Whether an end on no working day moves to the next.</param>
/// <param name="From">From when both periods run.</param>
public sealed record ChangeTerms(
    SubprocessorAuthorisation Authorisation, Period? Notice = null, Period? Objection = null, bool SilenceIsAcceptance = false, Rollover Rollover = Rollover.None,
    NoticeCountsFrom From = NoticeCountsFrom.Sending)
{
    /// <summary>The terms of an agreement; <c>null</c> where it says nothing of other processors.</summary>
    public static ChangeTerms? Of(ProcessingAgreement agreement) => agreement.Content.Subprocessors is not { } terms ? null : new(
        terms.Authorisation, Counted(terms.NoticePeriod), Counted(terms.ObjectionPeriod), terms.SilenceIsAcceptance,
        terms.RollsOverToWorkingDay ? Rollover.ToNextWorkingDay : Rollover.None, terms.CountsFrom);

    /// <summary>Whether a controller that says nothing has accepted: only where the authorisation is general and the agreement says so.</summary>
    internal bool AcceptsBySilence => Authorisation == SubprocessorAuthorisation.General && SilenceIsAcceptance;

    private static Period? Counted(AgreedPeriod? period) => period is null ? null : new(period.Length, period.Unit switch
    {
        AgreedUnit.Days => PeriodUnit.Days,
        AgreedUnit.WorkingDays => PeriodUnit.WorkingDays,
        AgreedUnit.Weeks => PeriodUnit.Weeks,
        AgreedUnit.Months => PeriodUnit.Months,
        _ => throw new UnreachableException($"A contract counts by {period.Unit}, and this does not."),
    });
}
