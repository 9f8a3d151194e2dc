namespace Verifier.Command;

/// <summary>The exit code is the verdict.</summary>
internal static class ExitCode
{
    /// <summary>All that was checked passed, and nothing required was left out.</summary>
    public const int Passed = 0;

    /// <summary>Something failed, or something required was not checked.</summary>
    public const int Failed = 1;

    /// <summary>The arguments cannot be understood, or what is to be verified cannot be read.</summary>
    public const int Unreadable = 2;
}
