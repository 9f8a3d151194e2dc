namespace ProcessingRegister.Notices;

/// <summary>
/// When something that was not taken is tried again: after a minute, then after twice the time at each attempt, up to a longest pause, each shortened or
/// lengthened at random by a fifth so that many do not come back at once. RFC 5321 section 4.5.4.1 asks for at least four to five days.
/// </summary>
/// <param name="First">The pause after the first attempt.</param>
/// <param name="Longest">The longest pause.</param>
/// <param name="GiveUpAfter">For how long it is tried at all, from the order on.</param>
public sealed record Backoff(TimeSpan First, TimeSpan Longest, TimeSpan GiveUpAfter)
{
    /// <summary>By how much a pause may be shorter or longer, as a part of it.</summary>
    public const double Jitter = 0.2;

    /// <summary>For mail.</summary>
    public static Backoff OfMail { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromHours(4), TimeSpan.FromDays(5));

    /// <summary>For webhooks; Standard Webhooks asks for days as well.</summary>
    public static Backoff OfWebhooks { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromHours(6), TimeSpan.FromDays(3));

    /// <summary>The pause after an attempt.</summary>
    /// <param name="attempt">Which one, from 1.</param>
    /// <param name="random">From 0 to 1, exclusive.</param>
    /// <param name="atLeast">What the receiver asked for (<c>Retry-After</c>), which counts up to the longest pause.</param>
    public TimeSpan After(int attempt, double random, TimeSpan? atLeast = null)
    {
        // In seconds: twice the time so often is soon more than a TimeSpan holds.
        var exact = Math.Min(First.TotalSeconds * Math.Pow(2, attempt - 1), Longest.TotalSeconds);
        var pause = TimeSpan.FromSeconds(exact * (1 - Jitter + (2 * Jitter * random)));
        return atLeast is { } asked && asked > pause ? (asked < Longest ? asked : Longest) : pause;
    }
}
