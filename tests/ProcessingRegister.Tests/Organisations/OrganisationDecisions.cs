using ProcessingRegister.Decisions;
using ProcessingRegister.Organisations;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Organisations;

public class Establishing_an_organisation
{
    internal static OrganisationProfile Profile(string name = "Example Ltd", string jurisdiction = "NO") => new()
    {
        LegalName = name,
        Country = CountryCode.Parse("NO"),
        Jurisdiction = CountryCode.Parse(jurisdiction),
        Contact = new ContactPerson { Name = new("Kari Nordmann"), Email = new("kari@example.no") },
    };

    internal static OrganisationEstablished Established(DateOnly? from = null) => new("example", from ?? Today.AddMonths(-1), Profile());

    [Fact]
    public void Says_who_it_is_from_today() =>
        Creating(new EstablishOrganisation("example", Profile())).Then(new OrganisationEstablished("example", Today, Profile()));

    [Theory]
    [InlineData("abc")]
    [InlineData("a-1")]
    [InlineData("7-eleven")]
    public void Takes_a_slug_of_letters_digits_and_hyphens(string slug) => Assert.Empty(new EstablishOrganisation(slug, Profile()).Faults());

    [Theory]
    [InlineData("ab")]
    [InlineData("Abc")]
    [InlineData("-abc")]
    [InlineData("abc-")]
    [InlineData("a_c")]
    [InlineData("abc\n")]
    [InlineData("åse")]
    [InlineData("tokens")]
    [InlineData("organisations")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void Takes_no_other_slug(string slug) => Assert.Contains(new EstablishOrganisation(slug, Profile()).Faults(), f => f.Pointer == "/slug");

    [Fact]
    public void Needs_a_jurisdiction_whose_law_is_known() =>
        Assert.Equal("/profile/jurisdiction", Assert.Single(new EstablishOrganisation("example", Profile(jurisdiction: "US")).Faults()).Pointer);

    [Fact]
    public void Needs_each_point_in_one_of_its_states() =>
        Assert.Contains(new EstablishOrganisation("example", Profile() with { DataProtectionOfficer = new(StatedAs.NotApplicable) }).Faults(),
            f => f.Pointer == "/profile/dataProtectionOfficer/reason");
}

public class Revising_an_organisations_profile
{
    [Fact]
    public void Says_who_it_is_from_a_day_on() =>
        Given<Organisation>(Establishing_an_organisation.Established())
            .When(new ReviseOrganisationProfile(Establishing_an_organisation.Profile("Renamed Ltd"), Today.AddDays(30)))
            .Then(new OrganisationProfileRevised(Today.AddDays(30), Establishing_an_organisation.Profile("Renamed Ltd"), null));

    [Fact]
    public void With_what_is_said_already_records_nothing() =>
        Given<Organisation>(Establishing_an_organisation.Established())
            .When(new ReviseOrganisationProfile(Establishing_an_organisation.Profile())).ThenAlreadyDone();

    [Fact]
    public void May_not_take_effect_before_what_it_follows() =>
        Given<Organisation>(Establishing_an_organisation.Established(Today))
            .When(new ReviseOrganisationProfile(Establishing_an_organisation.Profile("Renamed Ltd"), Today.AddDays(-1)))
            .ThenRefused(OrganisationRefusals.TakesEffectBeforeLatest);

    [Fact]
    public void Moves_it_to_another_jurisdiction_from_today_or_earlier() =>
        Given<Organisation>(Establishing_an_organisation.Established())
            .When(new ReviseOrganisationProfile(Establishing_an_organisation.Profile(jurisdiction: "SE"))).ThenAppended<OrganisationProfileRevised>();

    [Fact]
    public void Does_not_move_it_to_another_jurisdiction_ahead_of_time() =>
        Given<Organisation>(Establishing_an_organisation.Established())
            .When(new ReviseOrganisationProfile(Establishing_an_organisation.Profile(jurisdiction: "SE"), Today.AddDays(1)))
            .ThenRefused(OrganisationRefusals.JurisdictionChangesAhead);

    [Fact]
    public void Leaves_what_was_in_effect_before_as_it_was() =>
        Assert.Equal("Example Ltd", Given<Organisation>(Establishing_an_organisation.Established(),
            new OrganisationProfileRevised(Today, Establishing_an_organisation.Profile("Renamed Ltd"), null)).InEffectOn(Today.AddDays(-1))?.Profile.LegalName.Value);
}
