using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MerkleLog;
using Npgsql;
using NpgsqlTypes;
using ProcessingRegister.Ledger;

namespace Benchmarks;

/// <summary>Events that wait to be sealed: rows as Marten writes them, with the application's origin codes, put into the table without their records.</summary>
internal static class Backlog
{
    /// <summary>How many events each stream has.</summary>
    private const int EventsEach = 20;

    /// <summary>Puts so many events of one organisation into an otherwise empty table.</summary>
    /// <param name="database">Where.</param>
    /// <param name="events">How many.</param>
    /// <param name="payload">The payload of each, in JSON.</param>
    public static async Task CopyAsync(RegisterDatabase database, int events, string payload)
    {
        await using var source = NpgsqlDataSource.Create(database.Connection + ";Command Timeout=600");
        await using var connection = await source.OpenConnectionAsync();
        // Neither streams nor queue nor feed: only what is sealed.
        await using (var alone = new NpgsqlCommand("set session_replication_role = replica; truncate register.mt_events", connection))
            await alone.ExecuteNonQueryAsync();
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy register.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, headers) from stdin (format binary)"))
        {
            for (var number = 0; number < events; number++)
            {
                var stream = new Guid(number / EventsEach, 0, 0, new byte[8]);
                await WriteAsync(copy, database, number + 1, stream, (number % EventsEach) + 1, Encoding.UTF8.GetBytes(payload));
            }

            await copy.CompleteAsync();
        }

        // Whatever is recorded later, as a reading of the ledger is, comes after them.
        await using var analyze = new NpgsqlCommand(
            $"reset session_replication_role; select setval('register.mt_events_sequence', {events}); analyze register.mt_events", connection);
        await analyze.ExecuteNonQueryAsync();
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, RegisterDatabase database, long sequence, Guid stream, int version, byte[] payload)
    {
        const string Type = "processing_activity_reviewed";
        var (id, at, salt) = (Guid.CreateVersion7(), CanonicalInstant.Cut(DateTimeOffset.UtcNow), RandomNumberGenerator.GetBytes(Commitment.SaltLength));
        var headers = new Dictionary<string, string> { [OriginListener.RecordedHeader] = CanonicalInstant.Text(at), [OriginListener.ActorHeader] = Guid.Empty.ToString() };
        var commit = Commitment.OfPayload(salt, CanonicalJson.BytesOfText(payload));
        var head = Commitment.OfHeaders(salt, Commitment.CanonicalHeaders(JsonSerializer.SerializeToElement(headers)));
        headers[Commitment.SaltHeader] = Convert.ToBase64String(salt);
        headers[Commitment.OriginHeader] = database.OriginKey.CodeFor(database.Access.TenantId, stream, id, Type, commit, head).ToString();
        await copy.StartRowAsync();
        await copy.WriteAsync(sequence);
        await copy.WriteAsync(id);
        await copy.WriteAsync(stream);
        await copy.WriteAsync((long)version);
        await copy.WriteAsync(payload, NpgsqlDbType.Jsonb);
        await copy.WriteAsync(Type);
        await copy.WriteAsync(at.UtcDateTime, NpgsqlDbType.TimestampTz);
        await copy.WriteAsync(database.Access.TenantId);
        await copy.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(headers), NpgsqlDbType.Jsonb);
    }
}
