using CsCheck;
using Verifier.Checks;
using Verifier.Tests.Samples;

namespace Verifier.Tests;

public sealed class An_external_sort : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Answers_what_sorting_in_memory_answers() => Gen.Long.Array[0, 3000].Sample(items =>
    {
        using var sort = new ExternalSort<long>(directory.Path, capacity: 7);
        foreach (var item in items)
            sort.Add(item);
        return sort.Sorted().SequenceEqual(items.Order());
    }, iter: 20);

    [Fact]
    public void Writes_to_files_of_its_own_that_are_gone_afterwards()
    {
        using (var sort = new ExternalSort<long>(directory.Path, capacity: 1000))
        {
            for (var i = 0; i < 5000; i++)
                sort.Add(i);
            var files = Directory.GetFiles(directory.Path);
            Assert.NotEmpty(files);
            foreach (var file in files)
            {
                if (!OperatingSystem.IsWindows())
                    Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
        Assert.Empty(Directory.GetFiles(directory.Path));
    }
}
