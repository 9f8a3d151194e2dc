using System.Net;
using System.Net.Sockets;

namespace ProcessingRegister.Hosting.Access;

/// <summary>The network that a request comes from, as requests are counted by it.</summary>
internal static class RemoteNetwork
{
    /// <summary>
    /// One of 2^16 counters, so that memory is bounded; the hash is seeded afresh in each process. Of an IPv6 address the first half names the network;
    /// whoever has one has 2^64 addresses in it.
    /// </summary>
    public static ushort Of(HttpContext http)
    {
        var hash = new HashCode();
        var address = http.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        if (address is not null)
            hash.AddBytes(Octets(address));
        return (ushort)hash.ToHashCode();
    }

    private static ReadOnlySpan<byte> Octets(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? address.GetAddressBytes().AsSpan(0, 8) : address.GetAddressBytes();
}
