using CsCheck;
using TransparencyReport.Counting;
using TransparencyReport.Editions;
using TransparencyReport.Facts;
using TransparencyReport.Formats;
using TransparencyReport.Periods;

namespace TransparencyReport.Tests;

/// <summary>
/// What somebody can subtract who reads the editions of all profiles. That nothing can be is shown by worlds: whatever an edition of one profile says is the
/// same in a world that lacks every fact of the others, so these tell nothing of it, by whatever arithmetic.
/// </summary>
public class Profiles_beside_each_other
{
    private static readonly Quarter Fourth = new(2026, 4);
    private static readonly Policy Policy = Ledger.Apart(2026, Profile.Dsa, Profile.UsNsl) with
    {
        LargestShareSmall = 1,
        Tables = [new(AxisSet.Country | AxisSet.Instrument), new(AxisSet.Country, WithPeople: true), new(AxisSet.Instrument | AxisSet.Outcome), new(AxisSet.Instrument, WithPeople: true), new(AxisSet.Outcome), new(AxisSet.None, WithPeople: true)],
    };

    private static readonly Gen<Request[]> Requests = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 5], (country, kind, secrecy, fate) => new Request(country, kind, secrecy, fate)).Array[0, 30];

    [Fact]
    public void Tell_nothing_of_each_other()
    {
        var (hidden, exact) = (0, 0);
        Gen.Select(Requests, Requests).Sample((first, late) =>
        {
            foreach (var profile in new[] { Profile.Public, Profile.Dsa, Profile.UsNsl })
            {
                var all = Editions(profile, first, late, _ => true);
                var alone = Editions(profile, first, late, request => request.Profile == profile);
                Assert.Equal(all.Select(Said), alone.Select(Said));
                hidden += all.Count(edition => edition.Cells.Any(cell => cell.IsHidden));
                exact += profile == Profile.Dsa ? all.Count(edition => edition.Cells.Any(cell => cell.Value is > 0 and < 5)) : 0;
            }
        }, iter: 40, threads: 1);
        // Else there was nothing to find out, and nothing to find it out with.
        Assert.True(hidden > 20 && exact > 20, $"{hidden} editions had hidden numbers, {exact} had small ones.");
    }

    [Fact]
    public void Would_tell_if_a_request_stood_in_two_of_them_and_so_are_refused()
    {
        var ledger = An_edition.Many();
        for (var i = 0; i < 3; i++)
            ledger.Receive($"es{i}", "2026-02-01T12:00Z", "ES", Instrument.DsaArt10);
        ledger.Receive("es3", "2026-02-01T12:00Z", "ES");
        var tables = Ledger.Policy(share: 1) with { Tables = [new(AxisSet.Country), new(AxisSet.None)] };
        var apart = tables with { Apart = Ledger.Apart(2026, Profile.Dsa).Apart };
        var quarter = new Quarter(2026, 1);

        // As they would be of two who do not know of each other: four requests of ES are hidden, of which three are shown.
        var everything = ledger.Publish(quarter, policy: tables);
        var dsa = Report.MakeDsa(ledger.Order(quarter, [], apart)).Edition!;
        Assert.Equal(CellStatus.Suppressed, everything[Ledger.Requests(quarter.Span, "ES", "EU")]!.Status);
        Assert.NotEmpty(Attack.Narrowed([everything], [dsa]));

        // Whichever comes second is refused, also where it would set apart what the first did not.
        Refused(Report.MakeDsa(ledger.Order(quarter, [everything], apart)));
        Refused(Report.MakeDsa(ledger.Order(quarter, [], tables)));
        Refused(Report.Make(ledger.Order(quarter, [dsa], tables)));
        Refused(Report.Make(ledger.Order(quarter, [everything], apart)));
        Refused(Report.Make(ledger.Order(new(2026, 2), [everything], apart)));

        // Apart from each other both stand, and the one in common with neither is still counted.
        var rest = ledger.Publish(quarter, [dsa], apart);
        Assert.Equal((31, 3), ((int)rest[Ledger.Requests(quarter.Span)]!.Value!, (int)dsa[Ledger.Requests(quarter.Span, instrument: "dsa_art10")]!.Value!));
        Assert.Equal(["2026-1+dsa", "2026-1+dsa"], new[] { rest, dsa }.Select(edition => edition.PolicyVersion));
        Assert.Empty(Attack.Narrowed([rest], [dsa]));
    }

    [Fact]
    public void Leave_a_request_where_it_was_counted_first_whatever_is_said_of_it_later()
    {
        var ledger = An_edition.Many().Receive("moved", "2026-02-01T12:00Z", "ES", Instrument.DsaArt10).Receive("other", "2026-02-01T12:00Z", "ES", Instrument.Civil);
        var (policy, quarter) = (Ledger.Apart(2026, Profile.Dsa), new Quarter(2026, 1));
        var before = ledger.Publish(quarter, policy: policy);
        ledger.Add(position => new RequestReclassified("moved", position, Ledger.At("2026-05-02T12:00Z"), new Classification("ES", Instrument.Civil)));
        ledger.Add(position => new RequestCorrected("moved", position, Ledger.At("2026-05-03T12:00Z")) { Received = Ledger.At("2025-12-30T12:00Z") });
        var after = ledger.Publish(quarter, [before], policy);
        Assert.Equal(before.Cells.AsEnumerable(), after.Cells);
        Assert.Empty(after.Revisions);
    }

    [Fact]
    public void Have_no_row_of_what_stands_apart_rather_than_a_false_0()
    {
        var ledger = An_edition.Many().Receive("es", "2026-02-01T12:00Z", "ES", Instrument.DsaArt10);
        var (quarter, policy) = (new Quarter(2026, 1), Ledger.Apart(2026, Profile.Dsa, Profile.UsNsl));
        var row = Ledger.Requests(quarter.Span, instrument: "dsa_art10");
        Assert.Null(ledger.Publish(quarter, policy: policy)[row]);
        Assert.NotNull(ledger.Publish(quarter)[row]);
        Assert.DoesNotContain(ledger.Publish(quarter, policy: policy).Cells, cell => cell.Key.Block == Block.Restricted);
        // An order of a state that is no Member State is not one that the regulation counts.
        ledger.Receive("no", "2026-02-01T12:00Z", "NO", Instrument.DsaArt10);
        Assert.NotNull(ledger.Publish(quarter, policy: policy)[row]);
        var dsa = Report.MakeDsa(ledger.Order(quarter, [], policy)).Edition!;
        Assert.Equal(1, dsa[row]!.Value);
        Assert.DoesNotContain(dsa.Cells, cell => cell.Key.On("country") == "NO");
        var page = HtmlPage.Write(ledger.Publish(quarter, policy: policy), [], Language.En);
        Assert.Contains("stand in the edition dsa of this quarter", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_a_customer_nothing_of_another_and_nothing_that_is_secret()
    {
        Guid customer = Guid.NewGuid(), other = Guid.NewGuid();
        Gen.Select(Requests, Requests).Sample((requests, theirs) =>
        {
            var (all, alone) = (new Ledger(), new Ledger());
            for (var i = 0; i < requests.Length; i++)
            {
                // Every third concerns another customer too, with accounts that are not this one's.
                requests[i].Record(all, $"a{i}", i % 3 == 0 ? [customer, other] : [customer], accounts: i % 3 == 0 ? 12 : 2);
                if (!requests[i].IsSecret && requests[i].Kind != Request.Letter)
                    requests[i].Record(alone, $"a{i}", [customer], accounts: 1);
            }

            for (var i = 0; i < theirs.Length; i++)
                theirs[i].Record(all, $"b{i}", [other], accounts: 3);
            Assert.Equal(Of(alone), Of(all));
        }, iter: 60, threads: 1);

        string Of(Ledger ledger) => Said(Report.MakeForCustomer(ledger.Order(Fourth, [], Policy), customer).Edition!);
    }

    private static void Refused(Made made)
    {
        Assert.Null(made.Edition);
        Assert.Contains(made.Findings, finding => finding.Code == "facts_in_common");
    }

    /// <summary>Two editions of a profile, the second with what was recorded late.</summary>
    private static List<Edition> Editions(Profile profile, Request[] first, Request[] late, Func<Request, bool> which)
    {
        var (ledger, editions) = (new Ledger(), new List<Edition>());
        foreach (var (requests, prefix) in new[] { (first, "a"), (late, "b") })
        {
            for (var i = 0; i < requests.Length; i++)
            {
                if (which(requests[i]))
                    requests[i].Record(ledger, $"{prefix}{i}", [], accounts: 2);
            }

            // What became of the first is known when the second edition is made.
            for (var i = 0; i < first.Length && prefix == "b"; i++)
            {
                if (which(first[i]))
                    first[i].Follow(ledger, $"a{i}");
            }

            var order = ledger.Order(Fourth, editions, Policy);
            var made = profile switch { Profile.Public => Report.Make(order), Profile.Dsa => Report.MakeDsa(order), _ => Report.MakeRestricted(order) };
            Assert.Empty(made.Findings);
            editions.Add(made.Edition!);
        }

        return editions;
    }

    // All but how many events there are, which the cut-off names.
    private static string Said(Edition edition) => System.Text.Encoding.UTF8.GetString(EditionJson.Write(edition with { Cutoff = edition.Cutoff with { Position = 0 } }));

    private sealed record Request(int Country, int Kind, int Secrecy, int Fate)
    {
        public const int Letter = 3;
        private static readonly string[] Countries = ["FR", "DE", "ES", "NO", "US"];

        public bool IsSecret => Secrecy == 1;

        private bool IsOfAMemberState => Country < 3;

        public Profile Profile => Kind == Letter ? Profile.UsNsl : Kind == 1 && IsOfAMemberState ? Profile.Dsa : Profile.Public;

        public void Record(Ledger ledger, string id, Guid[] customers, int accounts)
        {
            var (at, series) = (Fate % 2 == 0 ? "2026-11-10T12:00Z" : "2026-08-10T12:00Z", Kind == Letter ? Series.Nsl : Series.Access);
            ledger.Receive(id, at, Countries[Country], Kind == 1 ? Instrument.DsaArt10 : Kind == 2 ? Instrument.Civil : Instrument.CourtOrder, series, accounts, customers: customers);
            if (Secrecy > 0)
                ledger.Add(position => new SecrecyOrdered(id, position, Ledger.At("2026-11-11T12:00Z"), Ledger.At("2026-11-11T12:00Z"), null));
            // Of these, secrecy is lifted at once.
            if (Secrecy == 2)
                ledger.Add(position => new SecrecyLifted(id, position, Ledger.At("2026-11-12T12:00Z"), Ledger.At("2026-11-12T12:00Z")));
        }

        public void Follow(Ledger ledger, string id)
        {
            if (Fate > 1)
                ledger.Close(id, "2026-12-10T12:00Z", Fate > 3 ? Outcome.DisclosedFull : Outcome.Rejected);
            if (IsSecret && Fate == 5)
                ledger.Add(position => new SecrecyLifted(id, position, Ledger.At("2026-12-12T12:00Z"), Ledger.At("2026-12-12T12:00Z")));
        }
    }
}
