using System.Security.Cryptography;
using System.Text;
using ProcessingRegister.AccessRequests;
using TransparencyReport.Codes;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using Counted = TransparencyReport.Facts;

namespace ProcessingRegister.Transparency.Counting;

/// <summary>What the report counts of authorities' requests: which facts each step of a file is. Pure.</summary>
internal static class CountedRequests
{
    /// <summary>The facts of one file.</summary>
    /// <param name="steps">Its steps.</param>
    /// <param name="isKnown">
    /// Whether an edition that was published counted the request before a step that orders secrecy: then it goes on counting, since to take it out would tell.
    /// </param>
    public static IEnumerable<Fact> Of(IReadOnlyList<RecordStep<AccessRequest>> steps, Func<RecordStep<AccessRequest>, bool> isKnown)
    {
        // One that amends another is counted once, as that one.
        if (steps is not [var first, ..] || first.After.Amends is not null)
            yield break;
        var (order, known) = (steps.FirstOrDefault(OrdersSecrecy), false);
        yield return Received(first, order is null || isKnown(order) ? null : order.After.SecrecyOrders[0]);
        foreach (var step in steps)
        {
            known |= OrdersSecrecy(step) && isKnown(step);
            foreach (var fact in Later(step, known))
                yield return fact;
        }
    }

    /// <summary>Whether secrecy of the request was ordered by this step.</summary>
    private static bool OrdersSecrecy(RecordStep<AccessRequest> step) => step.After.IsUnderSecrecy && step.Before?.IsUnderSecrecy != true;

    private static RequestReceived Received(RecordStep<AccessRequest> step, SecrecyOrder? secrecy)
    {
        var request = step.After;
        return new(Name(request), step.Position, step.RecordedAt, request.ReceivedAt, new(
            request.Authority.Country.Code, InstrumentOf(request.Instrument),
            request.Urgency == AccessRequests.Urgency.Emergency ? Counted.Urgency.Emergency : Counted.Urgency.Normal, DataOf(request.Sought.Leading),
            request.Sought.Mode == AccessMode.RealTime ? Mode.RealTime : Mode.Stored, request.Authority.Via?.Code))
        {
            Series = SeriesOf(request.Instrument),
            AccountsSpecified = request.Scope?.AccountsSpecified ?? 0,
            Customers = [.. request.ConcernedAgreements],
            SecretFrom = secrecy?.From,
            SecretUntil = secrecy?.Until,
        };
    }

    private static IEnumerable<Fact> Later(RecordStep<AccessRequest> step, bool isKnown)
    {
        var (before, after, name, position, at) = (step.Before, step.After, Name(step.After), step.Position, step.RecordedAt);
        if (before is not null && after.Scope is { } scope && (scope.AccountsSpecified != before.Scope?.AccountsSpecified || !after.ConcernedAgreements.SequenceEqual(before.ConcernedAgreements)))
        {
            yield return new RequestCorrected(name, position, at)
            {
                AccountsSpecified = scope.AccountsSpecified,
                Customers = [.. after.ConcernedAgreements],
                Kind = before.Scope is null ? RevisionKind.Maturation : RevisionKind.Correction,
            };
        }

        if (after.ReceiptConfirmedAt is { } confirmed && before?.ReceiptConfirmedAt != confirmed)
            yield return new ReceiptConfirmed(name, position, at, confirmed);
        if (!isKnown && SecrecyOf(step) is { } secrecy)
            yield return secrecy;
        // Preserving has no outcome that is counted.
        if (SeriesOf(after.Instrument) != Series.Preservation && OutcomeOf(step) is { } outcome)
            yield return outcome;
        if (after.ControllersStand is var stand && stand != (before?.ControllersStand ?? ControllerStanding.Pending))
            yield return new NoticeSettled(name, position, at, NoticeOf(stand));
    }

    private static RequestFact? SecrecyOf(RecordStep<AccessRequest> step)
    {
        var (before, after, name) = (step.Before, step.After, Name(step.After));
        var open = after.SecrecyOrders.Where(order => order.LiftedAt is null).ToList();
        if (open.Count > 0)
        {
            var (from, until) = (open.Min(order => order.From), open.Exists(order => order.Until is null) ? null : open.Max(order => order.Until));
            return OrdersSecrecy(step) || !ReferenceEquals(before!.SecrecyOrders, after.SecrecyOrders) ? Secrecy.Begins(name, step.Position, step.RecordedAt, from, until) : null;
        }

        return before?.IsUnderSecrecy == true
            ? Secrecy.Ends(name, step.Position, step.RecordedAt, after.SecrecyOrders.Max(order => order.LiftedAt)!.Value) : null;
    }

