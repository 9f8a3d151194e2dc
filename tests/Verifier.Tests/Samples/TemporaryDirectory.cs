namespace Verifier.Tests.Samples;

/// <summary>A directory that is gone when the test has ended.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("verifier-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
