using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.AccessRequests;

/// <summary>What is not as it should be with a request.</summary>
public enum AccessFindingCode
{
    /// <summary>The Regulation on electronic evidence does not apply where the order was served, or did not when it was: it binds nobody there.</summary>
    InstrumentDoesNotApply,

    /// <summary>The time of a secrecy order has run out, and counsel has neither lifted nor prolonged it.</summary>
    SecrecyRunOut,

    /// <summary>Preserved data were released before the end of the period.</summary>
    PreservationReleasedEarly,

    /// <summary>Data were disclosed before a controller was told.</summary>
    ControllerToldAfterwards,
}

/// <summary>A finding.</summary>
/// <param name="Code">What.</param>
/// <param name="Provision">The provision that it is about.</param>
public sealed record AccessFinding(AccessFindingCode Code, string Provision);

/// <summary>
/// What a request makes the organisation owe. Nothing of it is stored: the triggers are, and each duty is pinned to the law of the day on which its trigger
/// fell where the addressee is.
/// </summary>
public sealed partial record AccessRequest
{
    private const string ElectronicEvidence = "Regulation (EU) 2023/1543";

    /// <inheritdoc />
    public IEnumerable<Obligation> Obligations(LawBook law, DateTimeOffset now) =>
    [
        .. ToConfirm(), .. ToPreserveAtOnce(law), .. ToExecute(law, now), .. ToRaiseConflict(law, now), .. OfTheAuthority(law, now), .. ToTellControllers(), .. ToReviewSecrecy(now),
        .. ToSeekWaivers(),
    ];

    /// <summary>Whether an order in force, or law, forbids telling the controllers.</summary>
    internal bool MayNotTellControllers =>
        SecrecyOrders.Any(o => o.LiftedAt is null && o.Scope.Contains(SecrecyScope.Controllers)) || Review?.TellingForbiddenBy is not null;

    /// <summary>The Regulation on electronic evidence as it bound the addressee when the order came; <c>null</c> where it did not, or where that law is not known here.</summary>
    internal LawInForce? EuropeanOrderLaw(LawBook law) =>
        Instrument is Instrument.EuropeanProductionOrder or Instrument.EuropeanPreservationOrder && EvidenceLaw(law, ReceivedAt) is { } then ? then : null;

    /// <summary>Until when the enforcing authority may still refuse, and nothing is transmitted; <c>null</c> where nothing is waited for.</summary>
    internal DateTimeOffset? TransmitNotBefore(LawBook law) =>
        Instrument == Instrument.EuropeanProductionOrder && Urgency == Urgency.Normal && Enforcing is { } enforcing && EuropeanOrderLaw(law) is { } then
            ? enforcing.ConfirmedAt ?? Law.Deadlines.Compute(DeadlineRules.AwaitRefusal, then, ReceivedAt).Target.At : null;

    /// <summary>Until when data are preserved, this instant included: the latest reading, since to keep is the safe direction; <c>null</c> where no end is set.</summary>
    public DateTimeOffset? HeldUntil(Preservation preservation, LawBook law) =>
        preservation.ProductionConfirmedAt is not null ? null
        : preservation.Until ?? PeriodOf(preservation, law)?.Target.At;

    /// <summary>The findings, by the law. Pure.</summary>
    public IEnumerable<AccessFinding> FindingsUnder(LawBook law, DateTimeOffset now)
    {
        if (Instrument is Instrument.EuropeanProductionOrder or Instrument.EuropeanPreservationOrder && IsKnown(law) && EuropeanOrderLaw(law) is null)
            yield return new(AccessFindingCode.InstrumentDoesNotApply, $"{ElectronicEvidence} Art. 34");
        if (SecrecyOrders.Any(o => o.LiftedAt is null && o.Until < now))
            yield return new(AccessFindingCode.SecrecyRunOut, "Art. 28(3)(a)");
        if (Preservations.Any(p => p.ReleasedAt is { } released && PeriodOf(p, law) is { } period && released < period.Limit.At))
            yield return new(AccessFindingCode.PreservationReleasedEarly, $"{ElectronicEvidence} Art. 11(1)");
        if (ControllersStand == ControllerStanding.NotifiedAfter)
            yield return new(AccessFindingCode.ControllerToldAfterwards, "Art. 28(3)(a)");
    }

    private DateTimeOffset? FirstEndedAt => Closures is [var first, ..] ? first.At : null;

    private bool IsKnown(LawBook law) => law.Jurisdictions.Any(j => j.Code == Territory.Of(Addressee));

    private LawInForce? EvidenceLaw(LawBook law, DateTimeOffset instant) =>
        IsKnown(law) && law.At(Addressee, instant) is var then && DeadlineRules.ExecuteProductionOrder.AppliesUnder(then) ? then : null;

    private Deadline? PeriodOf(Preservation preservation, LawBook law) =>
        Instrument == Instrument.EuropeanPreservationOrder && EuropeanOrderLaw(law) is { } then
            ? Law.Deadlines.Compute(preservation.ExtendedAt is null ? DeadlineRules.Preserve : DeadlineRules.PreserveExtended, then, ReceivedAt) : null;

