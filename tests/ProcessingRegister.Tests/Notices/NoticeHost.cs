using System.Net;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Hosting.Access;
using ProcessingRegister.Notices;
using ProcessingRegister.Notices.Mail;
using ProcessingRegister.Notices.Webhooks;
using ProcessingRegister.Organisations;
using ProcessingRegister.Reading;
using ProcessingRegister.Tests.Hosting;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using Xunit;

namespace ProcessingRegister.Tests.Notices;

/// <summary>
/// The running program, whose own senders have nowhere to hand mail over to: tests run senders of their own, each a node, on its database. Orders are about
/// records of the kind <c>drill</c>, whose outcomes go into a table of the tests'.
/// </summary>
public sealed class NoticeHost : RegisterHost, IAsyncLifetime
{
    /// <summary>What every personal value of these tests holds, so that it is found wherever it leaks.</summary>
    public const string Canary = "kanari7fugl";

    internal LogLines Log { get; } = new();

    internal Drill Drill { get; } = new();

    // One of its tests erases a person's values as the program cannot yet, with no sealed event that says so.
    protected override bool KeepsHistory => false;

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Notices:PublicAddress"] = "https://register.example.com",
        ["Notices:Webhooks:AllowedNetworks:0"] = "127.0.0.0/8",
        ["Notices:Reminders:PlanningInterval"] = "1.00:00:00",
        ["Notices:Reminders:To:0"] = "Contact",
    };

    protected override void Configure(IServiceCollection services)
    {
        services.AddSingleton<INoticeOutcomes>(Drill);
        services.AddSingleton<ILoggerProvider>(Log);
    }

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await using var command = Owner.CreateCommand(
            "create schema drill; create table drill.outcome (record uuid, notice uuid, result text, attempt int, trouble text, code int, digest bytea, reporter uuid); "
            + "grant usage on schema drill to register_app; grant select, insert on drill.outcome to register_app");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>An organisation whose profile has a contact with this address, and its tenant.</summary>
    internal async Task<Orderer> OrdererAsync(string address, string? officer = null)
    {
        var (slug, client) = await OrganisationAsync(Role.Admin, Role.Dpo, Role.Reader, Role.Contributor);
        var tenant = (await Services.GetRequiredService<Standings>().OrganisationAsync(slug, default))!.TenantId;
        var current = (await client.GetAsync($"/v1/{slug}")).Headers.ETag!;
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/v1/{slug}")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new ReviseOrganisationProfile(new OrganisationProfile
            {
                LegalName = "Example Ltd",
                Country = CountryCode.Parse("NO"),
                Jurisdiction = CountryCode.Parse("NO"),
                Contact = new ContactPerson { Name = new PersonalText($"Ingen {Canary}"), Email = new PersonalText(address) },
                DataProtectionOfficer = officer is null ? Stated<ContactPerson>.Missing : new(StatedAs.Provided, new() { Name = new PersonalText($"Ombud {Canary}"), Email = new PersonalText(officer) }),
            }), options: RegisterJson.Edge),
        };
        request.Headers.IfMatch.Add(current);
        (await client.SendAsync(request)).EnsureSuccessStatusCode();
        var contact = (await Services.GetRequiredService<RecordQueries>().FindAsync<Organisation>(tenant, Guid.Parse(tenant), View.Now, default))!.Profile.Contact!;
        return new Orderer(this, slug, tenant, client, contact);
    }

    /// <summary>Sends the mail that is due, as a node does.</summary>
    /// <returns>How much was taken.</returns>
    internal async Task<int> SendMailAsync(MailOptions mail)
    {
        await using var server = new MailServer(mail);
        var (sender, sum) = (ActivatorUtilities.CreateInstance<MailRun>(Services), 0);
        for (int taken; (taken = await sender.SendBatchAsync(server, mail, default)) > 0;)
            sum += taken;
        return sum;
    }

    /// <summary>Waits until the program has brought about what is asked for.</summary>
    internal static Task UntilAsync(Func<Task<bool>> condition, string what) => UntilAsync(condition, () => what);

    /// <summary>As the other, where what is missing is known only then.</summary>
    internal static async Task UntilAsync(Func<Task<bool>> condition, Func<string> what)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), $"It did not come about that {what()}.");
            await Task.Delay(50);
        }
    }

    /// <summary>Waits until just these results of a record's notices were recorded.</summary>
    internal async Task ExpectAsync(Guid record, params string[] results)
    {
        await UntilAsync(async () => (await RecordedAsync(record)).Count >= results.Length
            && await AskAsync<long>("select count(*) from notices.outcome where record_id = $1 and recorded_at is null", record) == 0, "the outcomes were recorded");
        Assert.Equal(results, await RecordedAsync(record));
    }

    internal static MailOptions Mail(int port) => new("127.0.0.1", port, MailKit.Security.SecureSocketOptions.None, new MailboxAddress(null, "notices@register.example.com"), null, null)
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Asks the database as its owner.</summary>
    internal async Task<T> AskAsync<T>(string sql, params object[] values)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What was recorded of a record's notices, in order of notice and attempt.</summary>
    internal async Task<IReadOnlyList<string>> RecordedAsync(Guid record)
    {
        await using var command = Owner.CreateCommand("select result from drill.outcome where record = $1 order by notice, attempt, ctid");
        command.Parameters.AddWithValue(record);
        await using var reader = await command.ExecuteReaderAsync();
        var results = new List<string>();
        while (await reader.ReadAsync())
            results.Add(reader.GetString(0));
        return results;
    }
}

