using MerkleLog;
using ProcessingRegister.Ledger.Anchoring;
using Xunit;

namespace ProcessingRegister.Tests.Ledger.Anchoring;

public sealed class A_write_once_folder : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("write-once-");
    private readonly LogInMemory log = new(300);

    public void Dispose() => directory.Delete(recursive: true);

    private WriteOnceFolder Folder => new(directory.FullName);

    private string[] Files => Directory.GetFiles(directory.FullName, "*", SearchOption.AllDirectories);

    [Fact]
    public void Tells_its_checkpoints_from_the_largest_on()
    {
        foreach (var size in new[] { 9, 100, 20 })
            Assert.NotNull(Folder.Add(log.Checkpoint(size)));
        Assert.Equal([100, 20, 9], Folder.NewestFirst(log.Origin).Select(note => Checkpoint.TryParse(note.Text, out var c) ? c.TreeSize : -1));
        Assert.Empty(Folder.NewestFirst("elsewhere.example"));
    }

    [Fact]
    public void Has_files_that_nobody_is_to_write()
    {
        Folder.Add(log.Checkpoint(9));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Files.Single()) & (UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
    }

    [Fact]
    public void Takes_a_checkpoint_again_and_never_another_of_its_size()
    {
        var name = Folder.Add(log.Checkpoint(9));
        Assert.Equal(name, Folder.Add(log.Checkpoint(9)));
        Assert.Null(Folder.Add(log.Forked(from: 5, size: 9).Checkpoint(9)));
        Assert.Single(Files);
    }

    [Fact]
    public void Goes_on_beside_a_file_that_a_crash_left_torn()
    {
        Folder.Add(log.Checkpoint(9));
        var torn = Files.Single();
        File.Delete(torn);
        File.WriteAllText(torn, log.Checkpoint(9).ToString()[..20]);
        Assert.NotEqual(Path.GetFileName(torn), Folder.Add(log.Checkpoint(9)));
        Assert.Equal(log.Checkpoint(9), Assert.Single(Folder.NewestFirst(log.Origin)));
    }

    [Fact]
    public void Keeps_stamps_beside_their_checkpoints()
    {
        Folder.Add(log.Checkpoint(9));
        Folder.AddStamp(log.Head(9), [1, 2, 3]);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Files.Single(file => file.EndsWith(".tsr", StringComparison.Ordinal))));
        Assert.Single(Folder.NewestFirst(log.Origin));
    }
}
