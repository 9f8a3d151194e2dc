using ProcessingRegister.Decisions;

namespace ProcessingRegister.Subprocessors;

/// <summary>How subprocessors take part in imports of the register's own format. Dated lists have a way of their own (Lists).</summary>
public static class SubprocessorImport
{
    /// <summary>
    /// The section <c>subprocessors</c>: each item is a <see cref="RegisterSubprocessor"/>, and renames, revises and engages the subprocessor of its reference.
    /// </summary>
    public static IImportable Section { get; } = Importable.Of<Subprocessor, RegisterSubprocessor>(
        "subprocessors",
        item => item.Reference.Value,
        (item, subprocessor, now) => Together(
        [
            subprocessor.Name == item.Name ? Decision.AlreadyDone : new RenameSubprocessor(item.Name, item.EffectiveFrom).Decide(subprocessor, now),
            new ReviseSubprocessor(item.Content, item.EffectiveFrom).Decide(subprocessor, now),
            item.EngagedFrom is { } from ? new EngageSubprocessor(from).Decide(subprocessor, now) : Decision.AlreadyDone,
        ]));

    // Name, content and use are decided apart from one another, so that each may be decided upon the record as it stands.
    private static Decision Together(IReadOnlyList<Decision> decisions) =>
        decisions.OfType<Decision.Refused>().FirstOrDefault() is { } refused ? refused
        : decisions.OfType<Decision.Appended>().SelectMany(d => d.Events).ToArray() is { Length: > 0 } events ? Decision.Append(events)
        : Decision.AlreadyDone;
}