/// <summary>Who orders notices: an organisation, and a contact of its register.</summary>
internal sealed record Orderer(NoticeHost Host, string Slug, string TenantId, HttpClient Client, ContactPerson Contact)
{
    /// <summary>Orders notices about a new record, to the contact.</summary>
    public async Task<(Guid Record, Guid[] Notices)> OrderAsync(
        int count = 1, NoticeChannel channel = NoticeChannel.Mail, NoticeLanguage language = NoticeLanguage.En, string nature = "A backup was read.", bool commit = true)
    {
        var (record, notices) = (Guid.CreateVersion7(), Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToArray());
        await using var session = Host.Services.GetRequiredService<IDocumentStore>().LightweightSession(TenantId);
        await Host.Services.GetRequiredService<INoticeOutbox>().OrderAsync(session, new NoticeOrder(Drill.Kind, record, NoticeKind.BreachNotice,
            new Dictionary<NoticePlaceholder, string> { [NoticePlaceholder.Reference] = "2026-0017", [NoticePlaceholder.Nature] = nature, [NoticePlaceholder.Measures] = $"Told {NoticeHost.Canary}." },
            [.. notices.Select(id => new NoticeRecipient(id, null, language, channel, channel == NoticeChannel.Mail ? Contact.Email : null, Contact.Name))]), default);
        if (commit)
            await session.SaveChangesAsync();
        return (record, notices);
    }

    /// <summary>Lets what was deferred be due at once.</summary>
    public Task<long> HurryAsync(Guid record) =>
        Host.AskAsync<long>("with hurried as (update notices.notice set due_at = now() where record_id = $1 and state = 'queued' returning 1) select count(*) from hurried", record);
}

/// <summary>Orders the notices of the tests, and writes down what became of them, in the session that it is given.</summary>
internal sealed class Drill : INoticeOutcomes
{
    public const string Kind = "drill";

    /// <summary>Records whose outcomes cannot be recorded for now.</summary>
    public HashSet<Guid> Stuck { get; } = [];

    public string RecordKind => Kind;

    public Task RecordAsync(IDocumentSession session, IReadOnlyList<OutcomesOfRecord> outcomes, CancellationToken ct)
    {
        foreach (var (record, outcome) in outcomes.SelectMany(of => of.Outcomes.Select(outcome => (of.Record, outcome))))
        {
            session.QueueSqlCommand("insert into drill.outcome (record, notice, result, attempt, trouble, code, digest, reporter) values (?, ?, ?, ?, ?, ?, ?, ?)",
                record, outcome.Notice, outcome.Result.ToString(), outcome.Attempt, outcome.Trouble?.ToString() ?? "", outcome.Code ?? 0, outcome.ContentDigest ?? [], outcome.ReportedBy ?? Guid.Empty);
        }

        return outcomes.Any(of => Stuck.Contains(of.Record)) ? throw new InvalidOperationException("stuck") : Task.CompletedTask;
    }
}

/// <summary>Everything that is logged, whatever its level.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose() { }
}

/// <summary>Tests that share this host.</summary>
[CollectionDefinition(Name)]
public sealed class NoticeCollection : ICollectionFixture<NoticeHost>
{
    public const string Name = "A register that sends notices";
}
