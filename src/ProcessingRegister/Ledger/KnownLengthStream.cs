namespace ProcessingRegister.Ledger;

/// <summary>Chunks as a stream whose length is known before the first is read, as the head of a file in an archive demands.</summary>
internal sealed class KnownLengthStream(long length, IAsyncEnumerable<ReadOnlyMemory<byte>> chunks) : Stream
{
    private readonly IAsyncEnumerator<ReadOnlyMemory<byte>> source = chunks.GetAsyncEnumerator();
    private ReadOnlyMemory<byte> rest;
    private long position;

    public override bool CanRead => true;

    // Whoever asks for the length asks this first; nothing is sought.
    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => position; set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">There is more or less than was announced.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (rest.IsEmpty && await source.MoveNextAsync())
            rest = source.Current;
        var read = Math.Min(rest.Length, buffer.Length);
        if ((read == 0 && buffer.Length > 0 && position != length) || position + read > length)
            throw new InvalidDataException("A file of the archive changed while it was written.");
        rest[..read].CopyTo(buffer);
        rest = rest[read..];
        position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await base.DisposeAsync();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only asynchronous reading is supported.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();
}
