using System.Net;
using System.Net.Http.Headers;
using MerkleLog;

namespace Verifier.Sources;

/// <summary>A log over HTTP as c2sp.org/tlog-tiles defines it: checkpoint, tiles and entries, and no rows.</summary>
public sealed class HttpSource : ILedgerSource, IDisposable
{
    private const int MaximumBundle = Tile.FullWidth * (sizeof(ushort) + ushort.MaxValue);

    private readonly HttpClient client;
    private readonly string prefix;

    /// <summary>Opens a log.</summary>
    /// <param name="log">The log's address: its checkpoint lies below it.</param>
    /// <param name="bearerToken">The token for the entries; null for none.</param>
    /// <exception cref="LedgerUnreadableException">The address is none that may be used: it is not https, nor on this machine.</exception>
    public HttpSource(Uri log, string? bearerToken)
    {
        if (log.Scheme != Uri.UriSchemeHttps && !(log.Scheme == Uri.UriSchemeHttp && log.IsLoopback))
            throw new LedgerUnreadableException("The address must begin with https://, unless it is on this machine.");
        if (log.Query.Length > 0 || log.Fragment.Length > 0 || log.UserInfo.Length > 0)
            throw new LedgerUnreadableException("The address of a log has no query, no fragment and no user name.");
        prefix = log.AbsoluteUri.TrimEnd('/') + "/";
        // A redirect could lead the token, or the auditor, to somebody else.
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None })
        {
            Timeout = TimeSpan.FromSeconds(60),
        };
        if (bearerToken is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearerToken);
    }

    /// <inheritdoc/>
    public LedgerParts Parts => LedgerParts.None;

    /// <inheritdoc/>
    public ValueTask<LedgerManifest?> ManifestAsync(CancellationToken cancellationToken) => new((LedgerManifest?)null);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> CheckpointAsync(CancellationToken cancellationToken) =>
        await GetAsync("checkpoint", SignedNote.MaximumLength, cancellationToken)
            ?? throw new LedgerUnreadableException("There is no checkpoint at this address (404): it is not that of a log.");

    /// <inheritdoc/>
    public IAsyncEnumerable<StatedKey?> KeysAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<StatedKey?>();

    /// <inheritdoc/>
    public IAsyncEnumerable<StatedCheckpoint?> CheckpointsAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<StatedCheckpoint?>();

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> TileAsync(Tile tile, CancellationToken cancellationToken) =>
        await GetAsync(tile.Path, Tile.FullWidth * Hash.Length, cancellationToken)
            // A log may drop a partial tile once the full one is there.
            ?? (tile.IsFull ? null : await GetAsync((tile with { Width = Tile.FullWidth }).Path, Tile.FullWidth * Hash.Length, cancellationToken));

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> EntriesAsync(long index, int width, CancellationToken cancellationToken) =>
        await GetAsync(EntryBundle.Path(index, width), MaximumBundle, cancellationToken)
            ?? (width == Tile.FullWidth ? null : await GetAsync(EntryBundle.Path(index, Tile.FullWidth), MaximumBundle, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<RowPage> RowsAsync(long page, CancellationToken cancellationToken) => new(RowPage.Empty);

    /// <inheritdoc/>
    public ValueTask<long> RowPagesAsync(CancellationToken cancellationToken) => new(0);

    /// <inheritdoc/>
    public IAsyncEnumerable<UnsealedRow?> UnsealedAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<UnsealedRow?>();

    /// <inheritdoc/>
    public IAsyncEnumerable<Anchor> AnchorsAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<Anchor>();

    /// <inheritdoc/>
    public IAsyncEnumerable<ValueRow?> ValuesAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<ValueRow?>();

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string path, int limit, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(prefix + path), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.NotFound)
                return null;
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new LedgerUnreadableException($"{path}: {Sentence(answer)}");
            if (answer.Content.Headers.ContentLength > limit)
                throw new LedgerUnreadableException($"{path}: the answer has {answer.Content.Headers.ContentLength} bytes; {limit} is the most there can be.");
            return await ReadAsync(path, await answer.Content.ReadAsStreamAsync(cancellationToken), limit, cancellationToken);
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            throw new LedgerUnreadableException($"{path}: the host cannot be reached, or broke off: {failed.Message}", failed);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LedgerUnreadableException($"{path}: no answer within {client.Timeout.TotalSeconds} seconds.", late);
        }
    }

    /// <summary>Reads no more than the limit, whatever length was announced.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(string path, Stream stream, int limit, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (bytes.Length + read > limit)
                throw new LedgerUnreadableException($"{path}: the answer is longer than {limit} bytes, the most there can be.");
            bytes.Write(buffer, 0, read);
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static string Sentence(HttpResponseMessage answer) => (int)answer.StatusCode switch
    {
        >= 300 and < 400 => $"the host points to another address ({answer.Headers.Location}), which is not followed; if it is right, name it.",
        401 or 403 => $"the host asks for a token that may read this ({(int)answer.StatusCode}); name the environment variable that holds it with --token-env.",
        var status => $"the host answered {status}.",
    };
}
