using System.Text.Json;
using Benchmarks.Measuring;
using Marten;
using MerkleLog;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Ledger;
using ProcessingRegister.Ledger.Anchoring;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;

namespace Benchmarks.Measurements;

/// <summary>What the ledger costs those who append, and how fast it seals and proves.</summary>
internal sealed class Sealing : IMeasurement
{
    private const int Clients = 16;
    private const int Proofs = 200;
    private const string SmallPayload = """{"reviewedOn": "2026-11-22", "findings": null, "nextReviewBy": "2027-11-22"}""";

    /// <inheritdoc />
    public string Name => "sealing";

    /// <inheritdoc />
    public async Task<Section> MeasureAsync(TestBed bed)
    {
        var appends = await AppendsAsync(bed);
        await using var few = await Log.OpenAsync(bed, "sealing_of_small", SmallPayload, bed.Quick ? 4_000 : 200_000);
        await using var large = await Log.OpenAsync(bed, "sealing_of_large", LargePayload(), bed.Quick ? 1_000 : 40_000);
        var backlogs = await Rounds.InterleavedAsync(bed.Quick ? 1 : 3, few.SealAsync, few.ReadAsync, large.SealAsync, large.ReadAsync);
        var proofs = await Rounds.InterleavedAsync(Proofs, few.ProveAsync, few.LookUpAsync);
        return new Section("The ledger",
            $"Appending: {Clients} clients, each reviews records of its own by Marten's `FetchForWriting` in the measuring process, in a database with the ledger and, in turn, in one "
            + $"without its trigger and origin code; nothing is sealed meanwhile. Sealing: a backlog of {few.Events:#,0} events of one organisation, from the first batch to the last "
            + "signed checkpoint, every leaf read back before it is signed; the baseline only reads the same rows. A proof: of a random event, from the tiles in the database; the "
            + "baseline looks the leaf up.",
            [
                Figure.Compared("Time of one append with the ledger", "ms", appends[0], "without it", appends[1], Target.RatioAtMost(1.15)),
                Figure.Compared("Events sealed and signed, rows of about 600 bytes", "/s", backlogs[0], "rows read", backlogs[1], bed.Quick ? null : Target.MedianAtLeast(15_000, "/s")),
                Figure.Compared("Events sealed and signed, rows of about 3 kB", "/s", backlogs[2], "rows read", backlogs[3]),
                Figure.Compared($"Inclusion proof in a tree of {few.Events:#,0} leaves", "ms", proofs[0], "the leaf alone", proofs[1], Target.MedianAtMost(5, "ms")),
            ]);
    }

    private static string LargePayload() => JsonSerializer.Serialize(SampleActivities.Event(1, 0, new DateOnly(2026, 1, 1)), RegisterJson.Edge);

    private static async Task<double[][]> AppendsAsync(TestBed bed)
    {
        await using var with = await bed.NewDatabaseAsync("appends_with_ledger");
        await using var without = await bed.NewDatabaseAsync("appends_without_ledger", withLedger: false);
        var records = new Dictionary<RegisterDatabase, Guid[]>();
        foreach (var database in new[] { with, without })
        {
            await Filling.FillAsync(database, Clients * 8, 1);
            var (found, _) = await database.Records.PageAsync<ProcessingActivity>(database.Access.TenantId, View.Now, null, Clients * 8, null, default);
            records[database] = [.. found.Select(record => record.Id)];
        }

        return await Rounds.InterleavedAsync(bed.Rounds * 2 + 1, () => MillisecondsEachAsync(with), () => MillisecondsEachAsync(without));

        async Task<double> MillisecondsEachAsync(RegisterDatabase database)
        {
            var turns = new int[Clients];
            return 1000.0 / await Rounds.RateAsync(Clients, bed.RoundTime, client => AppendAsync(database, records[database][(client * 8) + (turns[client]++ % 8)]));
        }
    }

    private static async Task AppendAsync(RegisterDatabase database, Guid id)
    {
        await using var session = database.Store.LightweightSession(database.Access.TenantId);
        session.LastModifiedBy = Guid.Empty.ToString();
        var stream = await session.Events.FetchForWriting<ProcessingActivity>(id);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        stream.AppendMany(Deciding.Wrap(session, [new ProcessingActivityReviewed(today, today.AddYears(1), null)], DateTimeOffset.UtcNow));
        await session.SaveChangesAsync();
    }

