using System.Text;
using ProcessingRegister.Reading;
using Xunit;

namespace ProcessingRegister.Tests.Reading;

public class Tables_as_csv
{
    private static async Task<string> Written(params string?[] cells)
    {
        using var stream = new MemoryStream();
        await Csv.WriteAsync(stream, [new Column<string?>("first", cell => cell), new Column<string?>("second", _ => "x")], cells.ToAsyncEnumerable(), default);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Fact]
    public async Task Begin_with_their_headings_and_end_lines_as_RFC_4180_says() => Assert.Equal("first,second\r\na,x\r\n,x\r\n", await Written("a", null));

    [Fact]
    public async Task Consist_of_headings_alone_when_there_are_no_rows() => Assert.Equal("first,second\r\n", await Written());

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData("Ærø Åsgård", "Ærø Åsgård")]
    [InlineData("a-b=c@d+e", "a-b=c@d+e")]
    public async Task Quote_what_needs_quotes_and_nothing_else(string cell, string written) => Assert.Equal($"first,second\r\n{written},x\r\n", await Written(cell));

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.org\")")]
    [InlineData("+47")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    public async Task Neutralise_what_a_spreadsheet_would_run(string cell) =>
        Assert.Equal($"first,second\r\n\"'{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\",x\r\n", await Written(cell));

    [Fact]
    public async Task Are_written_without_a_byte_order_mark_and_without_one_synchronous_write()
    {
        using var stream = new AsynchronousOnly();
        var cell = new string('ø', 100_000);
        await Csv.WriteAsync(stream, [new Column<int>("first", _ => cell)], Enumerable.Range(0, 20).ToAsyncEnumerable(), default);

        Assert.Equal("first"u8.ToArray(), stream.Written.ToArray()[..5]);
        Assert.Equal(("first\r\n".Length + (20 * ((2 * cell.Length) + 2))), stream.Written.Length);
    }

    [Fact]
    public async Task Write_nothing_when_the_first_row_cannot_be_read()
    {
        using var stream = new MemoryStream();
        await Assert.ThrowsAsync<InvalidDataException>(() => Csv.WriteAsync(stream, [new Column<int>("first", _ => "")], Failing(), default));
        Assert.Equal(0, stream.Length);

        static async IAsyncEnumerable<int> Failing()
        {
            await Task.Yield();
            if (DateTime.MinValue.Year == 1)
                throw new InvalidDataException();
            yield return 1;
        }
    }

    // As the server's response body: whoever writes synchronously holds a thread while a slow client reads.
    private sealed class AsynchronousOnly : Stream
    {
        public MemoryStream Written { get; } = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Written.WriteAsync(buffer, offset, count, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => Written.WriteAsync(buffer, cancellationToken);
    }
}
