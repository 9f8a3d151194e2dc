using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MerkleLog;
using Npgsql;

namespace ProcessingRegister.Vault;

/// <summary>One row of <c>vault.value</c>: a sealed personal value.</summary>
public sealed record SealedValue(Guid ValueId, Guid SubjectId, Guid EventId, string Pointer, int KeyRevision, byte[] Sealed);

/// <summary>A personal value with what opens its commitment (docs/ledger-format.md section 2).</summary>
/// <param name="ValueId">The value's id, which stands in the event.</param>
/// <param name="EventId">The event.</param>
/// <param name="Pointer">Its place in the event's data (RFC 6901).</param>
/// <param name="Secret">The secret of the commitment, 32 bytes.</param>
/// <param name="Value">The value.</param>
public sealed record OpenedValue(Guid ValueId, Guid EventId, string Pointer, byte[] Secret, string Value);

/// <summary>Seals personal values as they are recorded, and opens them at the edge, one batch for each request.</summary>
public sealed class SealedValues(NpgsqlDataSource database, DataKeys keys)
{
    private const int SecretSize = 32;
    private const int Padding = 32;

    private const string OpeningQuery =
        """
        select v.value_id, v.subject_id, v.event_id, v.pointer, v.key_rev, v.sealed, k.wrapped
        from vault.value v join keys.subject_key k on k.tenant_id = v.tenant_id and k.subject_id = v.subject_id and k.rev = v.key_rev
        """;

    /// <summary>
    /// Seals every personal text in the events' data: gives each its commitment and returns the rows to be written in the same transaction.
    /// A text that was sealed for an earlier event is sealed again, since a value is bound to its place.
    /// </summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="events">For each event its id, its stream (whose key serves for texts about nobody in particular) and its data.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<SealedValue>> SealAsync(string tenantId, IEnumerable<(Guid EventId, Guid StreamId, object Data)> events, CancellationToken ct)
    {
        var found = events.SelectMany(e => PersonalValues.Located(e.Data).Select(v => (e.EventId, Subject: v.Subject ?? e.StreamId, v.Pointer, v.Text))).ToList();
        if (found.Count == 0)
            return [];
        var dataKeys = await keys.ForAsync(tenantId, [.. found.Select(v => v.Subject)], ct);
        return [.. found.Where(v => !v.Text.Erased).Select(v => SealOne(v.EventId, v.Subject, v.Pointer, v.Text))];

        SealedValue SealOne(Guid eventId, Guid subject, string pointer, PersonalText text)
        {
            var value = text.Value ?? throw new InvalidOperationException("A closed personal text cannot be recorded again before it is opened.");
            var id = Guid.CreateVersion7();
            var secret = RandomNumberGenerator.GetBytes(SecretSize);
            var (revision, key) = dataKeys[subject];
            text.Seal(id, Commitment.OfValue(secret, tenantId, eventId, pointer, CanonicalJson.Bytes(JsonValue.Create(value))).AsSpan().ToArray());
            var plaintext = Pad(secret, Encoding.UTF8.GetBytes(value));
            return new SealedValue(id, subject, eventId, pointer, revision,
                KeyEncryptionKey.Encrypt(key, plaintext, PlaceOf(tenantId, subject, eventId, pointer, id, revision)));
        }
    }

    /// <summary>Opens closed texts in one query; what has been erased stays closed and says so.</summary>
    public async Task OpenAsync(string tenantId, IEnumerable<PersonalText> texts, CancellationToken ct)
    {
        var closed = texts.Where(t => t.Value is null && !t.Erased).ToLookup(t => t.Id);
        if (closed.Count == 0)
            return;
        await using var command = database.CreateCommand($"{OpeningQuery} where v.tenant_id = $1 and v.value_id = any($2)");
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(closed.Select(group => group.Key).ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var value = Unpad(Open(reader, tenantId));
            foreach (var text in closed[reader.GetGuid(0)])
                text.Open(value);
        }

        foreach (var text in closed.SelectMany(group => group).Where(text => text.Value is null))
            text.Open(null);
    }

    /// <summary>
    /// Opens all values of a tenant that still exist, one after another, for whoever may check the commitments; over a connection that is open, in its snapshot.
    /// One that is there and does not open is given with a secret of zeros, which opens no commitment.
    /// </summary>
    public async IAsyncEnumerable<OpenedValue> OpenAllAsync(NpgsqlConnection connection, string tenantId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"{OpeningQuery} where v.tenant_id = $1 order by v.value_id", connection) { CommandTimeout = 0 };
        command.Parameters.AddWithValue(tenantId);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (secret, value) = SecretAndValue(reader, tenantId);
            yield return new OpenedValue(reader.GetGuid(0), reader.GetGuid(2), reader.GetString(3), secret, value);
        }
    }

    private (byte[] Secret, string Value) SecretAndValue(NpgsqlDataReader reader, string tenantId)
    {
        try
        {
            var opened = Open(reader, tenantId);
            return (opened[..SecretSize], Unpad(opened));
        }
        catch (CryptographicException)
        {
            // It was changed, or moved from its place, and whoever compares it with its event is to find that.
            return (new byte[SecretSize], "");
        }
    }

    /// <summary>Gives every person mentioned in <paramref name="value"/> the reference under which the register knows them.</summary>
    public async Task RecogniseSubjectsAsync(string tenantId, object value, CancellationToken ct)
    {
        var mentioned = PersonalValues.SubjectsIn(value).Where(s => s.Subject == Guid.Empty).ToList();
        if (mentioned.Count == 0)
            return;
        var known = await keys.SubjectsAsync(tenantId, [.. mentioned.Select(s => s.Recognisable).OfType<string>()], ct);
        foreach (var subject in mentioned)
            subject.Subject = subject.Recognisable is { } identity ? known[identity] : Guid.NewGuid();
    }

    // Secret and padded value of a row that the query above gave.
    private byte[] Open(NpgsqlDataReader reader, string tenantId)
    {
        var (id, subject, revision) = (reader.GetGuid(0), reader.GetGuid(1), reader.GetInt32(4));
        var key = keys.Unwrap(reader.GetFieldValue<byte[]>(6), tenantId, subject, revision);
        return KeyEncryptionKey.Decrypt(key, reader.GetFieldValue<byte[]>(5), PlaceOf(tenantId, subject, reader.GetGuid(2), reader.GetString(3), id, revision));
    }

    // The place is associated data: a sealed value cannot be moved to another event, field, person or tenant.
    private static byte[] PlaceOf(string tenantId, Guid subject, Guid eventId, string pointer, Guid valueId, int revision) =>
        KeyEncryptionKey.Fields("sealed-value/1", tenantId, subject.ToString(), eventId.ToString(), pointer, valueId.ToString(),
            revision.ToString(CultureInfo.InvariantCulture));

    // Padding to whole blocks hides the length of a short name.
    private static byte[] Pad(byte[] secret, byte[] value)
    {
        var padded = new byte[SecretSize + (((4 + value.Length + Padding - 1) / Padding) * Padding)];
        secret.CopyTo(padded, 0);
        BinaryPrimitives.WriteInt32BigEndian(padded.AsSpan(SecretSize), value.Length);
        value.CopyTo(padded, SecretSize + 4);
        return padded;
    }

    private static string Unpad(byte[] padded) =>
        Encoding.UTF8.GetString(padded.AsSpan(SecretSize + 4, BinaryPrimitives.ReadInt32BigEndian(padded.AsSpan(SecretSize))));
}
