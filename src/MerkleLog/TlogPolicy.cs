using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace MerkleLog;

/// <summary>A log that a policy accepts.</summary>
/// <param name="Key">The log's key; its name is the origin.</param>
/// <param name="Url">Where the log is to be had, or null.</param>
public sealed record PolicyLog(VerifierKey Key, string? Url = null);

/// <summary>What a group or the quorum of a policy may name: a witness or a group.</summary>
/// <param name="Name">
/// The name within the policy. The format takes names as octets without meaning, so each character here is one octet (ISO 8859-1).
/// </param>
public abstract record PolicyMember(string Name);

/// <summary>A witness that a policy knows.</summary>
/// <param name="Name">The name within the policy.</param>
/// <param name="Key">The witness's key.</param>
/// <param name="Url">The witness's submission prefix, or null.</param>
public sealed record PolicyWitness(string Name, VerifierKey Key, string? Url = null) : PolicyMember(Name);

/// <summary>A group, which has witnessed a checkpoint when enough of its members have.</summary>
/// <param name="Name">The name within the policy.</param>
/// <param name="Threshold">How many members are enough, from 1 to all of them.</param>
/// <param name="Members">The names of witnesses and groups that were defined before.</param>
public sealed record PolicyGroup(string Name, int Threshold, ImmutableArray<string> Members) : PolicyMember(Name);

/// <summary>
/// Which checkpoints to rely on, c2sp.org/tlog-policy: the logs, the witnesses in their groups, and the quorum. A file is read whole or
/// refused: a line that is not understood could be the one that asks for more.
/// </summary>
public sealed class TlogPolicy
{
    /// <summary>The name of the quorum that asks for no cosignature.</summary>
    public const string NoQuorum = "none";

    /// <summary>The longest file that is read, in bytes.</summary>
    public const int MaximumLength = 262_144;

    /// <summary>The most logs, and the most witnesses and groups together; the specification asks for 32 of each.</summary>
    public const int MaximumDefinitions = 1_000;

    /// <summary>States a policy.</summary>
    /// <param name="logs">The logs that are accepted.</param>
    /// <param name="members">Witnesses and groups; a group stands behind what it names.</param>
    /// <param name="quorum">The witness or group that must have witnessed a checkpoint, or <see cref="NoQuorum"/>.</param>
    /// <exception cref="ArgumentException">The policy breaks a rule of the specification; the message says which.</exception>
    public TlogPolicy(IEnumerable<PolicyLog> logs, IEnumerable<PolicyMember> members, string quorum)
    {
        var draft = new TlogPolicyDraft();
        foreach (var log in logs)
            draft.Add(log);
        foreach (var member in members)
            draft.Add(member);
        draft.SetQuorum(quorum);
        (Logs, Members, Quorum) = ([.. draft.Logs], [.. draft.Members], quorum);
        Acceptance = new CheckpointPolicy(
            [.. Logs.Select(log => log.Key)], [.. Members.OfType<PolicyWitness>().Select(witness => witness.Key)], IsQuorum);
    }

    /// <summary>The logs, in the order of the file.</summary>
    public ImmutableArray<PolicyLog> Logs { get; }

    /// <summary>Witnesses and groups, in the order of the file.</summary>
    public ImmutableArray<PolicyMember> Members { get; }

    /// <summary>The name of the witness or group that must have witnessed a checkpoint, or <see cref="NoQuorum"/>.</summary>
    public string Quorum { get; }

    /// <summary>The policy in the form in which checkpoints and receipts are held against it.</summary>
    public CheckpointPolicy Acceptance { get; }

    /// <summary>Whether the note is a checkpoint of one of the logs with cosignatures that make the quorum.</summary>
    public CheckpointVerdict Verify(SignedNote note) => Acceptance.Verify(note);

    /// <summary>Reads a policy file.</summary>
    /// <exception cref="FormatException">The file breaks a rule; the message names the line and the rule.</exception>
    public static TlogPolicy Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length > MaximumLength)
            throw new FormatException($"The policy is longer than {MaximumLength} bytes.");
        if (!file.IsEmpty && file[^1] != '\n')
            throw new FormatException("The last line of the policy has no end; part of the file may be missing.");
        var draft = new TlogPolicyDraft();
        var lines = Encoding.Latin1.GetString(file).Split('\n');
        for (var number = 1; number < lines.Length; number++)
        {
            try
            {
                TlogPolicyLine.Read(lines[number - 1], draft);
            }
            catch (ArgumentException e)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Line {number} of the policy: {e.Message}"), e);
            }
        }
        return draft.Quorum is { } quorum ? new TlogPolicy(draft.Logs, draft.Members, quorum) : throw new FormatException("The policy has no quorum line.");
    }

    /// <summary>Reads a policy file.</summary>
    public static bool TryParse(ReadOnlySpan<byte> file, [NotNullWhen(true)] out TlogPolicy? policy)
    {
        try
        {
            policy = Parse(file);
        }
        catch (FormatException)
        {
            policy = null;
        }
        return policy is not null;
    }

    /// <summary>The policy as a file, without comments.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        foreach (var log in Logs)
            text.Append(TlogPolicyLine.Write(log));
        foreach (var member in Members)
            text.Append(TlogPolicyLine.Write(member));
        return Encoding.Latin1.GetBytes(text.Append("quorum ").Append(Quorum).Append('\n').ToString());
    }

    /// <summary>Whether these keys, each of a witness that cosigned, are enough.</summary>
    private bool IsQuorum(IReadOnlyCollection<VerifierKey> cosigned)
    {
        // A group stands behind its members and each is a member once, so one pass in the order of definition settles all of them.
        var witnessed = new HashSet<string>(StringComparer.Ordinal) { NoQuorum };
        foreach (var member in Members)
        {
            var isWitnessed = member switch
            {
                PolicyWitness witness => cosigned.Contains(witness.Key),
                PolicyGroup group => group.Members.Count(witnessed.Contains) >= group.Threshold,
                _ => false,
            };
            if (isWitnessed)
                witnessed.Add(member.Name);
        }
        return witnessed.Contains(Quorum);
    }
}
