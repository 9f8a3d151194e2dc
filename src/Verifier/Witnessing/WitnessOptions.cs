using System.Diagnostics.CodeAnalysis;
using MerkleLog;

namespace Verifier.Witnessing;

/// <summary>What the command <c>witness</c> is told.</summary>
/// <param name="Listen">Where to listen, such as <c>http://127.0.0.1:5090</c>; port 0 takes any that is free.</param>
/// <param name="Folder">Where the key and the last cosigned checkpoints are kept.</param>
/// <param name="Logs">The keys of the logs to watch; several of one name belong to a log that changes its key.</param>
/// <param name="Name">The name to cosign under, or null for the name of this machine or of the key that is there.</param>
public sealed record WitnessOptions(Uri Listen, string Folder, IReadOnlyList<VerifierKey> Logs, string? Name)
{
    /// <summary>How the command is written.</summary>
    public const string Usage =
        """
        verifier witness --listen http://127.0.0.1:PORT --folder DIR --log VKEY [--log VKEY]... [--name NAME]

          --listen   where to listen; put TLS before it if others reach it over a network
          --folder   where the key (made at the first start) and the last cosigned checkpoint of each log are kept
          --log      the key of a log to watch, as GET /ledger/{log}/keys shows it; repeat it for more
          --name     the name to cosign under, such as witness.example/1; only at the first start
        """;

    /// <summary>Reads the arguments behind <c>witness</c>; the reason says what is wrong with them.</summary>
    public static bool TryParse(IReadOnlyList<string> arguments, [NotNullWhen(true)] out WitnessOptions? options, out string reason)
    {
        options = null;
        Uri? listen = null;
        string? folder = null, name = null;
        var logs = new List<VerifierKey>();
        reason = "An option has no value.";
        if (arguments.Count % 2 != 0)
            return false;
        foreach (var pair in arguments.Chunk(2))
        {
            switch (pair)
            {
                case ["--listen", var value] when listen is null && Uri.TryCreate(value, UriKind.Absolute, out var uri)
                    && uri.Scheme == Uri.UriSchemeHttp && uri.PathAndQuery == "/":
                    listen = uri;
                    break;
                case ["--folder", { Length: > 0 } value] when folder is null:
                    folder = value;
                    break;
                case ["--log", var value] when VerifierKey.TryParse(value, out var key) && key.Type == SignatureType.Ed25519:
                    logs.Add(key);
                    break;
                case ["--name", var value] when name is null:
                    name = value;
                    break;
                default:
                    reason = $"{pair[0]} is not an option, is given twice, or its value cannot be used.";
                    return false;
            }
        }
        reason = "--listen, --folder and --log are needed.";
        if (listen is null || folder is null || logs.Count == 0)
            return false;
        options = new WitnessOptions(listen, folder, logs, name);
        reason = "";
        return true;
    }
}
