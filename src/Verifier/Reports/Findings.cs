using System.Collections.Immutable;

namespace Verifier.Reports;

/// <summary>What is wrong, as it is met. Only the first are kept, so that a wholly spoilt log does not fill the memory.</summary>
internal sealed class Findings
{
    /// <summary>How many are kept.</summary>
    public const int Maximum = 20;

    private readonly List<string> kept = [];

    /// <summary>How many there are, those not kept among them.</summary>
    public long Count { get; private set; }

    public bool Any => Count > 0;

    public void Add(string finding)
    {
        if (kept.Count < Maximum)
            kept.Add(finding);
        Count++;
    }

    public void AddRange(Findings others)
    {
        foreach (var finding in others.kept.Take(Maximum - kept.Count))
            kept.Add(finding);
        Count += others.Count;
    }

    public Findings Copy()
    {
        var copy = new Findings();
        copy.AddRange(this);
        return copy;
    }

    /// <summary>Failed if there is a finding, passed with this statement otherwise.</summary>
    public CheckResult Result(string id, string passed, string failed, params IEnumerable<UncheckedPart> notChecked) => Any
        ? new(id, Verdict.Failed, failed, [.. kept], Count, [.. notChecked])
        : new(id, Verdict.Passed, passed, [], 0, [.. notChecked]);

    /// <summary>Failed if there is a finding, not checked for this reason otherwise.</summary>
    public CheckResult ResultOrNotChecked(string id, string reason, string failed, params IEnumerable<UncheckedPart> notChecked) => Any
        ? new(id, Verdict.Failed, failed, [.. kept], Count, [.. notChecked])
        : new(id, Verdict.NotChecked, reason, [], 0, [.. notChecked]);
}
