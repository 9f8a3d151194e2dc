using System.Security.Cryptography;
using System.Text;
using CsCheck;
using ProcessingRegister.Notices.Webhooks;
using Xunit;

namespace ProcessingRegister.Tests.Notices;

public sealed class A_webhook_signature
{
    // The test vector that Standard Webhooks publishes.
    [Fact]
    public void Is_that_of_the_standard() => Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookSignature.Of(
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), "{\"test\": 2432232314}"u8));

    [Fact]
    public void Is_made_with_each_secret_while_they_change() => Gen.Select(Gen.Byte.Array[24, 64], Gen.Byte.Array[24, 64], Gen.Byte.Array[0, 2000], Gen.Int[0, int.MaxValue]).Sample(
        (former, next, body, seconds) =>
        {
            var signatures = WebhookSignature.Of([Shown(next), Shown(former)], "id", DateTimeOffset.FromUnixTimeSeconds(seconds), body).Split(' ');
            return signatures.Length == 2 && signatures[0] == Expected(next, seconds, body) && signatures[1] == Expected(former, seconds, body);
        });

    [Fact]
    public void Differs_when_a_byte_of_the_body_does() => Gen.Select(Gen.Byte.Array[1, 500], Gen.Int[0, 499], Gen.Byte[1, 255]).Sample((body, at, change) =>
    {
        var altered = body.ToArray();
        altered[at % body.Length] ^= change;
        var (secret, now) = (WebhookSignature.NewSecret(), DateTimeOffset.UnixEpoch);
        return WebhookSignature.Of([secret], "id", now, body) != WebhookSignature.Of([secret], "id", now, altered);
    });

    [Fact]
    public void Has_a_secret_as_long_as_the_standard_asks() =>
        Assert.InRange(Convert.FromBase64String(WebhookSignature.NewSecret()["whsec_".Length..]).Length, 24, 64);

    private static string Shown(byte[] key) => $"whsec_{Convert.ToBase64String(key)}";

    private static string Expected(byte[] key, int seconds, byte[] body) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"id.{seconds}.").Concat(body).ToArray()))}";
}