    private Owed ToAuthority(string kind, string provision) => new(Id, kind, provision, DutyParty.Keeper, DutyParty.RequestingAuthority);

    // DSA Art. 10(2): receipt, and the effect given, each without undue delay.
    private IEnumerable<Obligation> ToConfirm() => Instrument != Instrument.DsaInformationOrder ? [] :
    [
        Obligation.WithoutUndueDelay(ToAuthority("dsa.receipt", "Regulation (EU) 2022/2065 Art. 10(1)"), ReceivedAt, ReceiptConfirmedAt),
        Obligation.WithoutUndueDelay(ToAuthority("dsa.effect", "Regulation (EU) 2022/2065 Art. 10(1)"), ReceivedAt, FirstEndedAt),
    ];

    private IEnumerable<Obligation> ToPreserveAtOnce(LawBook law) => EuropeanOrderLaw(law) is null ? [] :
        [Obligation.WithoutUndueDelay(
            ToAuthority("evidence.preserveAtOnce", $"{ElectronicEvidence} Art. {(Instrument == Instrument.EuropeanProductionOrder ? "10(1)" : "11(1)")}"), ReceivedAt,
            Preservations.Count > 0 ? Preservations.Min(p => p.From) : FirstEndedAt)];

    private IEnumerable<Obligation> ToExecute(LawBook law, DateTimeOffset now)
    {
        if (Instrument != Instrument.EuropeanProductionOrder || EuropeanOrderLaw(law) is not { } then)
            return [];
        if (TransmitNotBefore(law) is { } end)
            return [Obligation.WithoutUndueDelay(ToAuthority(DeadlineRules.AwaitRefusal.Code, $"{ElectronicEvidence} Art. 10(2)"), end, FirstEndedAt)];
        var rule = Urgency == Urgency.Emergency ? DeadlineRules.ExecuteEmergencyOrder : DeadlineRules.ExecuteProductionOrder;
        return [Obligation.By(ToAuthority(rule.Code, rule.Provision), Law.Deadlines.Compute(rule, then, ReceivedAt), FirstEndedAt, now)];
    }

    private IEnumerable<Obligation> ToRaiseConflict(LawBook law, DateTimeOffset now) =>
        Instrument == Instrument.EuropeanProductionOrder && Review?.ConflictsWithThirdCountryLaw == true && EuropeanOrderLaw(law) is { } then
            ? [Obligation.By(ToAuthority(DeadlineRules.RaiseConflict.Code, DeadlineRules.RaiseConflict.Provision),
                Law.Deadlines.Compute(DeadlineRules.RaiseConflict, then, ReceivedAt), ConflictRaisedAt, now)]
            : [];

    // What the issuing authority owes in its turn, so that it can be reminded of it.
    private IEnumerable<Obligation> OfTheAuthority(LawBook law, DateTimeOffset now) => EuropeanOrderLaw(law) is null ? [] :
        Impediments.Where(i => EvidenceLaw(law, i.RaisedAt) is not null).Select(i => Obligation.By(
            new(Id, DeadlineRules.ClarifyOrder.Code, DeadlineRules.ClarifyOrder.Provision, DutyParty.RequestingAuthority, DutyParty.Keeper, i.Reference.Value),
            Law.Deadlines.Compute(DeadlineRules.ClarifyOrder, EvidenceLaw(law, i.RaisedAt)!, i.RaisedAt), i.ClarifiedAt, now));

    // Due from the receipt, or from the day on which the last order that forbade it was lifted.
    private IEnumerable<Obligation> ToTellControllers()
    {
        if (MayNotTellControllers)
            return [];
        var since = SecrecyOrders.Where(o => o.Scope.Contains(SecrecyScope.Controllers)).Select(o => o.LiftedAt).Append(ReceivedAt).Max()!.Value;
        return ConcernedAgreements.Select(agreement => Obligation.WithoutUndueDelay(
            new(Id, "access.controllerNotice", "Art. 28(3)(a)", DutyParty.Keeper, DutyParty.Controller, agreement.ToString()), since, ControllerOf(agreement).ToldAt));
    }

    private IEnumerable<Obligation> ToReviewSecrecy(DateTimeOffset now) => SecrecyOrders
        .Select(order => (Order: order, End: new[] { order.ReviewAt, order.Until }.Min())).Where(o => o.End is not null)
        .Select(o => Obligation.By(
            new(Id, "access.secrecyReview", "Art. 28(3)(a)", DutyParty.Keeper, DutyParty.Controller, o.Order.Reference.Value), o.Order.From, o.End!.Value, o.Order.LiftedAt, now));

    // SCC clause 15.1(b): best efforts for a waiver where a third country's law forbids to tell, and they are documented.
    private IEnumerable<Obligation> ToSeekWaivers() => !IsFromThirdCountry ? [] : SecrecyOrders.Where(o => o.Scope.Contains(SecrecyScope.Controllers))
        .Select(o => Obligation.WithoutUndueDelay(
            new(Id, "access.secrecyWaiver", "SCC clause 15.1(b)", DutyParty.Keeper, DutyParty.Controller, o.Reference.Value), o.From,
            o.WaiverAttempts is [var first, ..] ? first.At : o.LiftedAt));
}
