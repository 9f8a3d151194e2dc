using MerkleLog;
using Verifier.Checks;

namespace Verifier.Command;

/// <summary><c>verifier receipt</c>: one event's receipt, offline.</summary>
internal static class ReceiptCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, CancellationToken cancellationToken)
    {
        var arguments = new Arguments(words, ["--key", "--witness", "--quorum"], []);
        var keys = TrustArguments.Keys(arguments, "--key");
        if (keys.IsEmpty)
            throw new UsageException("A receipt is verified under the log's key: --key.");
        var witnesses = TrustArguments.Keys(arguments, "--witness");
        var policy = TrustArguments.Policy(keys, witnesses, arguments.Number("--quorum", witnesses.Length));
        if (!LogProof.TryParse(TrustArguments.Bytes("receipt", arguments.Target), out var proof))
            throw new UsageException($"{arguments.Target} is not a receipt (c2sp.org/tlog-proof).");
        if (proof.Extra.IsEmpty)
            throw new UsageException($"{arguments.Target} does not contain the entry that it proves.");
        var verdict = proof.Verify(TreeHash.OfLeaf(proof.Extra.AsSpan()), policy);
        if (verdict.Checkpoint is not { } checkpoint)
        {
            await output.WriteLineAsync($"failed: {CheckpointCheck.Sentence(verdict.Fault)}".AsMemory(), cancellationToken);
            return ExitCode.Failed;
        }
        var place = $"leaf {proof.LeafIndex} of {checkpoint.TreeSize} in the log {Printable(checkpoint.Origin)}";
        await output.WriteLineAsync($"passed: this entry is {place}".AsMemory(), cancellationToken);
        foreach (var cosignature in verdict.Cosignatures)
            await output.WriteLineAsync($"cosigned by {Printable(cosignature.Witness.Name)} at {cosignature.At:yyyy-MM-dd HH:mm:ss} UTC".AsMemory(), cancellationToken);
        await output.WriteAsync(Description(proof).AsMemory(), cancellationToken);
        return ExitCode.Passed;
    }

    private static string Description(LogProof proof) => !Entry.TryParse(proof.Extra.AsSpan(), out var entry)
        ? "The leaf is not an entry of this format; its bytes were proven all the same.\n"
        : $"""
            event     {entry.Id:D}
            type      {Printable(entry.Type)}{(entry.Type == Entry.Unattributed ? "  (the application did not write it)" : "")}
            recorded  {CanonicalInstant.Text(entry.At)}
            stream    {entry.Stream:D}, version {entry.Version}
            number    {entry.Sequence}
            tenant    {Printable(entry.Tenant)}
            commit    {entry.Commit}
            head      {entry.Head}
            mac       {entry.Mac}

            """;

    /// <summary>Text of the receipt without what a terminal would obey.</summary>
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
