using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace ProcessingRegister.Tests.Ledger.Anchoring;

/// <summary>
/// A timestamp authority by another implementation: the program openssl with a root and a certificate of its own making, behind HTTP on this machine.
/// </summary>
internal sealed class OpensslAuthority : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tsa-");
    private readonly SemaphoreSlim oneAtATime = new(1);
    private LoopbackHttp? server;

    public Uri Address => new(server!.Address, "/tsa");

    /// <summary>The file with the root's certificate.</summary>
    public string RootFile => File("ca.pem");

    public X509Certificate2Collection Root
    {
        get
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(RootFile);
            return certificates;
        }
    }

    public static async Task<OpensslAuthority> StartAsync(string extendedKeyUsage = "critical,timeStamping")
    {
        var authority = new OpensslAuthority();
        await authority.MakeCertificatesAsync(extendedKeyUsage);
        authority.server = await LoopbackHttp.StartAsync(authority.AnswerAsync);
        return authority;
    }

    /// <summary>The answer to a request, as RFC 3161 has it.</summary>
    public async Task<byte[]> ReplyAsync(byte[] query)
    {
        await oneAtATime.WaitAsync();
        try
        {
            await System.IO.File.WriteAllBytesAsync(File("query"), query);
            await OpensslAsync("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "reply");
            return await System.IO.File.ReadAllBytesAsync(File("reply"));
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>What <c>openssl ts -verify</c> says of a token over these bytes.</summary>
    public async Task<string> VerifyAsync(byte[] token, byte[] data)
    {
        await System.IO.File.WriteAllBytesAsync(File("token"), token);
        await System.IO.File.WriteAllBytesAsync(File("data"), data);
        return await OpensslAsync("ts", "-verify", "-in", "token", "-token_in", "-data", "data", "-CAfile", "ca.pem");
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        oneAtATime.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var query = new MemoryStream();
        await http.Request.Body.CopyToAsync(query);
        http.Response.ContentType = "application/timestamp-reply";
        await http.Response.Body.WriteAsync(await ReplyAsync(query.ToArray()));
    }

    private async Task MakeCertificatesAsync(string extendedKeyUsage)
    {
        await System.IO.File.WriteAllTextAsync(File("usage.cnf"), $"extendedKeyUsage={extendedKeyUsage}\nkeyUsage=critical,digitalSignature\n");
        await System.IO.File.WriteAllTextAsync(File("tsa.cnf"),
            """
            [tsa]
            default_tsa = t
            [t]
            serial = serial
            signer_cert = tsa.pem
            signer_key = tsa.key
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = sha256
            ess_cert_id_alg = sha256
            """);
        string[] key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
        await OpensslAsync(["req", "-x509", .. key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=Test root",
            "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"]);
        await OpensslAsync(["req", .. key, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Test timestamp authority"]);
        await OpensslAsync("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "tsa.pem", "-days", "30", "-extfile", "usage.cnf");
    }

    private async Task<string> OpensslAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = process.StandardError.ReadToEndAsync();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? answer + await said : throw new InvalidOperationException(answer + await said);
    }

    private string File(string name) => Path.Combine(folder.FullName, name);
}
