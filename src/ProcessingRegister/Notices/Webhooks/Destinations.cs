using System.Net;
using System.Net.Sockets;

namespace ProcessingRegister.Notices.Webhooks;

/// <summary>A webhook would go where nothing is sent.</summary>
internal sealed class ForbiddenDestinationException() : IOException("The address is in a network that webhooks are not sent to.");

/// <summary>
/// Where webhooks may go: to public addresses, and to the networks that the operator allows. A customer names an address; this program, which stands
/// inside the operator's network, must not be made to call the operator's own machines (server-side request forgery).
/// </summary>
public static class Destinations
{
    // IANA's special-purpose registries (RFC 6890), as far as their blocks are not globally reachable, and multicast.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Of version 6 only what is allocated as global unicast, without the blocks of it that carry an address of version 4 or are for documents.
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialWithinGlobal = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    /// <summary>Whether a webhook may go to an address: without TLS only where the operator says so.</summary>
    public static bool May(IPAddress address, bool underTls, IReadOnlyList<IPNetwork> allowed)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return allowed.Any(network => network.Contains(address)) || (underTls && (address.AddressFamily == AddressFamily.InterNetwork
            ? !Special.Any(network => network.Contains(address))
            : Global.Contains(address) && !SpecialWithinGlobal.Any(network => network.Contains(address))));
    }

    /// <summary>
    /// Connects to the very address that was looked at: a name that is resolved once to be checked and again to be used can change in between.
    /// </summary>
    /// <exception cref="ForbiddenDestinationException">No address of the name may be called.</exception>
    internal static async ValueTask<Stream> ConnectAsync(DnsEndPoint endpoint, bool underTls, IReadOnlyList<IPNetwork> allowed, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(endpoint.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(endpoint.Host, ct);
        // One that is forbidden forbids all: a name that leads both inside and outside is not meant well.
        if (addresses.Length == 0 || !addresses.All(address => May(address, underTls, allowed)))
            throw new ForbiddenDestinationException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, endpoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
