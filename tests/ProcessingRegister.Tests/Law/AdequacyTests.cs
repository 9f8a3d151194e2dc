using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Law.Days;

namespace ProcessingRegister.Tests.Law;

public class Adequacy_of_protection
{
    private static AdequacyFinding For(string place, string day, string jurisdiction = "EU") =>
        Adequacy.For(Territory.Parse(place), LawInForce.At(Territory.Parse(jurisdiction), On(day)));

    [Theory]
    [InlineData("CH", "2000-07-25", AdequacyState.NotAdequate, AdequacyReason.NotYetInForce)]
    [InlineData("CH", "2000-07-26", AdequacyState.Adequate, AdequacyReason.DecisionInForce)]
    [InlineData("US", "2015-10-05", AdequacyState.AdequateWithinScope, AdequacyReason.DecisionInForce)]
    [InlineData("US", "2015-10-06", AdequacyState.NotAdequate, AdequacyReason.Annulled)]
    [InlineData("US", "2020-07-15", AdequacyState.AdequateWithinScope, AdequacyReason.DecisionInForce)]
    [InlineData("US", "2020-07-16", AdequacyState.NotAdequate, AdequacyReason.Annulled)]
    [InlineData("US", "2023-07-09", AdequacyState.NotAdequate, AdequacyReason.Annulled)]
    [InlineData("US", "2023-07-10", AdequacyState.AdequateWithinScope, AdequacyReason.DecisionInForce)]
    [InlineData("CA", "2026-10-10", AdequacyState.AdequateWithinScope, AdequacyReason.DecisionInForce)]
    [InlineData("GB", "2021-06-27", AdequacyState.NotAThirdCountry, AdequacyReason.FreeMovement)]
    [InlineData("GB", "2021-06-28", AdequacyState.Adequate, AdequacyReason.DecisionInForce)]
    [InlineData("GB", "2031-12-27", AdequacyState.Adequate, AdequacyReason.DecisionInForce)]
    [InlineData("GB", "2031-12-28", AdequacyState.NotAdequate, AdequacyReason.Expired)]
    [InlineData("BR", "2026-01-20", AdequacyState.NotAdequate, AdequacyReason.NotYetInForce)]
    [InlineData("BR", "2026-02-01", AdequacyState.Adequate, AdequacyReason.DecisionInForce)]
    [InlineData("IN", "2026-10-10", AdequacyState.NotAdequate, AdequacyReason.NoDecision)]
    [InlineData("NO", "2026-10-10", AdequacyState.NotAThirdCountry, AdequacyReason.FreeMovement)]
    [InlineData("EEA", "2026-10-10", AdequacyState.NotAThirdCountry, AdequacyReason.FreeMovement)]
    public void Is_what_the_decisions_of_the_day_say(string place, string day, AdequacyState state, AdequacyReason reason)
    {
        var finding = For(place, day);

        Assert.Equal((state, reason), (finding.State, finding.Reason));
        Assert.NotEmpty(finding.Source);
    }

    [Theory]
    [InlineData("US", AdequacyScope.DataPrivacyFrameworkParticipants)]
    [InlineData("CA", AdequacyScope.PipedaOrganisations)]
    [InlineData("JP", AdequacyScope.Country)]
    [InlineData("IN", null)]
    public void Names_the_importers_it_covers(string place, AdequacyScope? scope) => Assert.Equal(scope, For(place, "2026-10-10").Scope);

    [Theory]
    [InlineData("CH", AdequacyState.Adequate)]
    [InlineData("GB", AdequacyState.Adequate)]
    [InlineData("US", AdequacyState.AdequateWithinScope)]
    [InlineData("BR", AdequacyState.Unconfirmed)]
    public void In_Norway_is_stated_only_where_the_decision_is_known_to_apply(string place, AdequacyState state) =>
        Assert.Equal(state, For(place, "2026-10-10", "NO").State);

    [Fact]
    public void Covers_every_country_of_the_list_of_October_2026() =>
        Assert.Equal(
            ["AD", "AR", "BR", "CA", "CH", "FO", "GB", "GG", "IL", "IM", "JE", "JP", "KR", "NZ", "US", "UY"],
            CountryCode.All.Where(country => For(country.Code, "2026-10-10").State is AdequacyState.Adequate or AdequacyState.AdequateWithinScope)
                .Select(country => country.Code).Order());

    [Fact]
    public void Of_an_organisation_does_not_come_from_the_country_of_its_seat()
    {
        var law = LawInForce.At(Territory.EuropeanUnion, On("2026-10-10"));

        Assert.Equal(AdequacyState.Adequate, Adequacy.For(TransferDestination.ToInternationalOrganisation("EPO"), law).State);
        Assert.Equal(AdequacyState.NotAdequate, Adequacy.For(TransferDestination.ToInternationalOrganisation("WHO"), law).State);
    }

    [Fact]
    public void Of_contested_standing_is_never_a_hard_verdict()
    {
        var contested = LawBook.Current with
        {
            Adequacy = [.. LawBook.Current.Adequacy.Select(row => row.Country?.Code == "UY" ? row with { Confidence = Confidence.D } : row)],
        };

        Assert.Equal(AdequacyState.Unconfirmed, Adequacy.For(Territory.Parse("UY"), contested.At(Territory.EuropeanUnion, On("2026-10-10"))).State);
    }

    [Theory]
    [InlineData(Confidence.B, "2026-06-30", AdequacyState.Unconfirmed)]
    [InlineData(Confidence.B, "2026-07-01", AdequacyState.Adequate)]
    [InlineData(Confidence.D, "2026-07-01", AdequacyState.Unconfirmed)]
    public void In_Norway_begins_on_the_day_confirmed_for_Norway(Confidence confidence, string day, AdequacyState state)
    {
        var norway = Territory.Parse("NO");
        var applied = new Dictionary<Territory, EeaApplication> { [norway] = new(On("2026-07-01"), "A row of a test", confidence) };
        var book = LawBook.Current with
        {
            Adequacy = [.. LawBook.Current.Adequacy.Select(row => row.Country?.Code == "BR" ? row with { AppliesIn = applied } : row)],
        };

        Assert.Equal(state, Adequacy.For(Territory.Parse("BR"), book.At(norway, On(day))).State);
    }
}
