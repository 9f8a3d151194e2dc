using System.Globalization;
using System.Text;

namespace MerkleLog;

/// <summary>The lines of a policy file, c2sp.org/tlog-policy. Each character stands for one octet of the file (ISO 8859-1).</summary>
internal static class TlogPolicyLine
{
    private static readonly char[] Whitespace = [' ', '\t'];

    /// <summary>Reads a line into the policy that its file makes.</summary>
    /// <exception cref="ArgumentException">The line is none of the specification's, or breaks one of its rules.</exception>
    public static void Read(string line, TlogPolicyDraft draft)
    {
        if (line.Any(octet => octet != '\t' && octet is < ' ' or '\x7F'))
            throw new ArgumentException("there are control characters in it.");
        var words = line.Split(Whitespace, StringSplitOptions.RemoveEmptyEntries);
        if (words is [] || words[0].StartsWith('#'))
            return;
        switch (words)
        {
            case ["log", var key]:
                draft.Add(new PolicyLog(Key(key)));
                break;
            case ["log", var key, var url]:
                draft.Add(new PolicyLog(Key(key), url));
                break;
            case ["witness", var name, var key]:
                draft.Add(new PolicyWitness(name, Key(key)));
                break;
            case ["witness", var name, var key, var url]:
                draft.Add(new PolicyWitness(name, Key(key), url));
                break;
            case ["group", var name, var threshold, .. var members]:
                draft.Add(new PolicyGroup(name, Threshold(threshold, members.Length), [.. members]));
                break;
            case ["quorum", var name]:
                draft.SetQuorum(name);
                break;
            default:
                throw new ArgumentException("it is none of log, witness, group, quorum with what belongs to them.");
        }
    }

    public static string Write(PolicyLog log) => $"log {Octets(log.Key)}{Optional(log.Url)}\n";

    public static string Write(PolicyMember member) => member switch
    {
        PolicyWitness witness => $"witness {witness.Name} {Octets(witness.Key)}{Optional(witness.Url)}\n",
        PolicyGroup group => $"group {group.Name} {Threshold(group)} {string.Join(' ', group.Members)}\n",
        _ => throw new ArgumentException("A member is a witness or a group.", nameof(member)),
    };

    /// <summary>Whether a text can stand in a line as one word.</summary>
    public static bool IsWord(string text) => text.Length > 0 && text.All(octet => octet is > ' ' and < '\x7F' or >= '\x80' and <= '\xFF');

    private static string Threshold(PolicyGroup group) =>
        group.Threshold == group.Members.Length ? "all" : group.Threshold == 1 ? "any" : group.Threshold.ToString(CultureInfo.InvariantCulture);

    private static int Threshold(string word, int members) => word switch
    {
        "all" => members,
        "any" => 1,
        _ when Digits.TryParse(word, int.MaxValue, out var number) => (int)number,
        _ => throw new ArgumentException("a group asks for any, all, or a number of its members."),
    };

    private static string Optional(string? url) => url is null ? "" : $" {url}";

    // The name in a key is text, and may have letters beyond ASCII; in the file they are the octets of its UTF-8.
    private static string Octets(VerifierKey key) => Encoding.Latin1.GetString(Unicode.Utf8.GetBytes(key.ToString()));

    private static VerifierKey Key(string octets)
    {
        try
        {
            return VerifierKey.Parse(Unicode.Utf8.GetString(Encoding.Latin1.GetBytes(octets)));
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            throw new ArgumentException("it has no key of a type that is known here.", e);
        }
    }
}
