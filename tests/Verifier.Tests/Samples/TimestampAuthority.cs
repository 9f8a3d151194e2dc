using System.Diagnostics;

namespace Verifier.Tests.Samples;

/// <summary>A timestamp authority of the test's own, made with openssl: a root, a certificate for timestamps, and its answers.</summary>
public sealed class TimestampAuthority
{
    private readonly string folder;

    public TimestampAuthority(string folder, string purpose = "critical,timeStamping")
    {
        this.folder = Directory.CreateDirectory(folder).FullName;
        File.WriteAllText(Place("serial"), "01\n");
        File.WriteAllText(Place("tsa.cnf"), $"""
            [tsa]
            default_tsa = authority
            [authority]
            serial = {Place("serial")}
            crypto_device = builtin
            signer_cert = {Place("tsa.pem")}
            signer_key = {Place("tsa.key")}
            signer_digest = sha256
            certs = {Place("root.pem")}
            default_policy = 1.3.6.1.4.1.99999.1
            digests = sha256, sha512
            accuracy = secs:1
            ordering = no
            tsa_name = no
            ess_cert_id_chain = no
            [signer]
            basicConstraints = critical,CA:false
            keyUsage = critical,digitalSignature
            extendedKeyUsage = {purpose}
            """);
        Run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=Sample root", "-keyout", Place("root.key"), "-out", Place("root.pem"));
        Run("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Sample timestamps", "-keyout", Place("tsa.key"), "-out", Place("tsa.csr"));
        Run("x509", "-req", "-in", Place("tsa.csr"), "-CA", Place("root.pem"), "-CAkey", Place("root.key"), "-set_serial", "2", "-days", "30",
            "-extfile", Place("tsa.cnf"), "-extensions", "signer", "-out", Place("tsa.pem"));
    }

    /// <summary>The root certificate, PEM.</summary>
    public string Root => Place("root.pem");

    /// <summary>A token over the text; or the whole answer that contains it.</summary>
    public byte[] Stamp(string text, bool wholeAnswer = false)
    {
        File.WriteAllText(Place("text"), text);
        Run("ts", "-query", "-data", Place("text"), "-sha256", "-cert", "-out", Place("query"));
        string[] asToken = wholeAnswer ? [] : ["-token_out"];
        Run(["ts", "-reply", "-config", Place("tsa.cnf"), "-queryfile", Place("query"), "-out", Place("answer"), .. asToken]);
        return File.ReadAllBytes(Place("answer"));
    }

    /// <summary>Whether openssl itself accepts a token over the text.</summary>
    public void Verify(string token, string text)
    {
        File.WriteAllText(Place("text"), text);
        Run("ts", "-verify", "-token_in", "-in", token, "-data", Place("text"), "-CAfile", Root);
    }

    private string Place(string file) => Path.Combine(folder, file);

    private static void Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.GetAwaiter().GetResult());
    }
}
