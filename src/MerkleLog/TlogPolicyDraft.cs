namespace MerkleLog;

/// <summary>A policy while its definitions are added one by one; each is checked against those before it.</summary>
internal sealed class TlogPolicyDraft
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly HashSet<string> logKeys = [];
    private readonly HashSet<string> witnessKeys = [];

    public List<PolicyLog> Logs { get; } = [];

    public List<PolicyMember> Members { get; } = [];

    public string? Quorum { get; private set; }

    public void Add(PolicyLog log)
    {
        Require(log.Key.Type == SignatureType.Ed25519, "a log's key is of the type 0x01.");
        Require(IsUrl(log.Url), "an address is one word.");
        Require(Logs.Count < TlogPolicy.MaximumDefinitions, "there are too many logs.");
        Require(logKeys.Add(PublicKey(log.Key)), "the key of the log was given before.");
        Logs.Add(log);
    }

    public void Add(PolicyMember member)
    {
        Require(TlogPolicyLine.IsWord(member.Name) && member.Name != TlogPolicy.NoQuorum, "the name is none that can be defined.");
        Require(Members.Count < TlogPolicy.MaximumDefinitions, "there are too many witnesses and groups.");
        Require(!names.Contains(member.Name), "the name was defined before.");
        switch (member)
        {
            case PolicyWitness witness:
                Require(witness.Key.Type == SignatureType.Cosignature, "a witness's key is of the type 0x04.");
                Require(IsUrl(witness.Url), "an address is one word.");
                Require(witnessKeys.Add(PublicKey(witness.Key)), "the key of the witness was given before.");
                break;
            case PolicyGroup group:
                Require(!group.Members.IsDefaultOrEmpty, "a group has a member.");
                Require(group.Members.All(names.Contains), "a member of the group is not defined before it.");
                Require(group.Threshold >= 1 && group.Threshold <= group.Members.Length, "a group asks for one member at least, and for no more than it has.");
                // Otherwise one witness could count twice.
                Require(group.Members.All(used.Add), "a name is a member once, in one group.");
                break;
        }
        names.Add(member.Name);
        Members.Add(member);
    }

    public void SetQuorum(string name)
    {
        Require(Quorum is null, "there is a quorum already.");
        Require(name == TlogPolicy.NoQuorum || names.Contains(name), "the quorum is not defined before it.");
        Quorum = name;
    }

    private static bool IsUrl(string? url) => url is null || TlogPolicyLine.IsWord(url);

    private static string PublicKey(VerifierKey key) => Convert.ToHexString(key.PublicKey.AsSpan());

    private static void Require(bool condition, string rule)
    {
        if (!condition)
            throw new ArgumentException(rule);
    }
}
