using System.Buffers.Binary;
using System.Data;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marten;
using Npgsql;
using ProcessingRegister.Vault;

namespace ProcessingRegister.Decisions;

/// <summary>
/// Idempotency-Key (IETF draft-ietf-httpapi-idempotency-key-header-07): the first answer is kept in the transaction of the events themselves, so a
/// retry gets it again if and only if the first try took effect.
/// </summary>
public static class Retries
{
    /// <summary>The longest key that is accepted, in characters.</summary>
    public const int MaxKeyLength = 255;

    /// <summary>The earlier answer, or the problem that stands in the way; <c>null</c> when this is the first try or no key was sent.</summary>
    public static async Task<IResult?> AnswerAgain(IDocumentSession session, HttpContext http)
    {
        var header = http.Request.Headers["Idempotency-Key"];
        if (header.Count == 0)
            return null;
        var key = header.ToString();
        if (header.Count > 1 || key.Length is 0 or > MaxKeyLength || key.Any(char.IsControl))
            return Problems.Malformed(new Fault("Idempotency-Key", $"must be one value of 1 to {MaxKeyLength} characters"));

        var attempt = Attempt.Of(http, key);
        http.Features.Set(attempt);
        await session.BeginTransactionAsync(http.RequestAborted);
        await using (var turn = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", session.Connection))
        {
            turn.Parameters.AddWithValue(BinaryPrimitives.ReadInt64BigEndian(attempt.Id));
            if (await turn.ExecuteScalarAsync(http.RequestAborted) is not true)
                return Problems.Of(StatusCodes.Status409Conflict, "in-flight", "The first request with this Idempotency-Key is still being answered.", "Send it again in a moment.");
        }

        await using var select = new NpgsqlCommand("select fingerprint, status, location, etag, body::text from register.answer where tenant_id = $1 and id = $2", session.Connection);
        select.Parameters.AddWithValue(session.TenantId);
        select.Parameters.AddWithValue(attempt.Id);
        await using var reader = await select.ExecuteReaderAsync(CommandBehavior.SingleRow, http.RequestAborted);
        if (!await reader.ReadAsync(http.RequestAborted))
            return null;
        if (!attempt.Fingerprint.AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(0)))
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "key-reused", "This Idempotency-Key was used for another request.");
        if (!reader.IsDBNull(2))
            http.Response.Headers.Location = reader.GetString(2);
        http.Response.Headers.ETag = reader.GetString(3);
        return Results.Text(reader.GetString(4), "application/json", Encoding.UTF8, reader.GetInt32(1));
    }

    /// <summary>Keeps the answer for a retry, in the session's transaction.</summary>
    public static void Remember(IDocumentSession session, HttpContext http, int status, Recorded recorded)
    {
        if (http.Features.Get<Attempt>() is not { } attempt)
            return;
        session.QueueSqlCommand("insert into register.answer (tenant_id, id, fingerprint, status, location, etag, body) values (?, ?, ?, ?, ?, ?, ?::json)",
            session.TenantId, attempt.Id, attempt.Fingerprint, status, (string?)http.Response.Headers.Location ?? "", http.Response.Headers.ETag.ToString(),
            JsonSerializer.Serialize(recorded, RegisterJson.Edge));
    }

    private sealed record Attempt(byte[] Id, byte[] Fingerprint)
    {
        // A key belongs to the caller and the route: another's answer is never given, whoever guesses the key.
        public static Attempt Of(HttpContext http, string key) => new(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{http.Caller().Actor}\n{http.Request.Method}\n{http.Request.Path}\n{key}")),
            SHA256.HashData([.. http.Features.Get<RequestFingerprint>()?.Sha256 ?? [], .. Encoding.UTF8.GetBytes(http.Request.Headers.IfMatch.ToString())]));
    }
}

/// <summary>The digest of the request's body as it was received.</summary>
public sealed record RequestFingerprint(byte[] Sha256);
