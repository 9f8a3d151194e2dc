using MerkleLog;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using ProcessingRegister.Ledger.Anchoring;
using Xunit;

namespace ProcessingRegister.Tests.Ledger.Anchoring;

public sealed class The_settings_of_anchors
{
    private static readonly VerifierKey First = SigningKey.Generate("witness.example/1", SignatureType.Cosignature).VerifierKey;
    private static readonly VerifierKey Second = SigningKey.Generate("witness.example/2", SignatureType.Cosignature).VerifierKey;
    private static readonly VerifierKey Log = SigningKey.Generate("ledger.example/a", SignatureType.Ed25519).VerifierKey;

    private static AnchorOptions Read(params (string Name, string Value)[] settings) => AnchorOptions.From(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Ledger:Anchors:{setting.Name}", (string?)setting.Value))).Build().GetSection("Ledger:Anchors"));

    [Fact]
    public void Name_witnesses_all_of_whom_are_asked_for_unless_fewer_are_enough()
    {
        Assert.True(Read().IsEmpty);
        (string, string)[] two = [("Witnesses:0:Url", "https://w1.example"), ("Witnesses:0:Key", First.ToString()), ("Witnesses:1:Url", "http://127.0.0.1:5090/w/"), ("Witnesses:1:Key", Second.ToString())];
        var all = Read(two);
        Assert.Equal(2, all.Quorum);
        Assert.False(all.IsEmpty);
        Assert.Contains("group witnesses all w1 w2\nquorum witnesses\n", System.Text.Encoding.ASCII.GetString(all.PolicyFor([Log]).ToBytes()), StringComparison.Ordinal);
        Assert.Equal("none", Read([.. two, ("Quorum", "0")]).PolicyFor([Log]).Quorum);
        Assert.Equal("http://127.0.0.1:5090/w/add-checkpoint", OutgoingHttp.Below(all.Witnesses[1].Url, "add-checkpoint").ToString());
        Assert.Throws<InvalidOperationException>(() => Read([.. two, ("Quorum", "3")]));
    }

    [Theory]
    [InlineData("Witnesses:0:Url", "ftp://w.example")]
    [InlineData("Witnesses:0:Url", "https://user:secret@w.example")]
    [InlineData("Witnesses:0:Key", "witness.example/1")]
    [InlineData("Timestamps:0:Certificates", "/does/not/exist.pem")]
    [InlineData("Interval", "00:00:00")]
    public void That_cannot_be_used_are_named(string name, string value)
    {
        var settings = new Dictionary<string, string> { ["Witnesses:0:Url"] = "https://w.example", ["Witnesses:0:Key"] = First.ToString(), [name] = value };
        var message = Assert.Throws<InvalidOperationException>(() => Read([.. settings.Select(setting => (setting.Key, setting.Value))])).Message;
        Assert.Contains(name == "Interval" ? "Ledger:Anchors" : name, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Let_one_who_fails_wait_twice_as_long_each_time()
    {
        var clock = new FakeTimeProvider();
        var patience = new Patience(TimeSpan.FromSeconds(5), clock);
        for (var failure = 1; failure <= 30; failure++)
        {
            Assert.True(patience.May("x"));
            Assert.Equal(failure, patience.Note("x", succeeded: false));
            var wait = TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(2, failure - 1), 900));
            clock.Advance(wait - TimeSpan.FromTicks(1));
            Assert.False(patience.May("x"));
            clock.Advance(TimeSpan.FromTicks(1));
        }

        Assert.Equal(0, patience.Note("x", succeeded: true));
        Assert.True(patience.May("x"));
    }
}
