using System.Formats.Tar;
using System.Net;
using System.Net.Http.Json;
using ProcessingRegister.AccessRequests;
using ProcessingRegister.Reading;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.Ledger;
using ProcessingRegister.Vault;
using Verifier.Checks;
using Verifier.Reports;
using Verifier.Sources;
using Xunit;

namespace ProcessingRegister.Tests.AccessRequests;

[Collection(RegisterCollection.Name)]
public sealed class A_file_under_secrecy(RegisterHost register)
{
    /// <summary>An attacker tries everything before the file exists, and again after; no byte of any answer may differ.</summary>
    [Theory]
    [InlineData("reader")]
    [InlineData("dpo")]
    [InlineData("auditor")]
    [InlineData("another organisation")]
    [InlineData("nobody")]
    public async Task Changes_no_byte_of_what_others_are_answered(string who)
    {
        var @case = await AccessCase.BeginAsync(register);
        await @case.RecordAsync(@case.Dpo, AccessCase.Request("open"));
        var attacker = who switch
        {
            "reader" => @case.Reader,
            "dpo" => @case.Dpo,
            "auditor" => @case.Auditor,
            "nobody" => register.Anonymous(),
            _ => (await AccessCase.BeginAsync(register)).Counsel,
        };
        // The file's ids are random and so not to be had before it exists; the attacker tries ids that are as good.
        await @case.SealAsync();
        var unknown = await @case.TriedAsync(attacker, Guid.CreateVersion7(), Guid.CreateVersion7());
        await @case.SealAsync();
        var before = await @case.TriedAsync(attacker, Guid.Empty, Guid.Empty);

        var file = await @case.RecordAsync(@case.Counsel, AccessCase.Request("secret", secret: true));
        var recorded = await @case.SendAsync(@case.Counsel, file, "authenticity-checks", new AuthenticateAuthority(AccessCase.Received.AddHours(1), true, "called back"));
        await @case.SendAsync(@case.Counsel, file, "scope", new EstablishScope(new RequestScope([], 1, [new("ledgers", AccessRole.Processor, [@case.Agreement])])));
        await @case.SendAsync(@case.Counsel, file, "preservations", new PreserveData("hold 1", AccessCase.Received.AddHours(2), [@case.Agreement]));
        await @case.GetAsync(@case.Counsel, $"access-requests/{file}");
        await @case.SealAsync();

        Assert.Equal(before, await @case.TriedAsync(attacker, Guid.Empty, Guid.Empty));
        var tried = await @case.TriedAsync(attacker, file, (Guid)recorded["eventIds"]![0]!);
        // The address that was asked for is echoed nowhere, so the real id is answered as an invented one was.
        Assert.Equal(unknown.Values.Order(StringComparer.Ordinal), tried.Values.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Is_open_to_counsel_in_every_way()
    {
        var @case = await AccessCase.BeginAsync(register);
        var open = await @case.RecordAsync(@case.Dpo, AccessCase.Request("open"));
        var secret = await @case.RecordAsync(@case.Counsel, AccessCase.Request("secret", secret: true));
        var check = await @case.SendAsync(@case.Counsel, secret, "authenticity-checks", new AuthenticateAuthority(AccessCase.Received.AddHours(1), true, "called back", new("Ring Kari.")));

        Assert.Equal([open, secret], await @case.ListedAsync(@case.Counsel));
        Assert.Equal([open], await @case.ListedAsync(@case.Reader));
        var first = await @case.GetAsync(@case.Counsel, "access-requests?limit=1");
        Assert.Equal(secret, (Guid)(await @case.GetAsync(@case.Counsel, $"access-requests?limit=1&cursor={first["nextCursor"]}"))["items"]![0]!["id"]!);
        var shown = await @case.GetAsync(@case.Counsel, $"access-requests/{secret}");
        Assert.Equal(("Ring Kari.", true, "gagged"), ((string)shown["authenticityChecks"]![0]!["findings"]!, (bool)shown["isUnderSecrecy"]!, (string)shown["controllersStand"]!));
        Assert.Equal(["access_request_received", "secrecy_ordered", "authority_authenticated"],
            (await @case.GetAsync(@case.Counsel, $"access-requests/{secret}/history"))["items"]!.AsArray().Select(e => (string)e!["type"]!));
        await @case.SealAsync();
        Assert.Equal(HttpStatusCode.OK, (await @case.Counsel.GetAsync($"{@case.At}/events/{(Guid)check["eventIds"]![0]!}/receipt")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await @case.Auditor.GetAsync($"{@case.At}/events/{(Guid)check["eventIds"]![0]!}/receipt")).StatusCode);
    }

    [Fact]
    public async Task Is_not_found_by_its_reference()
    {
        var @case = await AccessCase.BeginAsync(register);
        await @case.RecordAsync(@case.Counsel, AccessCase.Request("2026-77", secret: true));
        await @case.RecordAsync(@case.Dpo, AccessCase.Request("2026-77"));
    }

    [Fact]
    public async Task That_was_open_before_is_absent_from_then_on_and_comes_back_whole()
    {
        var @case = await AccessCase.BeginAsync(register);
        var file = await @case.RecordAsync(@case.Dpo, AccessCase.Request("late"));
        var check = await @case.SendAsync(@case.Dpo, file, "authenticity-checks", new AuthenticateAuthority(AccessCase.Received.AddHours(1), true, "called back", new("Ring Kari.")));
        await @case.SendAsync(@case.Dpo, file, "scope", new EstablishScope(new RequestScope([], 1, [new("ledgers", AccessRole.Processor, [@case.Agreement])])));
        await @case.SealAsync();
        var @event = (Guid)check["eventIds"]![0]!;
        Assert.Equal(HttpStatusCode.OK, (await @case.Auditor.GetAsync($"{@case.At}/events/{@event}/receipt")).StatusCode);

        await @case.SendAsync(@case.Counsel, file, "secrecy-orders", AccessCase.Order("order 1"));
        foreach (var route in new[] { $"access-requests/{file}", $"access-requests/{file}?asOf=2026-11-01", $"access-requests/{file}/history", $"access-requests/{file}/consultations", $"events/{@event}/receipt", $"ledger/inclusion?event={@event}" })
            Assert.Equal(HttpStatusCode.NotFound, (await @case.Dpo.GetAsync($"{@case.At}/{route}")).StatusCode);
        Assert.Empty(await @case.ListedAsync(@case.Dpo));
        Assert.DoesNotContain(file.ToString(), await @case.Dpo.GetStringAsync($"{@case.At}/events?limit=500"), StringComparison.Ordinal);
        Assert.Equal("404", await @case.RefusedAsync(@case.Dpo, file, "receipt-confirmations", new ConfirmReceipt(AccessCase.Received.AddHours(2))));

        // What stands in the open log stays there as hashes; whoever may not know is given no more of it, and the verifier says so.
        await @case.SealAsync();
        var export = await ExportedLedgers.VerifyAsync(register, @case.Dpo, @case.Slug, values: true);
        Assert.DoesNotContain(export.Checks, c => c.Verdict == Verdict.Failed);
        Assert.Contains(export.Checks.SelectMany(c => c.Unchecked), part => part.Part == CheckId.Part.Withheld && part.Reason.StartsWith("4 ", StringComparison.Ordinal));
        Assert.DoesNotContain("access_request", await @case.TarAsync(@case.Dpo, "ledger/export?values=true"), StringComparison.Ordinal);
        Assert.DoesNotContain("Ring Kari.", await @case.TarAsync(@case.Dpo, "ledger/export?values=true"), StringComparison.Ordinal);
        Assert.Contains("secrecy_ordered", await @case.TarAsync(@case.Counsel, "ledger/closed-export"), StringComparison.Ordinal);
        Assert.DoesNotContain((await ClosedAsync(@case)).Checks, c => c.Verdict == Verdict.Failed);

        var closed = await @case.GetAsync(@case.Counsel, $"access-requests/{file}");
        Assert.Equal((4, "Ring Kari."), ((int)closed["version"]!, (string)closed["authenticityChecks"]![0]!["findings"]!));
        await @case.SendAsync(@case.Counsel, file, "receipt-confirmations", new ConfirmReceipt(AccessCase.Received.AddHours(2)));
        // Twice is once, also for what carries the file over.
        Assert.Empty((await @case.SendAsync(@case.Counsel, file, "secrecy-orders", AccessCase.Order("order 1")))["eventIds"]!.AsArray());

        await @case.SendAsync(@case.Counsel, file, "secrecy-orders/1/lifting", new LiftSecrecy(AccessCase.Received.AddDays(30), new("By the court.")));
        var back = await @case.GetAsync(@case.Dpo, $"access-requests/{file}");
        Assert.Equal((6, "Ring Kari.", "By the court."), ((int)back["version"]!, (string)back["authenticityChecks"]![0]!["findings"]!,
            (string)(await @case.GetAsync(@case.Dpo, $"access-requests/{file}/history"))["items"]![5]!["data"]!["reason"]!));
        var due = back["deadlines"]!.AsArray().Single(d => (string)d!["obligation"]! == "access.controllerNotice")!;
        Assert.Equal((AccessCase.Received.AddDays(30), "open"), ((DateTimeOffset)due["since"]!, (string)due["state"]!));
        var history = (await @case.GetAsync(@case.Dpo, $"access-requests/{file}/history"))["items"]!.AsArray();
        Assert.Equal(["access_request_received", "authority_authenticated", "access_scope_established", "secrecy_ordered", "access_receipt_confirmed", "secrecy_lifted"], history.Select(e => (string)e!["type"]!));
        Assert.All(history, e => Assert.NotNull((string?)e!["actor"]));
        await @case.SealAsync();
        Assert.Equal(HttpStatusCode.OK, (await @case.Auditor.GetAsync($"{@case.At}/events/{@event}/receipt")).StatusCode);

        // It can come under secrecy again, and be worked on in either drawer.
        await @case.SendAsync(@case.Dpo, file, "cost-claims", new ClaimCosts(AccessCase.Received.AddHours(3), 1, "NOK"));
        await @case.SendAsync(@case.Counsel, file, "secrecy-orders", AccessCase.Order("order 2"));
        Assert.Equal(8, (int)(await @case.GetAsync(@case.Counsel, $"access-requests/{file}"))["version"]!);
        Assert.Empty(await @case.ListedAsync(@case.Dpo));
        await @case.SealAsync();
    }

    // The closed drawer has a log of its own, which counsel can have verified like the other.
    private async Task<VerificationReport> ClosedAsync(AccessCase @case)
    {
        var folder = Directory.CreateTempSubdirectory("closed-");
        try
        {
            await TarFile.ExtractToDirectoryAsync(await @case.Counsel.GetStreamAsync($"{@case.At}/ledger/closed-export"), folder.FullName, overwriteFiles: false);
            return await LedgerVerification.RunAsync(new DirectorySource(folder.FullName), new VerificationOptions { OriginKeys = [register.OriginKeyBytes], TemporaryDirectory = folder.FullName });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Is_begun_by_counsel_only_and_every_reading_of_it_is_on_record()
    {
        var @case = await AccessCase.BeginAsync(register);
        var refused = await @case.Dpo.PostAsJsonAsync($"{@case.At}/access-requests", AccessCase.Request("x", secret: true), RegisterJson.Edge);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var file = await @case.RecordAsync(@case.Counsel, AccessCase.Request("x", secret: true));
        await @case.GetAsync(@case.Counsel, $"access-requests/{file}");
        await @case.GetAsync(@case.Counsel, "access-requests");
        await @case.GetAsync(@case.Counsel, $"access-requests/{file}/history");
        await @case.Counsel.GetStringAsync($"{@case.At}/access-requests.csv");
        await @case.Dpo.GetAsync($"{@case.At}/access-requests/{file}");
        await @case.GetAsync(@case.Dpo, "access-requests");

        var readings = (await @case.GetAsync(@case.Counsel, $"access-requests/{file}/consultations"))["items"]!.AsArray();
        Assert.Equal(["record", "list", "history", "table"], readings.Select(r => (string)r!["how"]!));
        Assert.All(readings, r => Assert.True(Guid.TryParse((string)r!["actor"]!, out _)));
        // Reading what was read is not recorded in its turn.
        Assert.Equal(4, (await @case.GetAsync(@case.Counsel, $"access-requests/{file}/consultations"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Reaches_whoever_erases_as_a_hold_and_no_more()
    {
        var @case = await AccessCase.BeginAsync(register);
        var secret = await @case.RecordAsync(@case.Counsel, AccessCase.Request("held", secret: true));
        await @case.SendAsync(@case.Counsel, secret, "preservations", new PreserveData("hold 1", AccessCase.Received.AddHours(2), [@case.Agreement], Until: AccessCase.Received.AddYears(5)));
        var holds = (IErasureHolds)register.Services.GetService(typeof(IErasureHolds))!;
        var tenant = (await register.TenantAsync(@case.Slug))!;
        var now = DateTimeOffset.UtcNow;
        Assert.Equal(new ErasureHold(AccessCase.Received.AddYears(5), true), Assert.Single(await holds.OnAsync(tenant, @case.Agreement, now, default)));
        Assert.Empty(await holds.OnAsync(tenant, @case.Agreement, now.AddYears(9), default));
        Assert.Empty(await holds.OnAsync(tenant, null, now, default));
        Assert.Empty((await @case.GetAsync(@case.Dpo, "erasure-holds"))["items"]!.AsArray());
        Assert.Single((await @case.GetAsync(@case.Counsel, "erasure-holds"))["items"]!.AsArray());
    }
}
