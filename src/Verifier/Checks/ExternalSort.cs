using System.Runtime.InteropServices;

namespace Verifier.Checks;

/// <summary>
/// Sorts any number of items in bounded memory: full buffers are sorted and written to temporary files, which only this user can read and which are
/// gone when it is disposed, and merged at the end.
/// </summary>
internal sealed class ExternalSort<T>(string directory, int capacity = ExternalSort<T>.DefaultCapacity) : IDisposable
    where T : unmanaged, IComparable<T>
{
    private const int DefaultCapacity = 1 << 17;

    // So many runs are merged at once, each with one reading buffer.
    private const int MaximumRuns = 16;
    private const int ReadItems = 2048;

    // Runs of one tier are of about one length; a full tier becomes one run of the next, so every item is rewritten only once for each tier.
    private readonly List<List<FileStream>> tiers = [];
    private T[] buffer = [];
    private int count;

    public void Add(T item)
    {
        if (count == buffer.Length)
            MakeRoom();
        buffer[count++] = item;
    }

    /// <summary>All items in ascending order; nothing can be added any more.</summary>
    public IEnumerable<T> Sorted()
    {
        buffer.AsSpan(0, count).Sort();
        var runs = tiers.SelectMany(tier => tier).Select(Read).Append(buffer.Take(count));
        return Merge([.. runs]);
    }

    public void Dispose()
    {
        foreach (var run in tiers.SelectMany(tier => tier))
            run.Dispose();
        tiers.Clear();
    }

    private void MakeRoom()
    {
        if (buffer.Length < capacity)
        {
            Array.Resize(ref buffer, Math.Min(capacity, Math.Max(256, buffer.Length * 2)));
            return;
        }
        buffer.AsSpan().Sort();
        AddRun(0, buffer);
        count = 0;
    }

    private void AddRun(int tier, IEnumerable<T> items)
    {
        if (tier == tiers.Count)
            tiers.Add([]);
        tiers[tier].Add(Write(items));
        if (tiers[tier].Count < MaximumRuns)
            return;
        var full = tiers[tier];
        tiers[tier] = [];
        AddRun(tier + 1, Merge([.. full.Select(Read)]));
        foreach (var run in full)
            run.Dispose();
    }

    private FileStream Write(IEnumerable<T> items)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(directory, $"verifier-{Guid.NewGuid():N}.run"), options);
        foreach (var chunk in items.Chunk(ReadItems))
            file.Write(MemoryMarshal.AsBytes(chunk.AsSpan()));
        return file;
    }

    private static IEnumerable<T> Read(FileStream run)
    {
        run.Position = 0;
        var items = new T[ReadItems];
        while (true)
        {
            var read = Fill(run, items);
            if (read == 0)
                yield break;
            for (var i = 0; i < read; i++)
                yield return items[i];
        }
    }

    /// <summary>Reads as many items as fit or are left.</summary>
    private static int Fill(FileStream run, T[] items)
    {
        var bytes = MemoryMarshal.AsBytes(items.AsSpan());
        return run.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) / (bytes.Length / items.Length);
    }

    private static IEnumerable<T> Merge(IReadOnlyList<IEnumerable<T>> runs)
    {
        if (runs.Count == 1)
        {
            foreach (var item in runs[0])
                yield return item;
            yield break;
        }
        var heads = new PriorityQueue<IEnumerator<T>, T>();
        foreach (var run in runs)
            Requeue(run.GetEnumerator());
        while (heads.TryDequeue(out var next, out var item))
        {
            yield return item;
            Requeue(next);
        }

        void Requeue(IEnumerator<T> run)
        {
            if (run.MoveNext())
                heads.Enqueue(run, run.Current);
            else
                run.Dispose();
        }
    }
}
