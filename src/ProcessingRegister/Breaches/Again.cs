using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Breaches;

/// <summary>Recognises what was sent before.</summary>
internal static class Again
{
    /// <summary>What comes of saying something under a reference: <c>null</c> when the reference is new, done when it says the same, else the refusal.</summary>
    public static Decision? Of<T>(T? earlier, T said, Refusal otherwise) where T : class =>
        earlier is null ? null : RegisterJson.SayTheSame(earlier, said) ? Decision.AlreadyDone : Decision.Refuse(otherwise);

    /// <summary>The rule of form of a list that may not be empty.</summary>
    public static IEnumerable<Fault> NotEmpty<T>(string pointer, IReadOnlyList<T> list) =>
        [.. list.Count == 0 ? [new Fault(pointer, "must not be empty")] : Array.Empty<Fault>(), .. Form.Size(pointer, list as System.Collections.ICollection)];
}
