namespace TransparencyReport.Facts;

/// <summary>The facts about secrecy, for readers of events that bear the same names.</summary>
public static class Secrecy
{
    /// <summary>Secrecy was ordered, or goes on by other terms.</summary>
    public static RequestFact Begins(string request, long position, DateTimeOffset recordedAt, DateTimeOffset from, DateTimeOffset? until) =>
        new SecrecyOrdered(request, position, recordedAt, from, until);

    /// <summary>Secrecy was lifted.</summary>
    public static RequestFact Ends(string request, long position, DateTimeOffset recordedAt, DateTimeOffset at) => new SecrecyLifted(request, position, recordedAt, at);
}
