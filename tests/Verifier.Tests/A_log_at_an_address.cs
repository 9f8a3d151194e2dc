using MerkleLog;
using Verifier.Reports;
using Verifier.Tests.Samples;

namespace Verifier.Tests;

public sealed class A_log_at_an_address : IDisposable
{
    private const string Variable = "VERIFIER_TESTS_TOKEN";

    private readonly TemporaryDirectory directory = new();
    private readonly SampleLedger ledger;

    public A_log_at_an_address() => ledger = new SampleLedger(directory.Path).Write(600);

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Is_verified_without_its_rows()
    {
        using var server = LogServer.Of(directory.Path);

        var (code, output, error) = await VerifyAsync(server);

        Assert.Equal("", error);
        Assert.Contains("Passed: V1, V2, V3, V6.", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Gives_entries_to_a_token_from_the_environment()
    {
        using var server = LogServer.Of(directory.Path, "secret-of-the-test");
        Environment.SetEnvironmentVariable(Variable, "secret-of-the-test");

        Assert.Equal(0, (await VerifyAsync(server, "--token-env", Variable)).Code);
        var refused = await VerifyAsync(server);
        Assert.Equal(2, refused.Code);
        Assert.Contains("--token-env", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_verified_when_it_dropped_partial_tiles()
    {
        // The log has grown since the checkpoint: in the place of the partial tile and bundle are full ones.
        using var grown = new TemporaryDirectory();
        var larger = new SampleLedger(grown.Path).Write(768);
        using var server = new LogServer((path, _, _) =>
            path == "checkpoint" ? ledger.Sign(ledger.CheckpointAt(600)).ToBytes() : File.Exists(larger.Place(path)) ? File.ReadAllBytes(larger.Place(path))
            : path == "tile/1/000.p/2" ? File.ReadAllBytes(ledger.Place(path)) : null);

        var (code, output, _) = await VerifyAsync(server);

        Assert.Contains("Passed: V1, V2, V3, V6.", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Theory]
    [InlineData(302, "points to another address")]
    [InlineData(403, "--token-env")]
    [InlineData(500, "answered 500")]
    [InlineData(404, "There is no checkpoint")]
    public async Task Is_given_up_with_a_sentence(int status, string sentence)
    {
        using var server = new LogServer((_, _, response) =>
        {
            response.StatusCode = status;
            response.RedirectLocation = "https://elsewhere.example/";
            return [];
        });

        var (code, _, error) = await VerifyAsync(server);

        Assert.Equal(2, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_read_beyond_what_there_can_be()
    {
        using var announced = new LogServer((_, _, _) => new byte[SignedNote.MaximumLength + 1]);
        using var unannounced = new LogServer((_, _, response) =>
        {
            response.SendChunked = true;
            return new byte[SignedNote.MaximumLength + 1];
        });

        Assert.Contains("is the most there can be", (await VerifyAsync(announced)).Error, StringComparison.Ordinal);
        Assert.Contains("the most there can be", (await VerifyAsync(unannounced)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_where_a_tile_has_a_wrong_length()
    {
        using var server = new LogServer((path, _, _) => path == "tile/0/001" ? new byte[100] : File.Exists(ledger.Place(path)) ? File.ReadAllBytes(ledger.Place(path)) : null);

        var (code, output, _) = await VerifyAsync(server);

        Assert.Equal(1, code);
        Assert.Contains($"FAILED: {CheckId.Tiles}.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_given_up_where_nobody_answers()
    {
        string address;
        using (var server = LogServer.Of(directory.Path))
            address = server.Address;

        Assert.Equal(2, (await The_program.RunAsync("verify", address)).Code);
    }

    private Task<(int Code, string Output, string Error)> VerifyAsync(LogServer server, params string[] options) =>
        The_program.RunAsync(["verify", server.Address, "--key", ledger.Key.VerifierKey.ToString(), .. options]);
}
