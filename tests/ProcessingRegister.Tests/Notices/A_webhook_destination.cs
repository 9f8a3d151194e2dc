using System.Net;
using System.Net.Sockets;
using ProcessingRegister.Notices.Webhooks;
using Xunit;

namespace ProcessingRegister.Tests.Notices;

public sealed class A_webhook_destination
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001::7f00:1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Is_not_inside(string address)
    {
        Assert.False(Destinations.May(IPAddress.Parse(address), underTls: true, []));
        Assert.True(Destinations.May(IPAddress.Parse(address), underTls: false, [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")]));
    }

    [Theory]
    [InlineData("93.184.215.14")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:2800:21f:cb07:6820:80da:af6b:8b2c")]
    public void May_be_public_and_then_under_tls(string address)
    {
        Assert.True(Destinations.May(IPAddress.Parse(address), underTls: true, []));
        Assert.False(Destinations.May(IPAddress.Parse(address), underTls: false, []));
    }

    // A name is looked at as what it resolves to at the very moment of the connection, so that one that changes cannot slip through.
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("0x7f000001")]
    [InlineData("2130706433")]
    [InlineData("[::1]")]
    public async Task Is_checked_as_it_is_called(string host)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endpoint = new DnsEndPoint(new Uri($"http://{host}/").IdnHost, ((IPEndPoint)listener.LocalEndpoint).Port);

        await Assert.ThrowsAsync<ForbiddenDestinationException>(async () => await Destinations.ConnectAsync(endpoint, underTls: true, [], default));
        Assert.False(listener.Pending());
    }
}
