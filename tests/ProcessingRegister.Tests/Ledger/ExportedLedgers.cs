using System.Formats.Tar;
using MerkleLog;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Decisions;
using ProcessingRegister.Ledger;
using ProcessingRegister.Tests.Hosting;
using Verifier.Checks;
using Verifier.Reports;
using Verifier.Sources;

namespace ProcessingRegister.Tests.Ledger;

/// <summary>The ledgers that a run of tests wrote, exported and given to the verifier: whatever was tested, the history must hold.</summary>
internal static class ExportedLedgers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Required =
    [
        CheckId.Checkpoint, CheckId.Entries, CheckId.Tiles, CheckId.Rows, CheckId.Part.OriginCodes, CheckId.Values, CheckId.Completeness, CheckId.Part.Unsealed,
        CheckId.Sequence, CheckId.Erasures,
    ];

    /// <summary>Exports a ledger over HTTP and verifies it.</summary>
    public static async Task<VerificationReport> VerifyAsync(RegisterHost host, HttpClient client, string slug, bool values)
    {
        var folder = Directory.CreateTempSubdirectory("export-");
        try
        {
            using var response = await client.GetAsync($"/v1/{slug}/ledger/export{(values ? "?values=true" : "")}", HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            await TarFile.ExtractToDirectoryAsync(await response.Content.ReadAsStreamAsync(), folder.FullName, overwriteFiles: false);
            // The key is taken from the program and not from the export, which could name any.
            var key = new VerifierKey($"localhost/ledger/{slug}", SignatureType.Ed25519, host.Services.GetRequiredService<SigningKeys>().PublicKeys[0]);
            return await LedgerVerification.RunAsync(new DirectorySource(folder.FullName),
                new VerificationOptions { LogKeys = [key], OriginKeys = [host.OriginKeyBytes], TemporaryDirectory = folder.FullName });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Exports and verifies the ledger of every organisation.</summary>
    /// <returns>What is wrong, a line for each finding.</returns>
    public static async Task<IReadOnlyList<string>> FaultsAsync(RegisterHost host)
    {
        var faults = new List<string>(await SealAllAsync(host));
        var slugs = new List<string>();
        await using (var command = host.Owner.CreateCommand("select slug from access.organisation order by slug"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                slugs.Add(reader.GetString(0));
        }

        foreach (var slug in slugs)
        {
            using var client = await host.CallerAsync(slug, Role.Dpo);
            var report = await VerifyAsync(host, client, slug, values: true);
            faults.AddRange(report.Missing(Required).Select(check => $"{slug}: {check} was not checked"));
            faults.AddRange(report.Checks.Where(check => check.Verdict == Verdict.Failed).Select(check => $"{slug}: {check.Id}: {check.Statement} {string.Join("; ", check.Findings)}"));
        }

        return faults;
    }

    // Whoever seals at the same moment may hold what this one would take, so the end is what is looked at; and whoever still records is not waited for.
    private static async Task<IReadOnlyList<string>> SealAllAsync(RegisterHost host)
    {
        var sealer = host.Services.GetRequiredService<Sealer>();
        var until = DateTimeOffset.UtcNow;
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            await sealer.SealAsync(default);
            if (await WaitingAsync(host, until) is var waiting && (waiting.Count == 0 || TimeProvider.System.GetElapsedTime(began) > Patience))
                return waiting;
        }
    }

    private static async Task<IReadOnlyList<string>> WaitingAsync(RegisterHost host, DateTimeOffset until)
    {
        await using var command = host.Owner.CreateCommand(
            """
            select p.tenant_id, count(*), coalesce(l.refusal, 'no refusal'), coalesce(string_agg(distinct e.type || ' ' || e.version, ', '), 'no row in the table') from ledger.pending p
            left join ledger.log l on l.tenant_id = p.tenant_id and l.closed_at is null left join register.mt_events e on e.seq_id = p.seq_id
            where p.queued_at <= $1 group by p.tenant_id, l.refusal
            union all select tenant_id, size - signed_size, coalesce(refusal, 'no refusal'), 'not signed' from ledger.log where signed_size < size and closed_at is null and grown_at <= $1
            """);
        command.Parameters.AddWithValue(until);
        await using var reader = await command.ExecuteReaderAsync();
        var waiting = new List<string>();
        while (await reader.ReadAsync())
            waiting.Add($"{reader.GetString(0)}: {reader.GetInt64(1)} events were never sealed ({reader.GetString(2)}; {reader.GetString(3)})");
        return waiting;
    }
}