    private static RequestFact? OutcomeOf(RecordStep<AccessRequest> step)
    {
        var (after, name, count) = (step.After, Name(step.After), step.Before?.Closures.Count ?? 0);
        if (after.Closures.Count > count)
        {
            var (end, since) = (after.Closures[^1], count > 0 ? after.Closures[^2].ReopenedAt : null);
            var disclosed = after.Disclosures.Where(disclosure => since is null || disclosure.DisclosedAt >= since).DefaultIfEmpty().ToList();
            return new RequestClosed(name, step.Position, step.RecordedAt, Latest(end.At, after.ReceivedAt, since), OutcomeOf(end.Outcome))
            {
                ContentDisclosed = disclosed.Exists(disclosure => disclosure?.Kinds.Contains(AccessRequests.DataSought.Content) == true),
                Ground = end.Grounds.Count > 0 ? GroundOf(end.Grounds[0]) : null,
                AccountsAffected = [.. Accounts(after.Id, disclosed.Max(disclosure => disclosure?.Accounts ?? 0))],
            };
        }

        return after.Closures is [.., { ReopenedAt: { } reopened } last] && step.Before!.Closures[^1].ReopenedAt is null
            ? new RequestReopened(name, step.Position, step.RecordedAt, Latest(reopened, last.At, after.ReceivedAt)) : null;
    }

    // The file says how many accounts, not which; so that one that several requests name is counted with each.
    private static IEnumerable<Guid> Accounts(Guid request, int count) =>
        Enumerable.Range(0, count).Select(i => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{request}\n{i}"))).AsSpan(0, 16)));

    private static DateTimeOffset Latest(DateTimeOffset at, params DateTimeOffset?[] others) => others.Append(at).Max()!.Value;

    private static string Name(AccessRequest request) => request.Id.ToString();

    private static Series SeriesOf(AccessRequests.Instrument instrument) => instrument switch
    {
        AccessRequests.Instrument.EuropeanPreservationOrder or AccessRequests.Instrument.PreservationRequest => Series.Preservation,
        AccessRequests.Instrument.NationalSecurityLetter => Series.Nsl,
        _ => Series.Access,
    };

    private static Counted.Instrument InstrumentOf(AccessRequests.Instrument instrument) => instrument switch
    {
        AccessRequests.Instrument.CourtOrder => Counted.Instrument.CourtOrder,
        AccessRequests.Instrument.Warrant => Counted.Instrument.Warrant,
        AccessRequests.Instrument.ProductionOrder or AccessRequests.Instrument.NationalSecurityLetter => Counted.Instrument.ProductionOrder,
        AccessRequests.Instrument.EuropeanProductionOrder => Counted.Instrument.Epoc,
        AccessRequests.Instrument.EuropeanPreservationOrder or AccessRequests.Instrument.PreservationRequest => Counted.Instrument.EpocPr,
        AccessRequests.Instrument.DsaInformationOrder => Counted.Instrument.DsaArt10,
        AccessRequests.Instrument.AdministrativeDemand => Counted.Instrument.AdministrativeDemand,
        AccessRequests.Instrument.MutualLegalAssistance => Counted.Instrument.MlatOrigin,
        AccessRequests.Instrument.Civil => Counted.Instrument.Civil,
        _ => Counted.Instrument.Informal,
    };

    private static Counted.DataSought DataOf(AccessRequests.DataSought leading) => leading switch
    {
        AccessRequests.DataSought.Subscriber or AccessRequests.DataSought.Identification => Counted.DataSought.Subscriber,
        AccessRequests.DataSought.Traffic => Counted.DataSought.Traffic,
        AccessRequests.DataSought.Content => Counted.DataSought.Content,
        _ => Counted.DataSought.Other,
    };

    private static Outcome OutcomeOf(AccessOutcome outcome) => outcome switch
    {
        AccessOutcome.DisclosedFull => Outcome.DisclosedFull,
        AccessOutcome.DisclosedPartial => Outcome.DisclosedPartial,
        AccessOutcome.NoDataHeld => Outcome.NoDataHeld,
        AccessOutcome.Rejected => Outcome.Rejected,
        AccessOutcome.RedirectedToCustomer => Outcome.RedirectedToCustomer,
        // Data were kept and nothing more was asked for: the authority let it rest.
        _ => Outcome.Withdrawn,
    };

    private static NoticeKind NoticeOf(ControllerStanding stand) => Code.Read<NoticeKind>(Code.Of(stand));

    private static Counted.RefusalGround GroundOf(AccessRequests.RefusalGround ground) => ground switch
    {
        AccessRequests.RefusalGround.Incomplete => Counted.RefusalGround.Incomplete,
        AccessRequests.RefusalGround.ManifestError => Counted.RefusalGround.ManifestError,
        AccessRequests.RefusalGround.InsufficientInformation => Counted.RefusalGround.InsufficientInformation,
        AccessRequests.RefusalGround.NotStored or AccessRequests.RefusalGround.NotHeld => Counted.RefusalGround.NotStored,
        AccessRequests.RefusalGround.DeFactoImpossible => Counted.RefusalGround.DeFactoImpossibility,
        AccessRequests.RefusalGround.InvalidIssuingAuthority => Counted.RefusalGround.InvalidIssuingAuthority,
        AccessRequests.RefusalGround.OffenceNotCovered => Counted.RefusalGround.OffenceNotCovered,
        AccessRequests.RefusalGround.ServiceNotCovered => Counted.RefusalGround.ServiceNotCovered,
        AccessRequests.RefusalGround.ImmunityOrPrivilege => Counted.RefusalGround.ImmunityOrPrivilege,
        _ => Counted.RefusalGround.ThirdCountryConflict,
    };
}
