using System.Text;
using MerkleLog;

namespace Verifier.Tests.Witnessing;

public sealed class A_witness : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("witness-").FullName;

    private readonly Log log = new("ledger.example/tenant-a", 40);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<WitnessProcess> StartAsync() => WitnessProcess.StartAsync(folder, log.Key.VerifierKey);

    [Fact]
    public async Task Cosigns_what_continues_and_says_what_it_cosigned_last()
    {
        await using var witness = await StartAsync();
        Assert.Null(await witness.LastAsync(log));
        foreach (var (old, size) in new[] { (0, 0), (0, 7), (7, 7), (7, 40) })
        {
            var request = log.Request(old, size);
            var (status, body, _) = await witness.AddAsync(request);
            Assert.Equal(200, status);
            // As a log does it: behind its own checkpoint the line is one of the note's signatures.
            Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(request.Checkpoint + body), out var note));
            Assert.True(new CheckpointPolicy([log.Key.VerifierKey], [witness.Key], 1).Verify(note).IsAccepted);
            Assert.Equal(new Checkpoint(log.Origin, size, log.Root(size)), await witness.LastAsync(log));
        }
        Assert.Equal($"{witness.Key}\n", await witness.Client.GetStringAsync("/key"));
    }

    [Fact]
    public async Task Refuses_with_the_status_that_the_specification_names()
    {
        await using var witness = await StartAsync();
        Assert.Equal(200, (await witness.AddAsync(log.Request(0, 9))).Status);
        var sound = log.Request(9, 20);
        var stranger = new Log("elsewhere.example", 5);
        var impostor = new Log(log.Origin, 20);
        var forked = log.Forked(at: 5, size: 20);

        Assert.Equal(400, (await witness.PostAsync("old 9\n"u8.ToArray())).Status);
        Assert.Equal(400, (await witness.AddAsync(sound with { OldSize = 21 })).Status);
        Assert.Equal(404, (await witness.AddAsync(stranger.Request(0, 5))).Status);
        Assert.Equal(403, (await witness.AddAsync(impostor.Request(9, 20))).Status);
        Assert.Equal((409, "9\n", "text/x.tlog.size"), await witness.AddAsync(log.Request(0, 20)));
        Assert.Equal((409, "9\n", "text/x.tlog.size"), await witness.AddAsync(log.Request(5, 5)));
        Assert.Equal(422, (await witness.AddAsync(sound with { Proof = [] })).Status);
        Assert.Equal(422, (await witness.AddAsync(forked.Request(9, 20))).Status);
        Assert.Equal(422, (await witness.AddAsync(forked.Request(9, 9))).Status);
        Assert.Equal(413, (await witness.PostAsync(new byte[AddCheckpointRequest.MaximumLength + 1])).Status);
        Assert.Equal(new Checkpoint(log.Origin, 9, log.Root(9)), await witness.LastAsync(log));
        Assert.Equal(200, (await witness.AddAsync(sound)).Status);
    }

    [Fact]
    public async Task Keeps_the_second_history_that_a_log_signed_as_evidence()
    {
        await using var witness = await StartAsync();
        await witness.AddAsync(log.Request(0, 9));
        var second = log.Forked(at: 5, size: 9).Request(9, 9);
        Assert.Equal(422, (await witness.AddAsync(second)).Status);
        var evidence = Assert.Single(Directory.GetFiles(folder, "*.forked"));
        Assert.Equal(second.Checkpoint.ToBytes(), await File.ReadAllBytesAsync(evidence));
    }

    [Fact]
    public async Task Cosigns_one_root_of_a_size_whoever_comes_first()
    {
        await using var witness = await StartAsync();
        var histories = Enumerable.Range(0, 16).Select(i => i == 0 ? log : new Fork(log, i).Log).ToList();
        var answers = await Task.WhenAll(histories.SelectMany(history => Enumerable.Repeat(history, 4)).Select(async history =>
            (History: history, (await witness.AddAsync(history.Request(0, 12))).Status)));
        var cosigned = Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer != cosigned), answer => Assert.Equal(409, answer.Status));
        Assert.Equal(new Checkpoint(log.Origin, 12, cosigned.History.Root(12)), await witness.LastAsync(cosigned.History));
    }

    [Fact]
    public async Task Never_goes_back_while_many_ask_at_once()
    {
        await using var witness = await StartAsync();
        await witness.AddAsync(log.Request(0, 1));
        // Each goes on from where it was told that the witness stands, so that every growth is in a race with others.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var known = 1;
            while (known < 40)
            {
                var (status, body, _) = await witness.AddAsync(log.Request(known, Math.Min(40, known + 1 + i)));
                Assert.True(status is 200 or 409, $"status {status}");
                var next = status == 200 ? Math.Min(40, known + 1 + i) : int.Parse(body, System.Globalization.CultureInfo.InvariantCulture);
                Assert.True(next > known, $"{next} after {known}");
                known = next;
            }
        }));
        Assert.Equal(40, (await witness.LastAsync(log))!.TreeSize);
    }

    [Fact]
    public async Task Remembers_what_it_cosigned_after_it_was_killed()
    {
        VerifierKey key;
        await using (var witness = await StartAsync())
        {
            key = witness.Key;
            Assert.Equal(200, (await witness.AddAsync(log.Request(0, 9))).Status);
            await witness.KillAsync();
        }
        await using var again = await StartAsync();
        Assert.Equal(key, again.Key);
        Assert.Equal(new Checkpoint(log.Origin, 9, log.Root(9)), await again.LastAsync(log));
        Assert.Equal((409, "9\n", "text/x.tlog.size"), await again.AddAsync(log.Request(0, 9)));
        Assert.Equal(422, (await again.AddAsync(log.Forked(at: 5, size: 9).Request(9, 9))).Status);
        Assert.Equal(200, (await again.AddAsync(log.Request(9, 30))).Status);
    }

    [Fact]
    public async Task Killed_in_the_midst_of_its_work_has_forgotten_nothing_that_it_answered()
    {
        for (var round = 0; round < 3; round++)
        {
            var answered = 0;
            await using var witness = await StartAsync();
            var begin = (int)((await witness.LastAsync(log))?.TreeSize ?? 0);
            var asking = Task.Run(async () =>
            {
                for (var size = begin; size < 40; size++)
                {
                    if ((await witness.AddAsync(log.Request(size, size + 1))).Status == 200)
                        Volatile.Write(ref answered, size + 1);
                }
            });
            while (Volatile.Read(ref answered) < begin + 5 && !asking.IsCompleted)
                await Task.Yield();
            await witness.KillAsync();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => asking);
            await using var again = await StartAsync();
            var last = await again.LastAsync(log);
            Assert.True(last!.TreeSize >= answered);
            Assert.Equal(log.Root((int)last.TreeSize), last.RootHash);
        }
    }

    [Fact]
    public async Task Keeps_its_key_to_itself_and_its_folder_too()
    {
        await using (var witness = await StartAsync())
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "key")));
            var second = await WitnessProcess.FailAsync(folder, log.Key.VerifierKey);
            Assert.Equal(2, second.ExitCode);
            Assert.Contains("Another program", second.Said, StringComparison.Ordinal);
        }
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(Path.Combine(folder, "key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Contains("0600", (await WitnessProcess.FailAsync(folder, log.Key.VerifierKey)).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_begin_anew_when_what_it_remembers_was_spoilt()
    {
        await using (var witness = await StartAsync())
            await witness.AddAsync(log.Request(0, 9));
        var file = Directory.GetFiles(folder, "*.checkpoint").Single();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\n9\n", "\n8\n", StringComparison.Ordinal));
        var failed = await WitnessProcess.FailAsync(folder, log.Key.VerifierKey);
        Assert.Equal(2, failed.ExitCode);
        Assert.Contains("not a checkpoint that this witness cosigned", failed.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explains_how_it_is_called()
    {
        var failed = await WitnessProcess.FailAsync(folder);
        Assert.Equal(2, failed.ExitCode);
        Assert.Contains("--log VKEY", failed.Said, StringComparison.Ordinal);
    }

    /// <summary>A history of the same log that differs from every other in its number.</summary>
    private sealed record Fork(Log Origin, int Number)
    {
        public Log Log => Origin.Forked(at: 12 - (Number % 12) - 1, size: 12 + Number);
    }
}
