using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Benchmarks.Measuring;
using Npgsql;

namespace Benchmarks.Measurements;

/// <summary>How long it takes until the notices of one breach to thousands of controllers are durable, shown, and on their way.</summary>
internal sealed class Breaches : IMeasurement
{
    // What each controller's notice leaves in the database.
    private static readonly string[] Tables = ["register.mt_streams", "register.mt_events", "register.mt_doc_controller_notification", "register.record_version", "notices.notice"];

    /// <inheritdoc />
    public string Name => "breaches";

    /// <inheritdoc />
    public async Task<Section> MeasureAsync(TestBed bed)
    {
        var controllers = bed.Quick ? 400 : 20_000;
        var rounds = new List<Round>();
        for (var round = 0; round < (bed.Quick ? 1 : 2); round++)
        {
            await using var database = await bed.NewDatabaseAsync($"breaches_{round}");
            await Filling.FillWithAgreementsAsync(database, controllers, 1, SampleBreach.Service);
            rounds.Add(await BreakAsync(database, controllers));
        }

        return new Section("One breach, and all its controllers",
            $"A breach of a service that {controllers:#,0} controllers take: one command selects them and orders their notices, and a mail server on this machine takes whatever comes. "
            + "The service runs in a process of its own that has answered other commands before. The baseline writes the same rows of events, records, versions and outbox by plain "
            + "INSERT, in as many transactions, with their indexes and without triggers.",
            [
                Figure.Compared("From the command until all notices are durable", "s", [.. rounds.Select(r => r.Durable)], "the same rows alone", [.. rounds.Select(r => r.Plain)],
                    Target.NeverAbove(15, "s")),
                new Figure("Until what is owed to each was read over HTTP", "s", Spread.Of(rounds.Select(r => r.Shown))) { Target = Target.NeverAbove(20, "s") },
                new Figure("Until the mail server had taken the first mail", "s", Spread.Of(rounds.Select(r => r.FirstMail))) { Target = Target.NeverAbove(2, "s") },
                new Figure("Until it had taken them all, and each record said so", "s", Spread.Of(rounds.Select(r => r.AllSent))),
                new Figure("The most memory that the service held from its start on", "MB", Spread.Of(rounds.Select(r => r.Memory))) { Target = Target.NeverAbove(500, "MB") },
            ]);
    }

    private static async Task<Round> BreakAsync(RegisterDatabase database, int controllers)
    {
        await using var sink = new MailSink();
        await using var server = await database.ServeAsync(new()
        {
            ["Notices__Mail__Host"] = "127.0.0.1",
            ["Notices__Mail__Port"] = sink.Port.ToString(CultureInfo.InvariantCulture),
            ["Notices__Mail__Security"] = "None",
            ["Notices__Mail__From"] = "notices@processor.example",
            ["Notices__PublicAddress"] = "https://processor.example",
        });
        using var http = server.Client();
        // A first breach concerns nobody: the service has met each command before.
        await SampleBreach.BeginAsync(http, database.Access.Slug, "rehearsal", "no such service");
        var breach = await SampleBreach.BeginAsync(http, database.Access.Slug, "2026-01", SampleBreach.Service.Value, command: false);
        await using var owner = NpgsqlDataSource.Create(database.Connection);

        var start = Stopwatch.GetTimestamp();
        await SampleBreach.TellAsync(http, breach);
        await UntilAsync(owner, "select count(*) from notices.notice", controllers);
        var durable = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await ReadAllAsync(http, $"/v1/{database.Access.Slug}/obligations?article=33(2)&limit=500", controllers);
        var shown = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await UntilAsync(owner, "select count(*) from register.mt_events where type = 'controller_notice_sent'", controllers);
        var sent = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (sink.Taken < controllers)
            throw new InvalidOperationException($"Only {sink.Taken} mails were taken over.");
        return new(durable, shown, Stopwatch.GetElapsedTime(start, sink.FirstAt).TotalSeconds, sent, server.PeakMemory, await PlainAsync(database));
    }

    private static async Task UntilAsync(NpgsqlDataSource owner, string count, long expected)
    {
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(250))
        {
            await using var command = owner.CreateCommand(count);
            if ((long)(await command.ExecuteScalarAsync())! >= expected)
                return;
            if (patience.Elapsed > TimeSpan.FromMinutes(10))
                throw new InvalidOperationException($"It did not come about: {count} is not {expected}.");
        }
    }

    private static async Task ReadAllAsync(HttpClient http, string first, int controllers)
    {
        var (seen, next) = (0, first);
        while (next is not null)
        {
            var page = await http.GetFromJsonAsync<JsonElement>(next);
            foreach (var item in page.GetProperty("items").EnumerateArray())
                seen += item.GetProperty("obligation").GetString() == "breach.notice" ? 1 : 0;
            next = page.TryGetProperty("nextCursor", out var cursor) && cursor.ValueKind == JsonValueKind.String ? $"{first}&cursor={cursor.GetString()}" : null;
        }

        if (seen != controllers)
            throw new InvalidOperationException($"What is owed was shown for {seen} controllers.");
    }

    // The rows that the first recording of each controller left, written again into tables of the same shape.
    private static async Task<double> PlainAsync(RegisterDatabase database)
    {
        const int Batch = 250;
        foreach (var table in Tables)
        {
            var name = table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..];
            var of = name switch
            {
                "mt_events" => "type in ('controller_found_concerned', 'controller_notice_ordered')",
                "mt_streams" => "id in (select id from register.mt_doc_controller_notification)",
                "record_version" => "kind = 'controller_notification' and version <= 2",
                _ => "true",
            };
            await database.RunAsync(
                $"create table public.{name} (like {table} including indexes including defaults); create table public.from_{name} as select *, row_number() over () as batch_row from {table} where {of}; "
                + $"create index on public.from_{name} (batch_row); analyze public.from_{name}");
        }

        await using var source = NpgsqlDataSource.Create(database.Connection);
        var columns = new Dictionary<string, string>();
        foreach (var name in Tables.Select(table => table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..]))
        {
            await using var named = source.CreateCommand(
                "select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute where attrelid = ('public.' || $1)::regclass and attnum > 0 and not attisdropped and attgenerated = ''");
            named.Parameters.AddWithValue(name);
            columns[name] = (string)(await named.ExecuteScalarAsync())!;
        }

        await using var connection = await source.OpenConnectionAsync();
        var start = Stopwatch.GetTimestamp();
        for (long row = 0, inserted = 1; inserted > 0; row += Batch)
        {
            inserted = 0;
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var (name, list) in columns)
            {
                var each = name == "mt_events" ? 2 : 1;
                await using var insert = new NpgsqlCommand(
                    $"insert into public.{name} ({list}) select {list} from public.from_{name} where batch_row > {row * each} and batch_row <= {(row + Batch) * each}", connection, transaction);
                inserted += await insert.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private sealed record Round(double Durable, double Shown, double FirstMail, double AllSent, double Memory, double Plain);
}
