using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using MerkleLog;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Ledger;
using ProcessingRegister.Ledger.Anchoring;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Ledger.Anchoring;

/// <summary>The whole program with a witness, a timestamp authority and a write-once folder; it seals and anchors when it is told to.</summary>
public class AnchoredRegister : RegisterHost, IAsyncLifetime
{
    private static readonly byte[] Seed = RandomNumberGenerator.GetBytes(SigningKey.SeedLength);

    private readonly DirectoryInfo writeOnce = Directory.CreateTempSubdirectory("write-once-");
    private RunningWitness? witness;
    private OpensslAuthority? authority;

    internal WitnessSettings Witness => witness!.Settings;

    internal OpensslAuthority Authority => authority!;

    public string WriteOnceFolder => writeOnce.FullName;

    public AnchorRun Anchors => Services.GetRequiredService<AnchorRun>();

    public AnchorRows Rows => Services.GetRequiredService<AnchorRows>();

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["PROCESSING_REGISTER_SIGNING_KEY"] = Convert.ToBase64String(Seed),
        ["Ledger:Interval"] = "1.00:00:00",
        ["Ledger:Anchors:Interval"] = "1.00:00:00",
        ["Ledger:Anchors:Witnesses:0:Url"] = Witness.Url.ToString(),
        ["Ledger:Anchors:Witnesses:0:Key"] = Witness.Key.ToString(),
        // One that nobody runs, so that every test shows that it does not keep the others from theirs. Port 9 discards, where anything listens at all.
        ["Ledger:Anchors:Witnesses:1:Url"] = "http://127.0.0.1:9",
        ["Ledger:Anchors:Witnesses:1:Key"] = SigningKey.Generate("witness.example/gone", SignatureType.Cosignature).VerifierKey.ToString(),
        ["Ledger:Anchors:Quorum"] = "1",
        ["Ledger:Anchors:Timestamps:0:Authority"] = Authority.Address.ToString(),
        ["Ledger:Anchors:Timestamps:0:Certificates"] = Authority.RootFile,
        ["Ledger:Anchors:WriteOnceFolder"] = WriteOnceFolder,
    };

    /// <summary>The log's key under one of its names.</summary>
    public static VerifierKey Key(string origin) => new SigningKey(origin, SignatureType.Ed25519, Seed).VerifierKey;

    async Task IAsyncLifetime.InitializeAsync()
    {
        witness = await RunningWitness.StartAsync("witness.example/1", Key("localhost/ledger/first"), Key("localhost/ledger"));
        authority = await OpensslAuthority.StartAsync();
        await InitializeAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        if (witness is not null)
            await witness.DisposeAsync();
        if (authority is not null)
            await authority.DisposeAsync();
        writeOnce.Delete(recursive: true);
    }

    /// <summary>Records something in the first organisation.</summary>
    public async Task RecordAsync(string reference)
    {
        using var client = await CallerAsync("first", Role.Contributor);
        (await client.PostAsJsonAsync("/v1/first/processing-activities", new { reference, role = "controller", content = new { name = "An activity" } })).EnsureSuccessStatusCode();
    }

    /// <summary>Seals what was recorded, and gives it to those who hold checkpoints.</summary>
    public async Task AnchorAsync()
    {
        await Services.GetRequiredService<Sealer>().SealAsync(default);
        Assert.True(await Anchors.AnchorAsync(default));
    }

    public async Task<PublishedHead> HeadAsync(string origin) => (await Rows.NewestAsync(default)).Single(head => head.Origin == origin);

    /// <summary>The evidence of an anchor, or null.</summary>
    public async Task<byte[]?> EvidenceAsync(PublishedHead head, string kind)
    {
        await using var command = Owner.CreateCommand("select evidence from ledger.anchor where log_id = $1 and size = $2 and kind = $3");
        command.Parameters.AddWithValue(head.LogId);
        command.Parameters.AddWithValue(head.Size);
        command.Parameters.AddWithValue(kind);
        return await command.ExecuteScalarAsync() as byte[];
    }

    /// <summary>
    /// Puts a log back to a smaller size with all that belongs to it, as a restore of an older backup does, or the administrator of the database.
    /// </summary>
    public async Task RollBackAsync(Guid logId, long size)
    {
        var frontier = new Frontier();
        await using (var leaves = Owner.CreateCommand("select leaf_hash from ledger.leaf where log_id = $1 and leaf_index < $2 order by leaf_index"))
        {
            leaves.Parameters.AddWithValue(logId);
            leaves.Parameters.AddWithValue(size);
            await using var reader = await leaves.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                frontier.Append(new Hash(reader.GetFieldValue<byte[]>(0)));
        }

        await using var connection = await Owner.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        void Add(string text, params object[] values)
        {
            var command = new NpgsqlBatchCommand(text);
            foreach (var value in values)
                command.Parameters.AddWithValue(value);
            batch.BatchCommands.Add(command);
        }

        Add("set session_replication_role = replica");
        Add("delete from ledger.anchor where log_id = $1 and size > $2", logId, size);
        Add("delete from ledger.checkpoint where log_id = $1 and size > $2", logId, size);
        Add("delete from register.mt_events e using ledger.leaf l where l.log_id = $1 and l.leaf_index >= $2 and l.event_id = e.id", logId, size);
        Add("delete from ledger.leaf where log_id = $1 and leaf_index >= $2", logId, size);
        Add("update ledger.log set size = $2, signed_size = $2, root = $3, frontier = $4, refusal = null where log_id = $1", logId, size, frontier.Root().ToArray(), frontier.ToBytes());
        Add("set session_replication_role = default");
        await batch.ExecuteNonQueryAsync();
    }
}

/// <summary>One whose database is rolled back, and whose ledger does not verify for it.</summary>
public sealed class RolledBackRegister : AnchoredRegister
{
    protected override bool KeepsHistory => false;
}
