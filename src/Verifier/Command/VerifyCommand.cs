using System.Collections.Immutable;
using Verifier.Checks;
using Verifier.Reports;
using Verifier.Sources;

namespace Verifier.Command;

/// <summary><c>verifier verify</c>: all checks over a directory or a log at an address.</summary>
internal static class VerifyCommand
{
    private static readonly string[] WithValue =
    [
        "--key", "--witness", "--quorum", "--known", "--origin-key", "--tsa-certificate", "--anchor-key", "--tenant", "--tolerance", "--require", "--token-env",
    ];

    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, CancellationToken cancellationToken)
    {
        var arguments = new Arguments(words, WithValue, ["--json"]);
        var required = Required(arguments);
        var options = TrustArguments.Options(arguments);
        var source = Open(arguments);
        using var disposed = source as IDisposable;
        var report = await LedgerVerification.RunAsync(source, options, cancellationToken);
        await output.WriteAsync(arguments.Has("--json") ? ReportJson.Text(report, required) : ReportText.Text(report, required));
        return report.Succeeds(required) ? ExitCode.Passed : ExitCode.Failed;
    }

    private static ILedgerSource Open(Arguments arguments)
    {
        if (!arguments.Target.Contains("://", StringComparison.Ordinal))
            return arguments.Last("--token-env") is null ? new DirectorySource(arguments.Target) : throw new UsageException("--token-env is for an address.");
        var token = arguments.Last("--token-env") is { } variable
            ? Environment.GetEnvironmentVariable(variable) ?? throw new UsageException($"--token-env: the environment has no variable {variable}.")
            : null;
        return Uri.TryCreate(arguments.Target, UriKind.Absolute, out var log)
            ? new HttpSource(log, token)
            : throw new UsageException("The address is malformed.");
    }

    private static ImmutableArray<string> Required(Arguments arguments)
    {
        var known = CheckId.All.AddRange(CheckId.Parts);
        return [.. arguments.All("--require").SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(id => known.FirstOrDefault(one => one.Equals(id, StringComparison.OrdinalIgnoreCase)) ?? throw new UsageException($"--require: {id} is not a check."))];
    }
}
