using System.Text.Json;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Vault;

public class An_impersonal_text
{
    [Theory]
    [InlineData("ISO9001:2015 and ISO/IEC 27001:2022")]
    [InlineData("AES-256, TLS 1.3, SHA-256")]
    [InlineData("Regulation (EU) 2016/679, Art. 6(1)(f)")]
    [InlineData("Commission Implementing Decision (EU) 2021/914")]
    [InlineData("Organisation number 987654321")]
    [InlineData("NO 987 654 321 MVA")]
    [InlineData("556016-0680, a Swedish company")]
    [InlineData("212000-0142, a Swedish municipality")]
    [InlineData("2026-03-01 to 2027-12-31")]
    [InlineData("From 01.03.2026 until 31.12.2027")]
    [InlineData("On 2026-03-01 12:00 2026-03-02 the system was replaced")]
    [InlineData("NOK 1 250 000.00 a year, 12.50 a month")]
    [InlineData("Open 08:00-16:00, Monday to Friday")]
    [InlineData("https://example.com/policies/privacy?version=2026-03#retention")]
    [InlineData("https://registry.example.com/package/@scope/name.js")]
    [InlineData("10.0.0.0/8 and 2001:db8::1")]
    [InlineData("0198c1f0-0000-7000-8000-000000000001")]
    [InlineData("Kundestøtte for blåbærplukkere")]
    public void May_speak_of_things(string text) => Assert.Equal(text, new ImpersonalText(text).Value);

    [Theory]
    [InlineData("Ask ola@example.no")]
    [InlineData("<ola.nordmann+list@sub.example.no>")]
    [InlineData("mailto:ola@example.no")]
    [InlineData("ola@blåbær.example")]
    [InlineData("https://ola:secret@host.example.no/path")]
    public void Has_no_email_address(string text) => Refused(text, "e-mail");

    [Theory]
    [InlineData("+4722334455")]
    [InlineData("+47 22 33 44 55")]
    [InlineData("(+47) 22 33 44 55")]
    [InlineData("+47 (22) 33 44 55 66")]
    [InlineData("+47-22-33-44-55")]
    [InlineData("+47\u201122\u201133\u201144\u201155")]
    [InlineData("+46 (0)8 123 456 78")]
    [InlineData("tel:+4722334455")]
    [InlineData("004722334455")]
    [InlineData("0047 22 33 44 55")]
    [InlineData("00 47 22 33 44 55")]
    public void Has_no_telephone_number(string text) => Refused(text, "telephone");

    // Every number here is formed after the rule for its country and belongs to nobody: the control digits do not fit.
    [Theory]
    [InlineData("01019012345")]
    [InlineData("010190 12345")]
    [InlineData("010190-12345")]
    [InlineData("41019012345")]
    [InlineData("900101-1234")]
    [InlineData("19900101-1234")]
    [InlineData("199001011234")]
    [InlineData("900161-1234")]
    [InlineData("050101+1234")]
    [InlineData("010190-1234")]
    [InlineData("010190-123X")]
    [InlineData("010105A123X")]
    [InlineData("010105B123X")]
    [InlineData("010190Y123X")]
    public void Has_no_national_identity_number(string text) => Refused($"Number {text}.", "national identity");

    [Theory]
    [InlineData("")]
    [InlineData(" \t\u00A0")]
    [InlineData("a\0b")]
    public void Says_something(string text) => Refused(text, "must not");

    [Fact]
    public void Is_not_too_long()
    {
        Refused(new string('x', ImpersonalText.MaxLength + 1), "longer than 2000");
        Assert.Equal(ImpersonalText.MaxLength, new ImpersonalText(new string('x', ImpersonalText.MaxLength)).Value.Length);
    }

    [Theory]
    [InlineData("Write to ola\uFF20example.no.", "e-mail")]
    [InlineData("Write to ola\u200B@example.no.", "e-mail")]
    [InlineData("Call \uFF0B47 22 00 00 00.", "telephone")]
    public void Hides_no_person_behind_characters_that_look_like_others_or_like_nothing(string text, string rule) => Refused(text, rule);

    [Fact]
    public void Stays_readable_where_it_is_recorded_when_the_rules_have_become_stricter() =>
        Assert.Equal("ola@example.no", JsonSerializer.Deserialize<ImpersonalText>("\"ola@example.no\"", RegisterJson.Storage).Value);

    [Fact]
    public void Is_refused_at_the_edge_without_being_repeated()
    {
        var refused = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ImpersonalText>("\"ola@example.no\"", RegisterJson.Edge));
        Assert.DoesNotContain("ola", refused.Message, StringComparison.Ordinal);
    }

    private static void Refused(string text, string rule)
    {
        var refused = Assert.Throws<FormatException>(() => new ImpersonalText(text));
        Assert.Contains(rule, refused.Message, StringComparison.Ordinal);
        if (!string.IsNullOrWhiteSpace(text))
            Assert.DoesNotContain(text, refused.Message, StringComparison.Ordinal);
    }
}