    /// <summary>The log of one organisation, sealed by the product's own parts.</summary>
    private sealed class Log(RegisterDatabase database, string folder, int events) : IAsyncDisposable
    {
        private readonly LedgerDatabase ledger = new(NpgsqlDataSource.Create(database.SealerConnection));
        private readonly Random random = new(1);

        /// <summary>How many events there are to seal.</summary>
        public int Events => events;

        public static async Task<Log> OpenAsync(TestBed bed, string name, string payload, int events)
        {
            var database = await bed.NewDatabaseAsync(name);
            await Backlog.CopyAsync(database, events, payload);
            return new(database, Path.Combine(bed.Folder, name), events);
        }

        /// <summary>Seals everything from the beginning; answers how many events a second.</summary>
        public async Task<double> SealAsync()
        {
            await ForgetAsync();
            var integrator = new Integrator(ledger, database.OriginKey, (tenant, _) => Task.FromResult($"benchmarks.example/{tenant}"));
            using var nobody = new OutgoingHttp(new AnchorOptions().Timeout);
            var publisher = PublisherTo(nobody);
            var milliseconds = await Rounds.MillisecondsAsync(async () =>
            {
                for (Integrated batch; (batch = await integrator.IntegrateAsync(database.Access.TenantId, default)).LogId is { } log;)
                {
                    if (batch.Unattributed.Count > 0 || await publisher.PublishAsync(log, default) is null)
                        throw new InvalidOperationException("Not everything was sealed and signed.");
                }
            });
            return events / milliseconds * 1000;
        }

        // With nobody outside who holds heads, but the file.
        private Publisher PublisherTo(OutgoingHttp nobody)
        {
            var (signing, heads, rows) = (new SigningKeys(null, Path.Combine(folder, "signing-key")), new HeadFiles(Path.Combine(folder, "heads")), new AnchorRows(ledger));
            var known = new KnownHeads(heads, new AnchorOptions(), nobody, rows, NullLogger<KnownHeads>.Instance);
            return new Publisher(ledger, signing, heads, new ForkWatch(known, rows, signing, NullLogger<ForkWatch>.Instance), TimeProvider.System);
        }

        /// <summary>Reads the rows that are sealed, and does nothing with them.</summary>
        public async Task<double> ReadAsync() => events / await Rounds.MillisecondsAsync(async () =>
        {
            await using var command = database.Source.CreateCommand("select data, headers from register.mt_events where tenant_id = $1 order by seq_id");
            command.Parameters.AddWithValue(database.Access.TenantId);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                _ = (reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1));
        }) * 1000;

        /// <summary>Proves one event, as an endpoint does.</summary>
        public Task<double> ProveAsync() => Rounds.MillisecondsAsync(async () =>
        {
            var (log, index, hash, root) = await LeafAsync();
            var proof = await TiledTree.ProveInclusionAsync(new LogTiles(database.Source, log).ReadAsync, index, events);
            if (!proof.Verify(hash, root))
                throw new InvalidOperationException("The proof does not verify.");
        });

        /// <summary>Looks up a leaf only.</summary>
        public Task<double> LookUpAsync() => Rounds.MillisecondsAsync(LeafAsync);

        /// <inheritdoc />
        public async ValueTask DisposeAsync()
        {
            await ledger.DisposeAsync();
            await database.DisposeAsync();
        }

        private async Task<(Guid Log, long Index, Hash Hash, Hash Root)> LeafAsync()
        {
            await using var command = database.Source.CreateCommand(
                "select l.log_id, f.leaf_index, f.leaf_hash, l.root from ledger.log l join ledger.leaf f on f.log_id = l.log_id and f.leaf_index = $1 where l.tenant_id = $2");
            command.Parameters.AddWithValue(random.NextInt64(events));
            command.Parameters.AddWithValue(database.Access.TenantId);
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            return (reader.GetGuid(0), reader.GetInt64(1), new Hash(reader.GetFieldValue<byte[]>(2)), new Hash(reader.GetFieldValue<byte[]>(3)));
        }

        // The tables refuse it, even of their owner; so for each round the log is new.
        private async Task ForgetAsync()
        {
            if (Directory.Exists(Path.Combine(folder, "heads")))
                Directory.Delete(Path.Combine(folder, "heads"), recursive: true);
            await database.RunAsync(
                """
                set session_replication_role = replica;
                truncate ledger.log, ledger.leaf, ledger.tile, ledger.checkpoint, ledger.anchor, ledger.pending, ledger.export;
                insert into ledger.pending (tenant_id, seq_id) select tenant_id, seq_id from register.mt_events;
                reset session_replication_role;
                analyze ledger.pending;
                """);
        }
    }
}
