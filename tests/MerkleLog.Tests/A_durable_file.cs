namespace MerkleLog.Tests;

public sealed class A_durable_file : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("durable-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Takes_the_place_of_another_and_leaves_nothing_beside()
    {
        var path = Path.Combine(folder, "head");
        DurableFile.Replace(path, "one"u8);
        DurableFile.Replace(path, "two"u8);
        Assert.Equal("two", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void Is_always_one_whole_content_while_many_replace_it()
    {
        var path = Path.Combine(folder, "head");
        DurableFile.Replace(path, new byte[5_000]);
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            DurableFile.Replace(path, Enumerable.Repeat((byte)i, 5_000).ToArray());
            var read = File.ReadAllBytes(path);
            Assert.Equal(5_000, read.Length);
            Assert.Single(read.Distinct());
        });
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void That_is_there_already_is_not_created_again()
    {
        var path = Path.Combine(folder, "1.checkpoint");
        DurableFile.Create(path, "one"u8, UnixFileMode.UserRead);
        Assert.Throws<IOException>(() => DurableFile.Create(path, "two"u8, UnixFileMode.UserRead));
        Assert.Equal("one", File.ReadAllText(path));
    }

    [Fact]
    public void Has_the_rights_it_was_made_with()
    {
        if (OperatingSystem.IsWindows())
            return;
        var (secret, open, fixedForEver) = (Path.Combine(folder, "key"), Path.Combine(folder, "head"), Path.Combine(folder, "1.checkpoint"));
        DurableFile.Replace(secret, "x"u8, isSecret: true);
        DurableFile.Replace(open, "x"u8);
        DurableFile.Create(fixedForEver, "x"u8, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(secret));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(open) & (UnixFileMode.OtherWrite | UnixFileMode.GroupWrite));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(fixedForEver) & (UnixFileMode.UserWrite | UnixFileMode.OtherWrite));
    }

    [Fact]
    public void Whose_folder_is_not_there_is_not_written() =>
        Assert.ThrowsAny<IOException>(() => DurableFile.Replace(Path.Combine(folder, "missing", "head"), "x"u8));
}
