using System.Text;
using CsCheck;

namespace MerkleLog.Tests;

public class Tiles
{
    [Fact]
    public async Task Of_every_tree_in_the_vectors_have_the_same_bytes_under_the_same_paths()
    {
        var log = new TileStore();
        foreach (var @case in Vectors.Cases("tiles").Where(@case => @case.TryGetProperty("tree_size", out _)).OrderBy(@case => @case.Count("tree_size")))
        {
            var size = @case.Count("tree_size");
            await log.AppendAsync((int)(size - log.Frontier.TreeSize));
            var paths = Tile.OfTree(size).Select(tile => tile.Path).ToHashSet();
            foreach (var expected in @case.GetProperty("tiles").EnumerateArray())
            {
                Assert.Contains(expected.Text("path"), paths);
                Assert.True(Tile.TryParsePath(expected.Text("path"), out var tile));
                Assert.Equal(expected.Count("bytes"), log.Tiles[tile].Length);
                Assert.Equal(expected.Hex("sha256_hex"), Hash.Sha256(log.Tiles[tile].Span).ToArray());
            }
            if (size <= 600)
                Assert.Equal(@case.GetProperty("tiles").GetArrayLength(), paths.Count);
            Assert.All(Tile.OfTree(size), tile => Assert.True(log.Tiles.ContainsKey(tile), tile.Path));
        }
    }

    [Fact]
    public void Write_their_index_as_the_vectors_do()
    {
        foreach (var @case in Vectors.Cases("tiles").Where(@case => @case.TryGetProperty("encoded", out _)))
        {
            var tile = new Tile(3, @case.Count("tile_index"), 256);
            Assert.Equal("tile/3/" + @case.Text("encoded"), tile.Path);
            Assert.Equal("tile/entries/" + @case.Text("encoded") + ".p/7", EntryBundle.Path(@case.Count("tile_index"), 7));
        }
    }

    [Fact]
    public void Are_found_again_from_their_path() =>
        Gen.Select(Gen.Int[0, Tile.MaximumLevel], Gen.Long[0, long.MaxValue], Gen.Int[1, Tile.FullWidth]).Sample((level, index, width) =>
        {
            var tile = new Tile(level, index, width);
            Assert.True(Tile.TryParsePath(tile.Path, out var read), tile.Path);
            Assert.Equal(tile, read);
            Assert.True(EntryBundle.TryParsePath(EntryBundle.Path(index, width), out var entriesIndex, out var entriesWidth));
            Assert.Equal((index, width), (entriesIndex, entriesWidth));
        });

    [Theory]
    [InlineData("")]
    [InlineData("tile/")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/000")]
    [InlineData("tile/0/x001/x000")]
    [InlineData("tile/0/x001000")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p/1/")]
    [InlineData("tile/0/../000")]
    [InlineData("tile/0/٠٠٠")]
    [InlineData("tile/0/x009/x223/x372/x036/x854/x775/808")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/entries/000")]
    [InlineData("tile/0/000\n")]
    public void Have_one_path_only(string path) => Assert.False(Tile.TryParsePath(path, out _));

    [Fact]
    public Task Are_written_only_where_a_batch_changes_them() =>
        Gen.Int[0, 700].Array[1, 6].SampleAsync(async batches =>
        {
            var log = new TileStore();
            foreach (var count in batches)
            {
                var before = log.Tiles.Keys.ToHashSet();
                var written = await log.AppendAsync(count);
                Assert.Equal(written.Count, written.Select(data => data.Tile).Distinct().Count());
                Assert.DoesNotContain(written, data => before.Contains(data.Tile));
                Assert.All(Tile.OfTree(log.Frontier.TreeSize), tile => Assert.True(log.Tiles.ContainsKey(tile), tile.Path));
                log.Prune();
                Assert.Equal(Tile.OfTree(log.Frontier.TreeSize).ToHashSet(), log.Tiles.Keys.ToHashSet());
                Assert.Equal(log.Frontier.Root(), await TiledTree.RootAsync(log.ReadAsync, log.Frontier.TreeSize));
            }
        }, iter: 30);

    [Fact]
    public async Task Of_an_older_tree_are_read_from_wider_ones_once_those_replace_them()
    {
        var log = await TileStore.WithAsync(300);
        var root = log.Frontier.Root();
        await log.AppendAsync(300);
        log.Prune();
        Assert.Equal(root, await TiledTree.RootAsync(log.ReadAsync, 300));
        Assert.True((await TiledTree.ProveInclusionAsync(log.ReadAsync, 299, 300)).Verify(TreeHash.OfLeaf(TileStore.Leaf(299)), root));
    }

    [Fact]
    public void Are_whole_hashes_and_at_least_as_wide_as_asked_for()
    {
        var tile = new Tile(0, 0, 2);
        Assert.Equal([TreeHash.Empty, default], tile.Hashes(Tile.Bytes([TreeHash.Empty, default, TreeHash.Empty])));
        foreach (var length in new[] { 0, 32, 63, 65, 97, 8192 + 32 })
            Assert.Throws<FormatException>(() => tile.Hashes(new byte[length]));
    }

    [Fact]
    public void Of_entries_hold_what_was_put_in() =>
        Gen.Byte.Array[0, 300].Array[0, Tile.FullWidth].Sample(entries =>
        {
            var bundle = EntryBundle.Encode([.. entries.Select(entry => new ReadOnlyMemory<byte>(entry))]);
            Assert.True(EntryBundle.TryDecode(bundle, entries.Length, out var read));
            Assert.True(entries.Zip(read).All(pair => pair.Second.Span.SequenceEqual(pair.First)));
            Assert.False(EntryBundle.TryDecode(bundle, entries.Length + 1, out _));
            Assert.False(EntryBundle.TryDecode((byte[])[.. bundle, 0], entries.Length, out _));
            if (bundle.Length > 0)
                Assert.False(EntryBundle.TryDecode(bundle.AsMemory(0, bundle.Length - 1), entries.Length, out _));
        }, iter: 50);

    [Fact]
    public void Of_entries_are_bounded()
    {
        Assert.Equal("0005" + Convert.ToHexString(Encoding.ASCII.GetBytes("entry")), Convert.ToHexString(EntryBundle.Encode(["entry"u8.ToArray()])));
        Assert.Throws<ArgumentException>(() => EntryBundle.Encode([new byte[65_536]]));
        Assert.Throws<ArgumentException>(() => EntryBundle.Encode([.. new ReadOnlyMemory<byte>[257]]));
    }
}
