using System.Net;
using System.Net.Http.Json;
using CsCheck;
using ProcessingRegister.Decisions;
using ProcessingRegister.Notices.Templates;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Vault;
using Xunit;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.Notices;

[Collection(NoticeCollection.Name)]
public sealed class A_notice_template(NoticeHost host)
{
    private static readonly NoticeTemplateWritten Written = new(NoticeKind.BreachAllClear, NoticeLanguage.En, "{{reference}}", new PersonalText("{{news}}"));

    [Fact]
    public void Is_written() => Creating(new WriteNoticeTemplate(Written.Notice, Written.Language, Written.Subject, Written.Body)).Then(Written);

    [Fact]
    public void Is_not_written_without_what_the_notice_is_for() =>
        Creating(new WriteNoticeTemplate(NoticeKind.BreachNotice, NoticeLanguage.En, "Hello", new PersonalText("{{nature}}"))).ThenRefused(NoticeRefusals.LacksPlaces);

    [Fact]
    public void Is_revised() =>
        Given<NoticeTemplate>(Written).When(new ReviseNoticeTemplate("{{reference}} again", new PersonalText("{{news}}!"))).Then(new NoticeTemplateRevised("{{reference}} again", new PersonalText("{{news}}!")));

    [Fact]
    public void Is_not_revised_without_what_the_notice_is_for() =>
        Given<NoticeTemplate>(Written).When(new ReviseNoticeTemplate("{{reference}}", new PersonalText("gone"))).ThenRefused(NoticeRefusals.LacksPlaces);

    [Theory]
    [InlineData("{{nothing}}")]
    [InlineData("{{ news }}")]
    [InlineData("{{{{news}}}}")]
    [InlineData("{{news")]
    [InlineData("{{news}} }}")]
    [InlineData("{{News}}")]
    [InlineData("{{#if news}}")]
    [InlineData("{{organisation.profile}}")]
    public void Has_no_places_but_those_of_the_list(string text)
    {
        Assert.NotEmpty(new ReviseNoticeTemplate("x", new PersonalText(text)).Faults());
        Assert.NotEmpty(new WriteNoticeTemplate(NoticeKind.BreachNotice, NoticeLanguage.Nb, "x", new PersonalText(text)).Faults());
    }

    [Fact]
    public void Shows_no_link_in_its_subject() => Assert.NotEmpty(new ReviseNoticeTemplate("{{acknowledgement}}", new PersonalText("x")).Faults());

    public static TheoryData<NoticeKind, NoticeLanguage> Defaults()
    {
        var defaults = new TheoryData<NoticeKind, NoticeLanguage>();
        foreach (var kind in Enum.GetValues<NoticeKind>())
        {
            foreach (var language in Enum.GetValues<NoticeLanguage>())
                defaults.Add(kind, language);
        }

        return defaults;
    }

    [Theory, MemberData(nameof(Defaults))]
    public void That_serves_by_default_could_have_been_written_by_an_organisation(NoticeKind kind, NoticeLanguage language)
    {
        var words = DefaultTemplates.Of(kind, language);
        Assert.Empty(new WriteNoticeTemplate(kind, language, words.Subject, new PersonalText(words.Body)).Faults());
        Assert.Superset(TemplateText.DemandedBy(kind).ToHashSet(), TemplateText.PlacesIn(words.Subject).Union(TemplateText.PlacesIn(words.Body)).ToHashSet());
    }

    // A value that looks like a template is filled into nothing, whatever it says.
    [Fact]
    public void Is_filled_once() => Gen.String[Gen.Char["{}newsatur \n"], 0, 40].Sample(value =>
        TemplateText.Fill("[{{nature}}]", place => place == NoticePlaceholder.Nature ? value : "never", "") == $"[{value}]");

    [Fact]
    public void Makes_one_line_of_a_subject() => Gen.String.Sample(text => !TemplateText.OneLine(text).Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'));

    [Fact]
    public async Task Is_previewed_with_invented_values()
    {
        var orderer = await host.OrdererAsync("a@example.com");
        var shown = await (await orderer.Client.PostAsJsonAsync($"/v1/{orderer.Slug}/notice-templates/preview",
            new PreviewNoticeTemplate(NoticeKind.BreachNotice, NoticeLanguage.Nb), RegisterJson.Edge)).Content.ReadFromJsonAsync<NoticePreview>(RegisterJson.Edge);

        Assert.Equal("Example Ltd: melding om brudd på personopplysningssikkerheten (2026-0017)", shown!.Subject);
        Assert.DoesNotContain("{{", shown.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await orderer.Client.PostAsJsonAsync($"/v1/{orderer.Slug}/notice-templates/preview",
            new PreviewNoticeTemplate(NoticeKind.BreachNotice, NoticeLanguage.Nb, null, new PersonalText("{{secret}}")), RegisterJson.Edge)).StatusCode);
    }

    [Fact]
    public async Task Says_what_it_said_when_the_notice_was_ordered()
    {
        await using var server = new SmtpReceiver();
        var orderer = await host.OrdererAsync("a@example.com");
        var places = string.Join('\n', TemplateText.DemandedBy(NoticeKind.BreachNotice).Select(place => $"{{{{{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(place.ToString())}}}}}"));
        var written = await orderer.Client.PostAsJsonAsync($"/v1/{orderer.Slug}/notice-templates",
            new WriteNoticeTemplate(NoticeKind.BreachNotice, NoticeLanguage.En, "First {{reference}}", new PersonalText(places)), RegisterJson.Edge);
        Assert.Equal(HttpStatusCode.Created, written.StatusCode);
        await orderer.OrderAsync();
        using var revision = new HttpRequestMessage(HttpMethod.Post, $"{written.Headers.Location}/revisions")
        {
            Content = JsonContent.Create(new ReviseNoticeTemplate("Second {{reference}}", new PersonalText(places)), options: RegisterJson.Edge),
        };
        revision.Headers.IfMatch.Add(written.Headers.ETag!);
        (await orderer.Client.SendAsync(revision)).EnsureSuccessStatusCode();
        await orderer.OrderAsync();
        await host.SendMailAsync(NoticeHost.Mail(server.Port));

        Assert.Equal(["First 2026-0017", "Second 2026-0017"], server.Received.Select(mail => mail.Header("Subject").Single()));
    }
}
