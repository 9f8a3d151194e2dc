using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProcessingRegister.Hosting;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Notices;

[Collection(NoticeCollection.Name)]
public sealed class A_program_that_is_killed(NoticeHost host)
{
    /// <summary>The program itself, in a process of its own, is killed after the server has a mail and before it is told so: nobody can know, so it is sent again.</summary>
    [Fact]
    public async Task Between_a_mail_and_its_answer_loses_none_and_records_each_once()
    {
        using var folder = new TemporaryFolder();
        await using var server = new SmtpReceiver();
        var (orderer, killed) = (await host.OrdererAsync("a@example.com"), new TaskCompletionSource());
        var (record, notices) = await orderer.OrderAsync(30);
        using var program = Start(server.Port, folder.Path);
        try
        {
            server.AfterData = _ =>
            {
                if (server.Received.Count < 7)
                    return "250 taken";
                program.Kill();
                killed.TrySetResult();
                return null;
            };
            await killed.Task.WaitAsync(TimeSpan.FromMinutes(2));
            await program.WaitForExitAsync();
        }
        finally
        {
            if (!program.HasExited)
                program.Kill();
        }

        server.AfterData = _ => "250 taken";
        await orderer.HurryAsync(record);
        await host.SendMailAsync(NoticeHost.Mail(server.Port));

        var received = server.Received.Select(mail => mail.Header("Message-ID").Single()).ToList();
        Assert.Equal(notices.Select(id => $"<{id:N}@register.example.com>").Order(), received.Distinct().Order());
        // Only the mail whose answer was lost was sent twice.
        Assert.Equal(notices.Length + 1, received.Count);
        await host.ExpectAsync(record, [.. notices.Select(_ => "Dispatched")]);
    }

    /// <summary>
    /// The same, with a breach: the records of its controllers say each once that it was told, although two nodes bring back what became of the notices,
    /// and two more send what was left.
    /// </summary>
    [Fact]
    public async Task Between_outbox_and_mail_of_a_breach_tells_every_controller_and_records_it_once()
    {
        using var folder = new TemporaryFolder();
        await using var server = new SmtpReceiver();
        Controller[] controllers = [.. Enumerable.Range(0, 30).Select(n => new Controller($"{111111100 + n}", Email: $"c{n}@killed.example"))];
        var (breach, killed) = (await ControllersToTell.BeginAsync(host, controllers), new TaskCompletionSource());
        using var program = Start(server.Port, folder.Path);
        try
        {
            server.AfterData = _ =>
            {
                if (server.Received.Count < 7)
                    return "250 taken";
                program.Kill();
                killed.TrySetResult();
                return null;
            };
            await breach.SelectAsync(notice: new { reference = "notice 1" });
            await killed.Task.WaitAsync(TimeSpan.FromMinutes(2));
            await program.WaitForExitAsync();
        }
        finally
        {
            if (!program.HasExited)
                program.Kill();
        }

        server.AfterData = _ => "250 taken";
        await host.AskAsync<long>("with hurried as (update notices.notice set due_at = now() where tenant_id = $1 and state = 'queued' returning 1) select count(*) from hurried", breach.Orderer.TenantId);
        await Task.WhenAll(host.SendMailAsync(NoticeHost.Mail(server.Port)), host.SendMailAsync(NoticeHost.Mail(server.Port)));

        await breach.ExpectAsync([.. controllers.Select(c => (c.Number, "sent"))]);
        Assert.Equal(controllers.Select(c => c.Email!).Order(), server.Received.Select(mail => mail.To).Distinct().Order());
        // Only the mail whose answer was lost was sent twice.
        Assert.Equal(controllers.Length + 1, server.Received.Count);
        Assert.Equal(controllers.Length, await host.AskAsync<long>("select count(*) from register.mt_events where tenant_id = $1 and type = 'controller_notice_sent'", breach.Orderer.TenantId));
        Assert.Equal(controllers.Length, await host.AskAsync<long>("select count(*) from register.mt_events where tenant_id = $1 and type = 'controller_notice_ordered'", breach.Orderer.TenantId));
    }

    private Process Start(int port, string folder)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(Composition).Assembly.Location])
        {
            WorkingDirectory = AppContext.BaseDirectory,
        };
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Register"] = host.Services.GetRequiredService<Database>().ApplicationConnection,
            ["PROCESSING_REGISTER_KEK"] = host.Services.GetRequiredService<IConfiguration>()["PROCESSING_REGISTER_KEK"]!,
            ["DataFolder"] = folder,
            ["Ledger__SealsHere"] = "false",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Notices__Mail__Host"] = "127.0.0.1",
            ["Notices__Mail__Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Notices__Mail__Security"] = "None",
            ["Notices__Mail__From"] = "notices@register.example.com",
            ["Notices__PublicAddress"] = "https://register.example.com",
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("register-killed-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
