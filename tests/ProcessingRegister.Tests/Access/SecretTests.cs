using System.Security.Cryptography;
using System.Text;
using ProcessingRegister.Hosting.Access;
using Xunit;

namespace ProcessingRegister.Tests.Access;

public class A_secret
{
    [Fact]
    public void That_is_a_token_can_be_found_by_a_scanner() => Assert.Matches("^pr_[0-9A-Za-z]{49}$", Secret.NewToken().Text);

    [Fact]
    public void Is_known_again_by_its_digest()
    {
        var secret = Secret.NewToken();
        Assert.True(Secret.IsToken(secret.Text));
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes(secret.Text)), secret.Digest);
        Assert.Equal(secret.Digest, Secret.Of(secret.Text).Digest);
    }

    [Fact]
    public void With_any_one_character_mistyped_is_no_token()
    {
        var token = Secret.NewToken().Text;
        for (var i = 0; i < token.Length; i++)
        {
            var mistyped = token.ToCharArray();
            mistyped[i] = mistyped[i] == 'x' ? 'y' : 'x';
            Assert.False(Secret.IsToken(new string(mistyped)), $"at {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("pr_")]
    [InlineData("pr_ééééééééééééééééééééééééééééééééééééééééééééééééé")]
    public void Of_another_form_is_no_token(string text) => Assert.False(Secret.IsToken(text));

    [Fact]
    public void Has_the_checksum_that_CRC_32C_gives()
    {
        // CRC-32C of 43 zeros, in base 62: computed apart, bit by bit from the polynomial 0x82F63B78.
        var text = "pr_" + new string('0', 43);
        var crc = uint.MaxValue;
        foreach (var letter in new string('0', 43))
        {
            crc ^= letter;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        crc = ~crc;
        var digits = "";
        for (var i = 0; i < 6; i++, crc /= 62)
            digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[(int)(crc % 62)] + digits;
        Assert.True(Secret.IsToken(text + digits));
    }

    [Fact]
    public void Is_not_shown_by_accident() => Assert.DoesNotContain("pr_", Secret.NewToken().ToString(), StringComparison.Ordinal);
}
