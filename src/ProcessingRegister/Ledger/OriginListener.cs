using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using JasperFx.Events;
using Marten;
using Marten.Services;
using MerkleLog;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Ledger;

/// <summary>
/// Commits to every event of every session just before it is committed: a salt of its own, and the origin code over payload and headers, so that the
/// sealer can tell what this application wrote from what came into the table by other means. It runs after the personal texts were sealed.
/// </summary>
/// <param name="key">The key of the origin code.</param>
/// <param name="serializer">Writes the JSON that is stored, which is what is committed to.</param>
public sealed class OriginListener(OriginKey key, ISerializer serializer) : DocumentSessionListenerBase
{
    /// <summary>The header that repeats, under the commitment, when the event was recorded.</summary>
    public const string RecordedHeader = "recorded";

    /// <summary>The header that says, under the commitment, who acted: a random reference.</summary>
    public const string ActorHeader = Showing.ActorHeader;

    private const string CorrelationHeader = "correlation";
    private const string CausationHeader = "causation";

    /// <inheritdoc />
    public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        foreach (var stream in session.PendingChanges.Streams())
        {
            foreach (var @event in stream.Events)
                Commit(session, stream.TenantId, stream.Id, @event);
        }

        return Task.CompletedTask;
    }

    /// <exception cref="CanonicalJsonException">The event holds what would not come back from the database as it went in.</exception>
    private void Commit(IDocumentSession session, string tenant, Guid stream, IEvent @event)
    {
        if (@event.Id == Guid.Empty)
            @event.Id = Guid.CreateVersion7();
        @event.Timestamp = CanonicalInstant.Cut(@event.Timestamp);
        Say(@event, RecordedHeader, CanonicalInstant.Text(@event.Timestamp));
        Say(@event, ActorHeader, session.LastModifiedBy);
        Say(@event, CorrelationHeader, session.CorrelationId);
        Say(@event, CausationHeader, session.CausationId);

        var salt = RandomNumberGenerator.GetBytes(Commitment.SaltLength);
        var payload = Commitment.OfPayload(salt, CanonicalJson.BytesOfText(Stored(@event.Data)));
        var headers = Commitment.OfHeaders(salt, Commitment.CanonicalHeaders(JsonElement.Parse(Stored(@event.Headers!))));
        @event.SetHeader(Commitment.SaltHeader, Convert.ToBase64String(salt));
        @event.SetHeader(Commitment.OriginHeader, key.CodeFor(tenant, stream, @event.Id, @event.EventTypeName, payload, headers).ToString());
    }

    private static void Say(IEvent @event, string header, string? value)
    {
        if (value is not null)
            @event.SetHeader(header, value);
    }

    private byte[] Stored(object value) => Encoding.UTF8.GetBytes(serializer.ToJson(value));
}
