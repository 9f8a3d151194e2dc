using MerkleLog;
using Microsoft.AspNetCore.Http;
using ProcessingRegister.Ledger.Anchoring;
using Xunit;

namespace ProcessingRegister.Tests.Ledger.Anchoring;

public sealed class A_time_stamp : IDisposable
{
    private static readonly string Text = new LogInMemory(9).Checkpoint(9).Text;

    private readonly OutgoingHttp http = new(TimeSpan.FromSeconds(30));

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Of_a_real_authority_is_kept_as_openssl_verifies_it()
    {
        await using var authority = await OpensslAuthority.StartAsync();
        var before = DateTimeOffset.UtcNow.AddSeconds(-2);
        var stamp = await new TimestampClient(http, new TimestampSettings(authority.Address, authority.Root)).StampAsync(Text, default);
        Assert.InRange(stamp.At, before, DateTimeOffset.UtcNow.AddSeconds(2));
        Assert.Equal(stamp.At, TimestampTokens.Verify(stamp.Token, Text, authority.Root));
        Assert.Contains("Verification: OK", await authority.VerifyAsync(stamp.Token, TimestampTokens.Stamped(Text)), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => authority.VerifyAsync(stamp.Token, TimestampTokens.Stamped(Text + "x")));
    }

    [Fact]
    public async Task Over_another_text_or_under_another_root_is_not_accepted()
    {
        await using var authority = await OpensslAuthority.StartAsync();
        await using var other = await OpensslAuthority.StartAsync();
        var stamp = await new TimestampClient(http, new TimestampSettings(authority.Address, authority.Root)).StampAsync(Text, default);
        Assert.Equal(TimestampFault.NotForThis, Assert.Throws<TimestampException>(() => TimestampTokens.Verify(stamp.Token, Text + "x", authority.Root)).Fault);
        Assert.Equal(TimestampFault.NotTrusted, Assert.Throws<TimestampException>(() => TimestampTokens.Verify(stamp.Token, Text, other.Root)).Fault);
        Assert.Equal(TimestampFault.NotTrusted,
            (await Assert.ThrowsAsync<TimestampException>(() => new TimestampClient(http, new TimestampSettings(authority.Address, other.Root)).StampAsync(Text, default))).Fault);
    }

    [Fact]
    public void Of_a_certificate_for_time_stamps_alone_is_accepted()
    {
        var (token, root) = HandmadeToken.Make(Text, DateTimeOffset.UtcNow, true, HandmadeToken.TimeStamping);
        Assert.InRange(TimestampTokens.Verify(token, Text, root), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
    }

    // That the purpose is there and critical, .NET demands of whatever it reads as a token; that it is alone, we do.
    [Theory]
    [InlineData(TimestampFault.NotForTimestamps, true, HandmadeToken.TimeStamping, HandmadeToken.CodeSigning)]
    [InlineData(TimestampFault.NotForThis, false, HandmadeToken.TimeStamping)]
    [InlineData(TimestampFault.NotForThis, true, HandmadeToken.CodeSigning)]
    [InlineData(TimestampFault.NotForThis, true)]
    public void Of_a_certificate_for_anything_else_is_not_accepted(TimestampFault fault, bool critical, params string[] purposes)
    {
        var (token, root) = HandmadeToken.Make(Text, DateTimeOffset.UtcNow, critical, purposes);
        Assert.Equal(fault, Assert.Throws<TimestampException>(() => TimestampTokens.Verify(token, Text, root)).Fault);
    }

    [Theory]
    [InlineData(-40)]
    [InlineData(40)]
    public void Of_a_time_at_which_its_certificate_did_not_hold_is_not_accepted(int days)
    {
        var (token, root) = HandmadeToken.Make(Text, DateTimeOffset.UtcNow.AddDays(days), true, HandmadeToken.TimeStamping);
        Assert.Throws<TimestampException>(() => TimestampTokens.Verify(token, Text, root));
    }

    [Fact]
    public async Task With_any_byte_changed_is_not_accepted()
    {
        await using var authority = await OpensslAuthority.StartAsync();
        var root = authority.Root;
        var token = (await new TimestampClient(http, new TimestampSettings(authority.Address, root)).StampAsync(Text, default)).Token;
        var at = TimestampTokens.Verify(token, Text, root);
        for (var i = 0; i < token.Length; i++)
        {
            var changed = (byte[])token.Clone();
            changed[i] ^= 0x01;
            // A few bytes, of attributes that nobody signs, may change without changing what the token says.
            if (Accepted(changed) is { } other)
                Assert.Equal(at, other);
        }

        DateTimeOffset? Accepted(byte[] changed)
        {
            try
            {
                return TimestampTokens.Verify(changed, Text, root);
            }
            catch (TimestampException)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task That_answers_an_earlier_request_is_not_accepted()
    {
        await using var authority = await OpensslAuthority.StartAsync();
        byte[]? first = null;
        await using var replaying = await LoopbackHttp.StartAsync(async request =>
        {
            using var query = new MemoryStream();
            await request.Request.Body.CopyToAsync(query);
            first ??= await authority.ReplyAsync(query.ToArray());
            request.Response.ContentType = "application/timestamp-reply";
            await request.Response.Body.WriteAsync(first);
        });
        var client = new TimestampClient(http, new TimestampSettings(replaying.Address, authority.Root));
        await client.StampAsync(Text, default);
        Assert.Equal(TimestampFault.NotForThis, (await Assert.ThrowsAsync<TimestampException>(() => client.StampAsync(Text, default))).Fault);
    }

    [Theory]
    [InlineData(200, "application/timestamp-reply", TimestampFault.NotForThis)]
    [InlineData(200, "text/html", TimestampFault.Unreachable)]
    [InlineData(302, "application/timestamp-reply", TimestampFault.Unreachable)]
    [InlineData(500, "application/timestamp-reply", TimestampFault.Unreachable)]
    public async Task That_is_none_is_not_accepted(int status, string type, TimestampFault fault)
    {
        await using var authority = await OpensslAuthority.StartAsync();
        await using var server = await LoopbackHttp.StartAsync(async request =>
        {
            request.Response.StatusCode = status;
            request.Response.ContentType = type;
            await request.Response.Body.WriteAsync("0\u0003\u0002\u0001\u0002"u8.ToArray());
        });
        var client = new TimestampClient(http, new TimestampSettings(server.Address, authority.Root));
        Assert.Equal(fault, (await Assert.ThrowsAsync<TimestampException>(() => client.StampAsync(Text, default))).Fault);
    }
}
