using Verifier.Command;
using Verifier.Sources;
using Verifier.Witnessing;

namespace Verifier;

/// <summary>The program that an auditor takes home.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var stopped = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // What is temporary is put away first.
            pressed.Cancel = true;
            stopped.Cancel();
        };
        return await RunAsync(arguments, Console.Out, Console.Error, stopped.Token);
    }

    /// <summary>Runs a verb. Whatever happens, the answer is an exit code and a sentence.</summary>
    internal static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            return arguments switch
            {
                ["verify", .. var rest] => await VerifyCommand.RunAsync(rest, output, cancellationToken),
                ["receipt", .. var rest] => await ReceiptCommand.RunAsync(rest, output, cancellationToken),
                ["witness", .. var rest] => await WitnessCommand.RunAsync(rest, output, error),
                ["help" or "--help" or "-h"] => await HelpAsync(output),
                _ => throw new UsageException("The verbs are verify, receipt, witness and help."),
            };
        }
        catch (UsageException usage)
        {
            await error.WriteLineAsync($"{usage.Message} See: verifier help");
        }
        catch (Exception unreadable) when (unreadable is LedgerUnreadableException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"It cannot be read: {unreadable.Message}");
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped; nothing is proven.");
        }
        catch (Exception defect)
        {
            // A defect of this program: its message might hold contents of the ledger, so only its name is shown.
            await error.WriteLineAsync($"This program failed ({defect.GetType().Name}); nothing is proven.");
        }
        return ExitCode.Unreadable;
    }

    private static async Task<int> HelpAsync(TextWriter output)
    {
        await output.WriteAsync(HelpText.Text);
        return ExitCode.Passed;
    }
}
