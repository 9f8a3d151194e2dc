using ProcessingRegister.AccessRequests;
using ProcessingRegister.Breaches;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Transparency.Counting;
using ProcessingRegister.Vocabulary;
using TransparencyReport.Codes;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Periods;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;
using Asked = ProcessingRegister.AccessRequests.Instrument;
using Breached = ProcessingRegister.Tests.Breaches.Facts;
using Processed = ProcessingRegister.Tests.ProcessingActivities.Facts;
using Requested = ProcessingRegister.Tests.AccessRequests.Facts;

namespace ProcessingRegister.Tests.Transparency;

public class What_is_counted
{
    [Fact]
    public void Has_a_code_for_every_country_of_the_register() => Assert.All(CountryCode.All, country => Assert.True(CodeLists.Iso3166.Knows(country.Code), country.Code));

    [Fact]
    public void Of_a_request_is_its_receipt_its_accounts_and_its_secrecy()
    {
        var facts = Requests(Requested.Asked(), Requested.Scoped(), Requested.Secret());
        Assert.Equal([typeof(RequestReceived), typeof(RequestCorrected), typeof(TransparencyReport.Facts.SecrecyOrdered), typeof(NoticeSettled)], facts.Select(fact => fact.GetType()));
        var received = (RequestReceived)facts[0];
        Assert.Equal((Requested.Received, "NO", TransparencyReport.Facts.DataSought.Content, 1L), (received.Received, received.Classification.Country, received.Classification.Data, received.Position));
        Assert.Equal((2, RevisionKind.Maturation, 2L), (((RequestCorrected)facts[1]).AccountsSpecified, facts[1].Restates, facts[1].Position));
        Assert.Equal(TransparencyReport.Facts.NoticeKind.Gagged, ((NoticeSettled)facts[3]).Notice);
    }

    [Fact]
    public void Is_no_secrecy_of_a_request_that_was_published_before() =>
        Assert.DoesNotContain(Requests(isKnown: true, Requested.Asked(), Requested.Secret()), fact => fact is TransparencyReport.Facts.SecrecyOrdered);

    [Theory]
    [InlineData(Asked.NationalSecurityLetter, Series.Nsl)]
    [InlineData(Asked.EuropeanPreservationOrder, Series.Preservation)]
    [InlineData(Asked.PreservationRequest, Series.Preservation)]
    [InlineData(Asked.EuropeanProductionOrder, Series.Access)]
    public void Stands_in_a_series_of_its_own_where_the_law_says_so(Asked instrument, Series series) =>
        Assert.Equal(series, Assert.IsType<RequestReceived>(Requests(Requested.Asked(instrument))[0]).Series);

    [Fact]
    public void Of_a_breach_is_nothing_before_the_organisation_is_aware() => Assert.Empty(Breaches(Breached.Recorded()));

    [Fact]
    public void Of_a_breach_is_when_it_was_aware_and_when_it_notified()
    {
        var facts = Breaches(Breached.Recorded(), Breached.AwareAs(BreachRole.Controller), Breached.Filed(FilingKind.Complete, Breached.Aware.AddHours(30)));
        Assert.Equal([RevisionKind.LateRegistration, RevisionKind.Maturation], facts.Select(fact => fact.Kind));
        Assert.Equal((Breached.Aware, AsController, (DateTimeOffset?)Breached.Aware.AddHours(30), 3L), (facts[1].Aware, facts[1].Role, facts[1].Notified, facts[1].Position));
    }

    [Fact]
    public void Of_a_breach_that_there_was_not_is_struck()
    {
        var facts = Breaches(Breached.Recorded(), Breached.AwareAs(BreachRole.Controller), new BreachFoundNotToExist(Breached.Aware.AddDays(1), Breached.Why));
        Assert.Equal((true, RevisionKind.Correction), (facts[^1].Struck, facts[^1].Kind));
    }

    [Fact]
    public void Of_an_entry_of_the_register_is_each_statement_with_the_day_on_which_it_holds_and_what_it_lacks()
    {
        var facts = Activities(Processed.Registered(), Processed.Revised("Help", new(2026, 2, 1)), Processed.Approved(2), Processed.Corrected(1, "Helpdesk", new(2026, 2, 1)),
            Processed.Corrected(0, "Front desk", Processed.Start), Processed.Ended(new(2026, 8, 1)));
        Assert.Equal([ActivityChange.Registered, ActivityChange.Amended, ActivityChange.Amended, ActivityChange.Withdrawn], facts.Select(fact => fact.Change));
        Assert.Equal([1L, 2, 4, 6], facts.Select(fact => fact.Position));
        // Midnight in Oslo: summer and winter are an hour apart.
        Assert.Equal([At(2025, 12, 31, 23), At(2026, 1, 31, 23), At(2026, 1, 31, 23), At(2026, 7, 31, 22)], facts.Select(fact => fact.Effective));
        // Of Art. 30(1) the example states its purposes and nothing else; the safeguards of a transfer are asked for only where there is one.
        Assert.All(facts, fact => Assert.Equal((AsController, 7), (fact.Role, fact.IncompleteLimbs)));

        static DateTimeOffset At(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.Zero);
    }

    private const TransparencyReport.Facts.ProcessingRole AsController = TransparencyReport.Facts.ProcessingRole.Controller;

    private static IReadOnlyList<Fact> Requests(params object[] events) => Requests(false, events);

    private static IReadOnlyList<Fact> Requests(bool isKnown, params object[] events) => [.. CountedRequests.Of([.. Steps<AccessRequest>(events)], _ => isKnown)];

    private static IReadOnlyList<BreachKnown> Breaches(params object[] events) => [.. Steps<Breach>(events).Select(CountedBreaches.Of).OfType<BreachKnown>()];

    private static IReadOnlyList<ActivityChanged> Activities(params object[] events) =>
        [.. Steps<ProcessingActivity>(events).Select(step => CountedActivities.Of(step, new Calendar("Europe/Oslo"))).OfType<ActivityChanged>()];

    private static IEnumerable<RecordStep<T>> Steps<T>(object[] events) where T : Record, IRecord<T>
    {
        T? record = null;
        for (var i = 0; i < events.Length; i++)
        {
            var (before, at) = (record, Now.Instant.AddMinutes(i));
            record = Fold.Next(record, RecordId, new RecordedEvent(IdOf(i), at, events[i]));
            yield return new(before, record, i + 1, at);
        }
    }
}
