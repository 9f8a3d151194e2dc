using System.Collections.Immutable;
using TransparencyReport.Facts;

namespace TransparencyReport.Counting;

/// <summary>What is known of one request at a position.</summary>
internal sealed class RequestState
{
    private Outcome? outcome;

    public RequestState(RequestReceived fact)
    {
        (Series, Received, Classification, First) = (fact.Series, fact.Received, fact.Classification, fact);
        (AccountsSpecified, Customers) = (fact.AccountsSpecified, fact.Customers);
        (SecretFrom, SecretUntil) = (fact.SecretFrom, fact.SecretUntil);
    }

    /// <summary>As it was recorded first, whatever was corrected since.</summary>
    public RequestReceived First { get; }

    public Series Series { get; }

    public DateTimeOffset Received { get; private set; }

    public Classification Classification { get; private set; }

    public int AccountsSpecified { get; private set; }

    public ImmutableArray<Guid> Customers { get; private set; }

    public ImmutableArray<Guid> AccountsAffected { get; private set; } = [];

    public Outcome Outcome => outcome ?? Outcome.Pending;

    public bool IsDisclosed => outcome is Outcome.DisclosedFull or Outcome.DisclosedPartial;

    public bool ContentDisclosed { get; private set; }

    public RefusalGround? Ground { get; private set; }

    public NoticeKind Notice { get; private set; } = NoticeKind.Pending;

    public DateTimeOffset? Confirmed { get; private set; }

    public DateTimeOffset? SecretFrom { get; private set; }

    public DateTimeOffset? SecretUntil { get; private set; }

    public DateTimeOffset? SecrecyLiftedAt { get; private set; }

    public bool Struck { get; private set; }

    public List<DateTimeOffset> Closures { get; } = new(1);

    public List<DateTimeOffset> Reopenings { get; } = new(0);

    /// <summary>When effect was given; <c>null</c> while it is open.</summary>
    public DateTimeOffset? Effect => outcome is null ? null : Closures[^1];

    /// <summary>Whether it may be said that the request exists: it never was secret, or no longer is.</summary>
    public bool IsPublishable => SecretFrom is null || SecrecyLiftedAt is not null;

    /// <summary>Whether it was open at an instant.</summary>
    public bool WasOpenAt(DateTimeOffset instant) =>
        Received < instant && Closures.Count(at => at < instant) <= Reopenings.Count(at => at < instant);

    public void Apply(RequestFact fact)
    {
        switch (fact)
        {
            case ReceiptConfirmed confirmed:
                Confirmed = confirmed.At;
                break;
            case RequestClosed closed when outcome is null && closed.Outcome != Outcome.Pending && closed.At >= Received && (Reopenings.Count == 0 || closed.At >= Reopenings[^1]):
                Closures.Add(closed.At);
                (outcome, ContentDisclosed, Ground, AccountsAffected) = (closed.Outcome, closed.ContentDisclosed, closed.Ground, closed.AccountsAffected);
                break;
            case RequestReopened reopened when outcome is not null && reopened.At >= Closures[^1]:
                Reopenings.Add(reopened.At);
                (outcome, ContentDisclosed, Ground, AccountsAffected) = (null, false, null, []);
                break;
            case NoticeSettled settled:
                Notice = settled.Notice;
                break;
            case SecrecyOrdered ordered:
                (SecretFrom, SecretUntil, SecrecyLiftedAt) = (ordered.From, ordered.Until, null);
                break;
            case SecrecyLifted lifted when SecretFrom is not null:
                SecrecyLiftedAt = lifted.At;
                break;
            case RequestReclassified reclassified:
                Classification = reclassified.Classification;
                break;
            case RequestCorrected corrected when (corrected.Outcome is null || (outcome is not null && corrected.Outcome != Outcome.Pending))
                && (corrected.Received is null || Closures.Count == 0 || corrected.Received <= Closures[0]):
                Correct(corrected);
                break;
            default:
                throw new UnfitFactException(fact.Position, fact switch
                {
                    RequestReceived => "a request is received once",
                    RequestClosed => "an open request is closed, with an outcome, after it was received or reopened",
                    RequestReopened => "a closed request is reopened, after its closure",
                    SecrecyLifted => "secrecy that was ordered is lifted",
                    _ => "the outcome of a closed request is corrected, and it was received before it was closed",
                });
        }
    }

    private void Correct(RequestCorrected fact)
    {
        Received = fact.Received ?? Received;
        outcome = fact.Outcome ?? outcome;
        if (!IsDisclosed)
            ContentDisclosed = false;
        if (outcome != Outcome.Rejected)
            Ground = null;
        AccountsSpecified = fact.AccountsSpecified ?? AccountsSpecified;
        Customers = fact.Customers ?? Customers;
        AccountsAffected = fact.AccountsAffected ?? AccountsAffected;
        Struck = fact.Struck ?? Struck;
    }
}
