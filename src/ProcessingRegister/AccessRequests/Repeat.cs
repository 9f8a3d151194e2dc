using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;

namespace ProcessingRegister.AccessRequests;

/// <summary>Recognises what was sent before, and what cannot have happened when it is said to have.</summary>
internal static class Repeat
{
    /// <summary>What comes of saying something under a reference: <c>null</c> when the reference is new, done when it says the same, else a refusal.</summary>
    public static Decision? Of<T>(T? earlier, T said) where T : class =>
        earlier is null ? null : RegisterJson.SayTheSame(earlier, said) ? Decision.AlreadyDone : Decision.Refuse(AccessRefusals.RecordedOtherwise);

    /// <summary>The refusal of an act at an instant, if there is one: it lies in the future, before the receipt, or the request is at an end.</summary>
    public static Decision? ForbiddenAt(AccessRequest request, DateTimeOffset at, Moment now, bool evenWhenClosed = false) =>
        at > now.Instant ? Decision.Refuse(AccessRefusals.NotYetHappened)
        : at < request.ReceivedAt ? Decision.Refuse(AccessRefusals.BeforeReceipt)
        : request.IsClosed && !evenWhenClosed ? Decision.Refuse(AccessRefusals.Closed)
        : null;
}

/// <summary>How requests to this register are meant. The parties are invented.</summary>
internal static class AccessExamples
{
    public static DateTimeOffset Received { get; } = new(2026, 9, 7, 8, 30, 0, TimeSpan.Zero);

    public static Guid Agreement { get; } = new("0197c1f2-6b7a-7c3e-9a53-2f1c5d8e4b60");

    public static PersonalText Text { get; } = new("In the words of whoever records it.");

    public static byte[] Digest { get; } = new byte[32];
}
