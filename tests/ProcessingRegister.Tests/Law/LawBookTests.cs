using System.Text;
using System.Text.Json;
using ProcessingRegister.Law;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Law.Days;

namespace ProcessingRegister.Tests.Law;

public class The_law_in_force
{
    [Theory]
    [InlineData("EU", 250, 72)]
    [InlineData("SE", 250, 72)]
    [InlineData("NO", 250, 72)]
    public void Is_read_from_data(string jurisdiction, int employees, int hours)
    {
        var law = LawInForce.At(Territory.Parse(jurisdiction), On("2026-10-10"));

        Assert.Equal(employees, law.Get(LawKeys.ExemptionMaxEmployees).Value);
        Assert.Equal(hours, law.Get(LawKeys.BreachAuthorityHours).Value);
        Assert.Equal(
            [RecordDisqualifier.Risk, RecordDisqualifier.NotOccasional, RecordDisqualifier.Art9, RecordDisqualifier.Art10],
            law.Get(LawKeys.ExemptionTest).Value);
        Assert.StartsWith("GDPR Art. 33(1)", law.Get(LawKeys.BreachAuthorityHours).Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Came_to_Norway_later_than_to_the_Union()
    {
        var day = On("2018-07-19");

        Assert.Equal(72, LawInForce.At(Territory.Parse("SE"), day).Get(LawKeys.BreachAuthorityHours).Value);
        var unknown = Assert.Throws<LawUnknownException>(() => LawInForce.At(Territory.Parse("NO"), day).Get(LawKeys.BreachAuthorityHours));
        Assert.Equal(("breach.sa.hours", Territory.Parse("NO"), day), (unknown.Key, unknown.Jurisdiction, unknown.On));
        Assert.Equal(72, LawInForce.At(Territory.Parse("NO"), day.AddDays(1)).Get(LawKeys.BreachAuthorityHours).Value);
    }

    [Theory]
    [InlineData("IT")]
    [InlineData("US")]
    public void Of_a_place_without_data_is_not_guessed(string code) =>
        Assert.Equal(code, Assert.Throws<LawUnknownException>(() => LawInForce.At(Territory.Parse(code), On("2026-10-10"))).Jurisdiction.Code);

    [Fact]
    public void Is_not_the_law_of_another_country() =>
        Assert.Throws<LawUnknownException>(() => LawInForce.At(Territory.Parse("FI"), On("2026-10-10")).Get(LawKeys.PrimaryAccountingRetention));

    [Fact]
    public void Never_follows_a_proposal()
    {
        var sweden = LawInForce.At(Territory.Parse("SE"), On("2035-01-01"));

        Assert.Equal(72, sweden.Get(LawKeys.BreachAuthorityHours).Value);
        var proposed = Assert.Single(LawBook.Current.Proposals(sweden.Jurisdiction, LawKeys.BreachAuthorityHours.Name));
        Assert.Equal(96, LawKeys.BreachAuthorityHours.Read(proposed.Value));
        Assert.Empty(LawBook.Current.Proposals(LawInForce.At(Territory.Parse("NO"), On("2026-10-10")).Jurisdiction, LawKeys.BreachAuthorityHours.Name));
    }

    [Fact]
    public void Changes_by_one_row_for_one_state_from_one_day_only()
    {
        var before = LawBook.Current;
        var after = before.With(Row("SE", LawKeys.ExemptionMaxEmployees.Name, "750", "2027-07-01"));
        int Max(LawBook book, string code, string day) => book.At(Territory.Parse(code), On(day)).Get(LawKeys.ExemptionMaxEmployees).Value;

        Assert.Equal(250, Max(after, "SE", "2027-06-30"));
        Assert.Equal(750, Max(after, "SE", "2027-07-01"));
        Assert.Equal(750, Max(after, "SE", "2040-01-01"));
        Assert.All(before.Jurisdictions.Where(place => place.Code.Code != "SE"), place => Assert.Equal(250, Max(after, place.Code.Code, "2027-07-01")));
        Assert.Equal(250, Max(before, "SE", "2027-07-01"));
    }

    [Fact]
    public void Keeps_what_bookkeeping_law_says_of_retention()
    {
        var norway = LawInForce.At(Territory.Parse("NO"), On("2026-12-31"));
        var sweden = LawInForce.At(Territory.Parse("SE"), On("2026-12-31"));

        Assert.Equal(new StatutoryRetention(60, RetentionAnchor.EndOfFinancialYear), norway.Get(LawKeys.PrimaryAccountingRetention).Value);
        Assert.Equal(new StatutoryRetention(42, RetentionAnchor.EndOfFinancialYear), norway.Get(LawKeys.SecondaryAccountingRetention).Value);
        Assert.Equal(
            new StatutoryRetention(84, RetentionAnchor.EndOfCalendarYearOfFinancialYearEnd), sweden.Get(LawKeys.PrimaryAccountingRetention).Value);
    }
}

public class The_law_book
{
    [Fact]
    public void Names_a_time_zone_that_exists_for_every_jurisdiction() =>
        Assert.All(LawBook.Current.Jurisdictions, place => Assert.True(TimeZoneInfo.FindSystemTimeZoneById(place.TimeZone).HasIanaId));

    [Fact]
    public void Has_the_places_the_register_serves() =>
        Assert.Equal(["EU", "NO", "SE", "DK", "FI", "DE", "FR", "IE"], LawBook.Current.Jurisdictions.Select(place => place.Code.Code));

    [Fact]
    public void Has_only_parameters_that_something_reads_and_can_read()
    {
        var keys = typeof(LawKeys).GetFields().Select(field => field.GetValue(null)!).ToDictionary(key => (string)((dynamic)key).Name);

        Assert.All(LawBook.Current.Parameters, row => Assert.NotNull((object)((dynamic)keys[row.Key]).Read(row.Value)));
        Assert.Equal(keys.Keys.Order(), LawBook.Current.Parameters.Select(row => row.Key).Distinct().Order());
    }

    [Fact]
    public void Knows_since_when_every_mechanism_may_be_relied_on() =>
        Assert.Equal(Enum.GetValues<TransferMechanism>(), LawBook.Current.Mechanisms.SelectMany(row => row.Mechanisms).Order());

    [Fact]
    public void Agrees_with_the_vocabulary_about_the_EEA_of_today()
    {
        var today = LawBook.Current.FreeMovement.Where(row => row.ValidTo is null).SelectMany(row => row.Countries);

        Assert.Equal(CountryCode.All.Where(country => country.IsEea).Select(country => country.Code).Order(), today.Select(country => country.Code).Order());
    }

    [Fact]
    public void Gives_every_row_a_source() =>
        Assert.DoesNotContain(
            LawBook.Current.Parameters.Select(row => row.Source).Concat(LawBook.Current.Adequacy.Select(row => row.Source)),
            string.IsNullOrWhiteSpace);

    [Fact]
    public void Refuses_two_rows_for_the_same_day() =>
        Assert.Throws<InvalidDataException>(() => LawBook.Current.With(Row("EU", "breach.sa.hours", "96", "2018-05-25")));

    [Fact]
    public void Refuses_a_row_in_force_without_a_first_day() =>
        Assert.Throws<InvalidDataException>(() => LawBook.Current.With(Row("EU", "breach.sa.hours", "96", "2027-01-01") with { ValidFrom = null }));

    [Theory]
    [InlineData("""{ "stateOfTheLaw": "2026-10-10" }""")]
    [InlineData("""{ "stateOfTheLaw": "2026-10-10", "jurisdictions": [], "parameters": [], "freeMovement": [], "mechanisms": [], "adequacy": [], "x": 1 }""")]
    public void Refuses_a_file_with_a_field_too_few_or_too_many(string json) =>
        Assert.Throws<JsonException>(() => LawBook.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))));
}

internal static class Days
{
    internal static DateOnly On(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    internal static LawParameter Row(string jurisdiction, string key, string value, string from) =>
        new(Territory.Parse(jurisdiction), key, JsonDocument.Parse(value).RootElement, On(from), null, LawStatus.InForce, "A row of a test", Confidence.B);
}
