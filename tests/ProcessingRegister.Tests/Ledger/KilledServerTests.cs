using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using ProcessingRegister.Ledger;
using ProcessingRegister.Organisations;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

[Collection(LedgerCollection.Name)]
public sealed class A_server_killed_while_it_seals(LedgerServer server)
{
    private const int Organisations = 12;

    /// <summary>The real program, killed without warning while organisations are established, three times; started again, it seals all that was committed.</summary>
    [Fact]
    public async Task Goes_on_where_it_was()
    {
        await using var ledger = await LedgerUnderTest.OpenAsync(server);
        var folder = Directory.CreateTempSubdirectory("killed-");
        var originKey = RandomNumberGenerator.GetBytes(32);
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Register"] = server.ConnectionTo(ledger.Database),
            ["PROCESSING_REGISTER_KEK"] = Convert.ToBase64String(new byte[32]),
            ["PROCESSING_REGISTER_ORIGIN_KEY"] = Convert.ToBase64String(originKey),
            ["DataFolder"] = folder.FullName,
            ["Ledger__Interval"] = "00:00:00.005",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
        };
        var token = "";
        for (var round = 0; round < 3; round++)
        {
            var before = await ledger.ScalarAsync<long>("select count(*) from ledger.checkpoint");
            using var program = await ProgramAsync(settings);
            token = program.Token ?? token;
            await EstablishAsync(program, token, round);
            while (await ledger.ScalarAsync<long>("select count(*) from ledger.checkpoint") < before + 3)
                await Task.Yield();
            program.Kill();
        }

        using var last = await ProgramAsync(settings);
        while (await ledger.ScalarAsync<bool>("select exists (select from ledger.pending) or exists (select from ledger.log where signed_size < size)"))
            await Task.Delay(10);
        last.Kill();

        var heads = new HeadFiles(Path.Combine(folder.FullName, "ledger"));
        await using var command = ledger.Owner.CreateCommand("select tenant_id from access.organisation");
        var tenants = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                tenants.Add(reader.GetString(0));
        }

        Assert.Equal(3 * Organisations, tenants.Count);
        foreach (var tenant in tenants)
            await WholeLedger.AssertAsync(ledger.Owner, tenant, new OriginKey(originKey), heads);
        folder.Delete(recursive: true);
    }

    private static async Task EstablishAsync(RunningProgram program, string token, int round)
    {
        using var client = new HttpClient { BaseAddress = program.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        for (var place = 0; place < Organisations; place++)
        {
            var body = new { slug = $"org-{(char)('a' + round)}{(char)('a' + place)}", profile = new { legalName = "Example Ltd", country = "NO", jurisdiction = "NO" } };
            using var answer = await client.PostAsJsonAsync("/v1/organisations", body);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }
    }

    private static async Task<RunningProgram> ProgramAsync(Dictionary<string, string> settings)
    {
        var program = new RunningProgram(settings);
        await program.Ready;
        return program;
    }

    private sealed class RunningProgram : IDisposable
    {
        private readonly Process process;
        private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile string? token;

        public RunningProgram(Dictionary<string, string> settings)
        {
            Address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(EstablishOrganisation).Assembly.Location])
            {
                WorkingDirectory = AppContext.BaseDirectory,
                RedirectStandardOutput = true,
            };
            foreach (var (name, value) in settings)
                start.Environment[name] = value;
            start.Environment["ASPNETCORE_URLS"] = Address.ToString();
            process = Process.Start(start)!;
            process.OutputDataReceived += (_, line) => Note(line.Data);
            process.BeginOutputReadLine();
        }

        public Uri Address { get; }

        public Task Ready => ready.Task.WaitAsync(TimeSpan.FromMinutes(1));

        public string? Token => token;

        public void Kill()
        {
            process.Kill();
            process.WaitForExit();
        }

        public void Dispose()
        {
            if (!process.HasExited)
                Kill();
            process.Dispose();
        }

        private void Note(string? line)
        {
            if (line is null)
                ready.TrySetException(new InvalidOperationException("The program ended before it was ready."));
            else if (line.StartsWith("Token: ", StringComparison.Ordinal))
                token = line["Token: ".Length..];
            else if (line.StartsWith("Ready: ", StringComparison.Ordinal))
                ready.TrySetResult();
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
