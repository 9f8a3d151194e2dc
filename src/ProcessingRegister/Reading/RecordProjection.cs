using System.Data.Common;
using System.Text.Json;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;
using Marten.Internal;
using Marten.Internal.Operations;
using NpgsqlTypes;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Weasel.Postgresql;
using Weasel.Storage;

namespace ProcessingRegister.Reading;

/// <summary>Keeps one kind of record: its present state as a Marten document, and each of its versions for views of the past, both with the events.</summary>
public partial class RecordProjection<T> : SingleStreamProjection<T, Guid> where T : Record, IRecord<T>
{
    /// <inheritdoc />
    public override T? Evolve(T? snapshot, Guid id, IEvent e) => Fold.Next(snapshot, id, new RecordedEvent(e.Id, e.Timestamp, e.Data));

    /// <inheritdoc />
    public override ValueTask RaiseSideEffects(IDocumentOperations operations, IEventSlice<T> slice)
    {
        if (slice.Snapshot is { } record)
        {
            operations.QueueOperation(new RememberVersion(operations.TenantId, T.Kind, record));
            if (record is IOwes)
                operations.QueueOperation(new RestateObligations(operations.TenantId, T.Kind, record, isFirst: record.Version == slice.Events().Count));
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>Adds one version of a record. The state is written when the batch is built, which is after its personal texts were sealed.</summary>
internal sealed class RememberVersion(string tenantId, string kind, Record record) : Marten.Internal.Operations.IStorageOperation, NoDataReturnedCall
{
    public Type DocumentType => record.GetType();

    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        builder.Append("insert into register.record_version (tenant_id, id, recorded_at, version, kind, state) values (");
        builder.AppendParameter(tenantId);
        builder.Append(", ");
        builder.AppendParameter(record.Id);
        builder.Append(", ");
        builder.AppendParameter(record.RecordedAt, NpgsqlDbType.TimestampTz);
        builder.Append(", ");
        builder.AppendParameter(record.Version);
        builder.Append(", ");
        builder.AppendParameter(kind);
        builder.Append(", ");
        builder.AppendParameter(JsonSerializer.Serialize(record, record.GetType(), RegisterJson.Storage), NpgsqlDbType.Jsonb);
        builder.Append(")");
    }

    public Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token) => Task.CompletedTask;

    public Weasel.Core.OperationRole Role() => Weasel.Core.OperationRole.Other;
}
