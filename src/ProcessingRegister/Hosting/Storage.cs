using System.Linq.Expressions;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using Marten;
using Marten.Events;
using Marten.Schema.Indexing.Unique;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Ledger;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Weasel.Core;
using Wolverine.Marten;

namespace ProcessingRegister.Hosting;

/// <summary>Marten: the event store, conjoined by organisation, and the records that are kept with it.</summary>
public static class Storage
{
    /// <summary>The schema of events and records.</summary>
    public const string Schema = "register";

    /// <summary>The schema of Wolverine's inbox and outbox.</summary>
    public const string MessagingSchema = "messaging";

    /// <summary>Adds the store.</summary>
    public static void AddStorage(this IServiceCollection services, Func<IServiceProvider, NpgsqlDataSource> database)
    {
        services.AddSingleton(database);
        services.AddSingleton<DataKeys>();
        services.AddSingleton<SealedValues>();
        services.AddSingleton<Identities>();
        services.AddSingleton<RecordQueries>();
        services.AddMarten(provider =>
        {
            var options = new StoreOptions();
            Configure(options, provider.GetRequiredService<TimeProvider>());
            // In this order: what is committed to is what the vault leaves in the event.
            options.Listeners.Add(new SealingListener(provider.GetRequiredService<SealedValues>()));
            options.Listeners.Add(new OriginListener(provider.GetRequiredService<OriginKey>(), options.Serializer()));
            options.Logger(new QuietMartenLogger(provider.GetRequiredService<ILogger<QuietMartenLogger>>()));
            return options;
        })
        .UseLightweightSessions()
        .UseNpgsqlDataSource()
        .IntegrateWithWolverine(w => w.MessageStorageSchemaName = MessagingSchema);
    }

    private static void Configure(StoreOptions options, TimeProvider clock)
    {
        options.DatabaseSchemaName = Schema;
        options.DisableNpgsqlLogging = true;
        // The application's role cannot change the schema; the migration does, under its own (docs/operating.md).
        options.AutoCreateSchemaObjects = AutoCreate.None;
        var serializer = new Marten.Services.SystemTextJsonSerializer(RegisterJson.Storage) { EnumStorage = EnumStorage.AsString, Casing = Casing.CamelCase };
        // Marten would write enumerations by their names in C#; the first converter that fits is the one that is used.
        serializer.Configure(json => json.Converters.Insert(0, RegisterJson.EnumerationsAsWords));
        options.Serializer(serializer);

        options.Events.StreamIdentity = StreamIdentity.AsGuid;
        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Policies.AllDocumentsAreMultiTenanted();
        options.Advanced.DefaultTenantUsageEnabled = false;
        options.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        options.Events.TimeProvider = clock;
        options.Events.UseMandatoryStreamTypeDeclaration = true;
        options.Events.UseExclusiveLockOnConcurrentAppends = true;
        options.Events.EnableUniqueIndexOnEventId = true;
        options.Events.EnableSideEffectsOnInlineProjections = true;
        options.Events.MetadataConfig.EnableAll();
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.Events.AutoDiscoverTagTypes = false;
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;

        foreach (var register in Registers.All)
            register.Configure(options);
    }

    /// <summary>Keeps a kind of record, and names the events that it is folded from: the names stand in the ledger and are never changed.</summary>
    /// <param name="options">The store.</param>
    /// <param name="events">The events.</param>
    /// <param name="foundBy">The member by which records of the kind are found within an organisation, besides their id; <c>null</c> when there is none.</param>
    public static void Keep<T>(this StoreOptions options, IEnumerable<Type> events, Expression<Func<T, object?>>? foundBy = null) where T : Record, IRecord<T>
    {
        var projection = new RecordProjection<T>();
        foreach (var type in events)
        {
            options.Events.MapEventType(type, EventName.Of(type));
            // Without it every projection would be given the streams of every register.
            projection.IncludeType(type);
        }

        options.Projections.Add(projection, ProjectionLifecycle.Inline);
        var schema = options.Schema.For<T>().DocumentAlias(T.Kind);
        if (foundBy is not null)
            schema.Index(foundBy, index => index.TenancyScope = TenancyScope.PerTenant);
    }
}
