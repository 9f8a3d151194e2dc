using System.Diagnostics;

namespace Benchmarks;

/// <summary>
/// The program in the form in which it is deployed: compiled ahead of time, as infra/Dockerfile does. What is measured would else be in part the compiler,
/// which takes a processor for the first minute of every process.
/// </summary>
internal static class PublishedProgram
{
    /// <summary>Publishes the program; nothing is left in the folders of the source.</summary>
    /// <param name="root">The folder of the solution.</param>
    /// <param name="folder">A folder of this run's own.</param>
    /// <returns>The path of the program.</returns>
    /// <exception cref="InvalidOperationException">It could not be published; the message has the compiler's words.</exception>
    public static async Task<string> PublishAsync(string root, string folder)
    {
        var published = Path.Combine(folder, "published");
        string[] arguments =
        [
            "publish", Path.Combine(root, "src", "ProcessingRegister"), "--configuration", "Release", "--use-current-runtime", "--no-self-contained",
            "-p:PublishReadyToRun=true", "--artifacts-path", Path.Combine(folder, "artifacts"), "--output", published,
            // Whatever the compiler leaves running would be measured along.
            "-p:UseSharedCompilation=false", "-nodeReuse:false", "--verbosity", "quiet", "--nologo",
        ];
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments) { RedirectStandardOutput = true };
        // The program that runs this one tells the compiler things about itself.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Path.Combine(published, "ProcessingRegister.dll") : throw new InvalidOperationException($"The program could not be published: {said}");
    }
}
