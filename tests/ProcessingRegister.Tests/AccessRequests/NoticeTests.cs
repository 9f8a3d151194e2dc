using System.Net.Http.Json;
using ProcessingRegister.AccessRequests;
using ProcessingRegister.Decisions;
using ProcessingRegister.Tests.Notices;
using Xunit;

namespace ProcessingRegister.Tests.AccessRequests;

[Collection(NoticeCollection.Name)]
public sealed class A_notice_of_an_access_request(NoticeHost host)
{
    [Fact]
    public async Task Is_mailed_to_the_controller_who_then_counts_as_told_before_the_disclosure()
    {
        await using var server = new SmtpReceiver();
        var @case = await AccessCase.BeginAsync(host);
        var file = await AskedAsync(@case);
        await @case.SendAsync(@case.Dpo, file, "controller-notices", new NotifyControllerOfAccess(@case.Agreement, NoticeLanguage.En));
        Assert.Equal("pending", (string)(await @case.GetAsync(@case.Dpo, $"access-requests/{file}"))["controllersStand"]!);

        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        var mail = Assert.Single(server.Received, m => m.To == "post@eksempel-bakeri.example");
        Assert.Contains("Eksempel politidistrikt (NO)", mail.Text, StringComparison.Ordinal);
        Assert.Contains("no.strpl.210", mail.Text, StringComparison.Ordinal);
        Assert.Matches("https://register.example.com/notices/[A-Za-z0-9_-]{43}", mail.Text);
        await NoticeHost.UntilAsync(async () => (string)(await @case.GetAsync(@case.Dpo, $"access-requests/{file}"))["controllersStand"]! == "notifiedBefore", "the controller counts as told");
        var owed = (await @case.GetAsync(@case.Dpo, $"access-requests/{file}"))["deadlines"]!.AsArray().Single(d => (string)d!["obligation"]! == "access.controllerNotice")!;
        Assert.Equal("met", (string)owed["state"]!);
    }

    [Fact]
    public async Task That_comes_back_makes_the_notice_due_again_also_when_the_file_is_under_secrecy_by_then()
    {
        await using var server = new SmtpReceiver();
        var @case = await AccessCase.BeginAsync(host);
        var file = await AskedAsync(@case);
        await @case.SendAsync(@case.Dpo, file, "controller-notices", new NotifyControllerOfAccess(@case.Agreement));
        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        await NoticeHost.UntilAsync(async () => (string)(await @case.GetAsync(@case.Dpo, $"access-requests/{file}"))["controllersStand"]! == "notifiedBefore", "the controller counts as told");
        var notice = (string)(await @case.GetAsync(@case.Dpo, $"notices?record={file}"))["items"]![0]!["id"]!;
        (await @case.Dpo.PostAsJsonAsync($"{@case.At}/notices/{notice}/bounces", new { code = 550 })).EnsureSuccessStatusCode();
        await @case.SendAsync(@case.Counsel, file, "secrecy-orders", AccessCase.Order("order 1"));
        await NoticeHost.UntilAsync(async () => (string)(await @case.GetAsync(@case.Counsel, $"access-requests/{file}"))["controllersStand"]! == "gagged", "the notice counts as come back");
    }

    private static async Task<Guid> AskedAsync(AccessCase @case)
    {
        var file = await @case.RecordAsync(@case.Dpo, AccessCase.Request("2026-031"));
        await @case.SendAsync(@case.Dpo, file, "scope", new EstablishScope(new RequestScope([], 1, [new("ledgers", AccessRole.Processor, [@case.Agreement])])));
        return file;
    }
}
