using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Tests.Notices;
using Xunit;

namespace ProcessingRegister.Tests.SubprocessorChanges;

[Collection(NoticeCollection.Name)]
public sealed class The_notice_of_a_change(NoticeHost host)
{
    [Fact]
    public async Task Leaves_by_mail_in_each_ones_language_with_each_ones_date_and_its_way_is_recorded()
    {
        await using var server = new SmtpReceiver { Recipient = to => to.Contains("gone", StringComparison.Ordinal) ? "550 5.1.1 unknown" : null };
        var processor = await Processor.BeginAsync(host);
        await processor.ImportAsync(
            Processor.Customer(1, Processor.General(30, 14), mail: "no@controller.example"), Processor.Customer(2, Processor.General(60, 30), "SE", "se@controller.example"),
            Processor.Customer(3, Processor.General(30, 14), mail: "gone@controller.example"), Processor.Customer(4, Processor.General(30, 14)));
        var today = Facts.DayOf(DateTimeOffset.UtcNow);
        var change = await processor.IntendAsync($"{today.AddDays(90):yyyy-MM-dd}");
        await processor.EndOfAsync(await processor.Client.PostAsJsonAsync($"{change}/announcement", new { contactPoint = "Personvernombudet" }));
        Assert.Equal(["due 1", "ordered 3"], Progress(await processor.GetAsync(change)));

        await host.SendMailAsync(NoticeHost.Mail(server.Port));
        await NoticeHost.UntilAsync(async () => Progress(await processor.GetAsync(change)) is ["due 1", "sent 2", "returned 1"], "the notices' ways were recorded");

        var (norwegian, swedish) = (server.Received.Single(mail => mail.To == "no@controller.example"), server.Received.Single(mail => mail.To == "se@controller.example"));
        Assert.Contains("Ny underdatabehandler: Hilfe GmbH.", norwegian.Text, StringComparison.Ordinal);
        Assert.Contains(today.AddDays(14).ToString("d. MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("nb")), norwegian.Text, StringComparison.Ordinal);
        Assert.Contains(today.AddDays(30).ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en")), swedish.Text, StringComparison.Ordinal);
        Assert.Contains("Personvernombudet", swedish.Text, StringComparison.Ordinal);

        var sent = (await processor.GetAsync($"{change}/notices?progress=sent"))["items"]!.AsArray();
        Assert.All(sent, item => Assert.Equal(32, Convert.FromBase64String((string)item!["notice"]!["dispatches"]![0]!["contentSha256"]!).Length));
        Assert.Equal(["notInformed 2", "tooEarly 2"], Processor.Standings(await processor.GetAsync(change)).Select(s => $"{s.Key} {s.Value}"));
        var returned = Assert.Single((await processor.GetAsync($"{change}/notices?progress=returned"))["items"]!.AsArray())!["notice"]!;
        Assert.Equal("rejected 550", (string)returned["dispatches"]![0]!["cause"]!);
        // Once more, by letter: its period runs from then.
        await processor.PostAsync($"/change-notices/{(string)returned["id"]!}/dispatches", new { dispatch = Guid.NewGuid(), sentAt = DateTimeOffset.UtcNow, means = "letter" });
        Assert.Equal(["notInformed 1", "tooEarly 3"], Processor.Standings(await processor.GetAsync(change)).Select(s => $"{s.Key} {s.Value}"));
    }

    private static string[] Progress(JsonNode change) => [.. change["summary"]!["progress"]!.AsArray().Select(p => $"{p!["progress"]} {p["controllers"]}")];
}
