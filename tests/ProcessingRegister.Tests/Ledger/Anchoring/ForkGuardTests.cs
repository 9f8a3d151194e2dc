using CsCheck;
using MerkleLog;
using ProcessingRegister.Ledger.Anchoring;
using Xunit;

namespace ProcessingRegister.Tests.Ledger.Anchoring;

public sealed class A_log_against_what_is_known_of_it
{
    private static readonly LogInMemory Log = new(300);

    private static KnownHead Head(LogInMemory log, int size) => new("witness.example/1", size, log.Root(size), log.Checkpoint(size));

    private static Task<KnownHead?> ContradictionAsync(LogInMemory log, int size, params KnownHead[] heads) =>
        ForkGuard.ContradictionAsync(size, log.Root(size), log.ReadAsync, heads, default);

    [Fact]
    public Task Goes_on_from_every_head_of_its_own() => Gen.Select(Gen.Int[0, 300], Gen.Int[0, 300]).SampleAsync(async (a, b) =>
        Assert.Null(await ContradictionAsync(Log, Math.Max(a, b), Head(Log, Math.Min(a, b)), Head(Log, Math.Max(a, b)))));

    [Fact]
    public Task Does_not_go_on_from_a_larger_one() => Gen.Select(Gen.Int[0, 299], Gen.Int[1, 300]).Where((a, b) => a < b).SampleAsync(async (size, known) =>
        Assert.Equal(Head(Log, known), await ContradictionAsync(Log, size, Head(Log, 0), Head(Log, known))));

    [Fact]
    public Task Does_not_go_on_from_another_history_of_any_size() => Gen.Select(Gen.Int[0, 298], Gen.Int[1, 300], Gen.Int[1, 300])
        .Where((from, known, size) => from < known && known <= size).SampleAsync(async (from, known, size) =>
        {
            var head = Head(Log.Forked(from, known), known);
            Assert.Equal(head, await ContradictionAsync(Log, size, Head(Log, from), head));
        });

    [Fact]
    public async Task Is_larger_than_a_size_that_was_only_told()
    {
        var told = new KnownHead("witness.example/1", 200, null, null);
        Assert.Null(await ContradictionAsync(Log, 200, told));
        Assert.Equal(told, await ContradictionAsync(Log, 199, told));
    }

    [Fact]
    public void Takes_a_head_only_with_the_signature_of_its_own_key()
    {
        VerifierKey[] keys = [Log.Key.VerifierKey];
        Assert.NotNull(KnownHeads.Verified("x", Log.Checkpoint(9), Log.Origin, keys));
        Assert.Null(KnownHeads.Verified("x", null, Log.Origin, keys));
        Assert.Null(KnownHeads.Verified("x", new LogInMemory(9).Checkpoint(9), Log.Origin, keys));
        Assert.Null(KnownHeads.Verified("x", Log.Checkpoint(9), "elsewhere.example", keys));
    }
}
