using ProcessingRegister.AccessRequests;
using ProcessingRegister.Law;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Tests.AccessRequests;

/// <summary>What the sentences about authorities' requests are made of.</summary>
internal static class Facts
{
    public static readonly DateTimeOffset Received = new(2026, 2, 16, 8, 30, 0, TimeSpan.Zero);

    public static readonly PersonalText Why = new("Kari Nordmann read it.");

    public static readonly Guid Agreement = new("0198c1f0-0000-7000-8000-00000000a001");

    public static readonly Guid Another = new("0198c1f0-0000-7000-8000-00000000a002");

    public static readonly AuthenticityCheck Authentic = new(Received.AddHours(1), true, "called back", null);

    public static readonly Compulsion Compelled = new(Country("NO"), "straffeprosessloven § 210");

    public static CountryCode Country(string code) => CountryCode.Parse(code);

    public static AccessRequestReceived Asked(
        Instrument instrument = Instrument.ProductionOrder, string country = "NO", DateTimeOffset? at = null, string addressee = "NO", Urgency urgency = Urgency.Normal,
        params DataSought[] kinds) =>
        new("2026-031", at ?? Received, AccessChannel.Letter, new(Country(country), new PersonalText("Eksempel politidistrikt")), null, instrument, null, null,
            Proceedings.Criminal, urgency, new(kinds.Length > 0 ? kinds : [DataSought.Subscriber, DataSought.Content], AccessMode.Stored), Country(addressee), null);

    public static AccessScopeEstablished Scoped(AccessRole role = AccessRole.Processor, params Guid[] agreements) =>
        new(new([new PersonalText("987 654 321")], 2, [new("ledgers", role, role == AccessRole.Controller ? [] : agreements.Length > 0 ? agreements : [Agreement])], 1));

    public static AuthorityAuthenticated Checked(bool authentic = true) => new(Authentic with { IsAuthentic = authentic });

    public static LegalReview Lawful(Compulsion? compulsion = null, TwoSteps? steps = null, ReviewVerdict verdict = ReviewVerdict.Lawful, ImpersonalText? forbiddenBy = null, bool conflicts = false) =>
        new(Received.AddHours(2), verdict, Why, compulsion, steps, forbiddenBy, conflicts);

    public static AccessRequestReviewed Reviewed(Compulsion? compulsion = null, TwoSteps? steps = null, ReviewVerdict verdict = ReviewVerdict.Lawful, ImpersonalText? forbiddenBy = null, bool conflicts = false) =>
        new(Lawful(compulsion, steps, verdict, forbiddenBy, conflicts));

    public static TwoSteps Steps { get; } = new(LegalBasis.LegalObligation, Why, "a treaty on mutual legal assistance", null, null);

    public static ControllerToldOfAccess Told(Guid? agreement = null, DateTimeOffset? at = null) => new(agreement ?? Agreement, at ?? Received.AddHours(3), AccessChannel.Telephone, null);

    public static ControllerAnsweredAccess Answered(bool accepts = true, Guid? agreement = null) => new(agreement ?? Agreement, Received.AddHours(4), accepts, null);

    public static SecrecyOrdered Secret(int n = 1, DateTimeOffset? from = null, DateTimeOffset? until = null, params SecrecyScope[] scope) =>
        new(n, $"order {n}", "straffeprosessloven § 210 c", scope.Length > 0 ? scope : [SecrecyScope.Controllers], from ?? Received, until ?? Received.AddDays(56), null);

    public static DiscloseData Disclose(DateTimeOffset? at = null, AccessOutcome? ends = AccessOutcome.DisclosedPartial, params DataSought[] kinds) =>
        new("first", at ?? Received.AddDays(1), kinds.Length > 0 ? kinds : [DataSought.Subscriber], 1, 12, new byte[32], AccessChannel.EncryptedMedium, Why, ends);

    public static Obligation? Owed(this IOwes record, string kind, DateTimeOffset now) => record.Obligations(LawBook.Current, now).SingleOrDefault(o => o.Kind == kind);
}
