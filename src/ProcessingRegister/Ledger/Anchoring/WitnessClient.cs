using System.Globalization;
using System.Net;
using System.Text;
using MerkleLog;

namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>What came of showing a checkpoint to a witness.</summary>
public enum WitnessOutcome
{
    /// <summary>It cosigned, and the cosignature was verified.</summary>
    Cosigned,

    /// <summary>It has cosigned a larger tree of this log than the one that it was shown. If that was our largest, our log was rolled back.</summary>
    Ahead,

    /// <summary>It holds a tree of this log that ours does not continue.</summary>
    NotConsistent,

    /// <summary>It does not want our log, or our signature.</summary>
    Refused,

    /// <summary>It did not answer.</summary>
    Unreachable,

    /// <summary>It answered what the protocol does not know, or with a signature that is not its own.</summary>
    BadAnswer,
}

/// <summary>What a witness answered.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Cosignature">Its signature line, only with <see cref="WitnessOutcome.Cosigned"/>.</param>
/// <param name="Size">The size that it says it cosigned last, where it said so.</param>
public sealed record WitnessResult(WitnessOutcome Outcome, NoteSignature? Cosignature = null, long? Size = null);

/// <summary>A witness, c2sp.org/tlog-witness, as a log sees it.</summary>
public sealed class WitnessClient(OutgoingHttp http, WitnessSettings witness)
{
    /// <summary>How often a witness may tell another size, as it does when others show it checkpoints too, before it is left for later.</summary>
    private const int Attempts = 3;

    private const string SizeType = "text/x.tlog.size";

    /// <summary>The name of the witness's key.</summary>
    public string Name => witness.Key.Name;

    /// <summary>Shows a checkpoint, with the proof that it continues what the witness cosigned last.</summary>
    /// <param name="note">The checkpoint as the log signed it.</param>
    /// <param name="tiles">Tiles of the log, at least as large as the checkpoint.</param>
    /// <param name="believedSize">The size that the witness is believed to have cosigned last; 0 if nothing is known.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="FormatException">The note is not a checkpoint, or a tile is missing.</exception>
    public async Task<WitnessResult> SubmitAsync(SignedNote note, TileReader tiles, long believedSize, CancellationToken ct)
    {
        if (!Checkpoint.TryParse(note.Text, out var checkpoint))
            throw new FormatException("Only checkpoints are shown to a witness.");
        var oldSize = Math.Min(believedSize, checkpoint.TreeSize);
        long? told = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var proof = await TiledTree.ProveConsistencyAsync(tiles, oldSize, checkpoint.TreeSize, ct);
            var request = new AddCheckpointRequest(oldSize, proof.Hashes, note);
            var answer = await http.PostAsync(OutgoingHttp.Below(witness.Url, "add-checkpoint"), request.ToBytes(), "application/octet-stream", ct);
            switch (answer?.Status)
            {
                case null:
                    return new WitnessResult(WitnessOutcome.Unreachable);
                case HttpStatusCode.OK:
                    return Cosigned(note, answer.Body);
                case HttpStatusCode.Conflict when SizeOf(answer) is { } size && size != oldSize:
                    if (size > checkpoint.TreeSize)
                        return new WitnessResult(WitnessOutcome.Ahead, Size: size);
                    told = oldSize = size;
                    break;
                case HttpStatusCode.UnprocessableEntity:
                    return new WitnessResult(WitnessOutcome.NotConsistent, Size: oldSize);
                case HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Unauthorized:
                    return new WitnessResult(WitnessOutcome.Refused);
                case >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests:
                    return new WitnessResult(WitnessOutcome.Unreachable);
                default:
                    return new WitnessResult(WitnessOutcome.BadAnswer);
            }
        }

        return new WitnessResult(WitnessOutcome.Unreachable, Size: told);
    }

    /// <summary>The checkpoint that the witness cosigned last of this log.</summary>
    /// <returns>The note, not yet verified; <c>null</c> when there is none or the witness does not say.</returns>
    public async Task<SignedNote?> LastAsync(string origin, CancellationToken ct)
    {
        var answer = await http.GetAsync(OutgoingHttp.Below(witness.Url, $"{OriginHash(origin)}/checkpoint"), ct);
        return answer?.Status == HttpStatusCode.OK && SignedNote.TryParse(answer.Body, out var note) ? note : null;
    }

    /// <summary>The name of a log in paths: SHA-256 of its origin in lower-case hexadecimal.</summary>
    public static string OriginHash(string origin) => Convert.ToHexStringLower(Hash.Sha256(Encoding.UTF8.GetBytes(origin)).AsSpan());

    private WitnessResult Cosigned(SignedNote note, byte[] lines)
    {
        // Behind the text, the answer is a note of its own; lines of keys that we do not know are ignored.
        var ours = SignedNote.TryParse([.. Encoding.UTF8.GetBytes(note.Text), (byte)'\n', .. lines], out var answered)
            && answered.TryVerify([witness.Key], out var verified) && verified.Count > 0 ? verified[^1].Signature : null;
        return ours is null ? new WitnessResult(WitnessOutcome.BadAnswer) : new WitnessResult(WitnessOutcome.Cosigned, ours);
    }

    private static long? SizeOf(OutgoingAnswer answer) =>
        answer.Type == SizeType && answer.Body is [.. var digits, (byte)'\n']
        && digits.Length is > 0 and <= 19 && digits.All(digit => digit is >= (byte)'0' and <= (byte)'9') && (digits[0] != '0' || digits.Length == 1)
        && long.TryParse(digits, CultureInfo.InvariantCulture, out var size) ? size : null;
}
