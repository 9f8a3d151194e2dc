namespace ProcessingRegister.Imports;

/// <summary>Reads parts one after another as one stream. Forward only, asynchronous only.</summary>
/// <param name="next">The part of this number, or <c>null</c> after the last.</param>
internal sealed class PartStream(Func<int, CancellationToken, Task<byte[]?>> next) : Stream
{
    private byte[] part = [];
    private int position;
    private int number;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (position == part.Length)
        {
            if (await next(number, cancellationToken) is not { } following)
                return 0;
            (part, position, number) = (following, 0, number + 1);
        }

        var count = Math.Min(buffer.Length, part.Length - position);
        part.AsMemory(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
