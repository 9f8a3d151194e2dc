using System.Text;
using Marten;
using Npgsql;
using ProcessingRegister.AccessRequests;
using ProcessingRegister.AccessRequests.Exporters;
using ProcessingRegister.AccessRequests.Files;
using ProcessingRegister.Breaches;
using ProcessingRegister.Breaches.Controllers;
using ProcessingRegister.Decisions;
using ProcessingRegister.Ledger;
using ProcessingRegister.Notices.Templates;
using ProcessingRegister.Organisations;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorAgreements;
using ProcessingRegister.SubprocessorAgreements.Commitments;
using ProcessingRegister.SubprocessorChanges;
using ProcessingRegister.SubprocessorChanges.Informing;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Transparency;

namespace ProcessingRegister.Hosting;

/// <summary>One register of this program: a kind of record and the events that it is folded from.</summary>
/// <param name="Name">The slice's name.</param>
/// <param name="Events">The events.</param>
public abstract record Register(string Name, IReadOnlyList<Type> Events)
{
    /// <summary>How the records take part in imports, when they do.</summary>
    public IImportable? Import { get; init; }

    /// <summary>Tells the store of the records and events.</summary>
    public abstract void Configure(StoreOptions options);

    /// <summary>Folds the records anew (see <see cref="Rebuilding"/>).</summary>
    public abstract Task<long> RebuildAsync(NpgsqlConnection connection, NpgsqlDataSource migrator, CancellationToken ct);

    /// <summary>States anew what the records owe (see <see cref="Reckoning"/>).</summary>
    public abstract Task<long> ReckonAsync(NpgsqlConnection connection, CancellationToken ct);
}

/// <summary>The register of one kind of record.</summary>
public sealed record Register<T>(string Name, IReadOnlyList<Type> Events) : Register(Name, Events) where T : Record, IRecord<T>
{
    /// <inheritdoc />
    public override void Configure(StoreOptions options) => options.Keep<T>(Events);

    /// <inheritdoc />
    public override Task<long> RebuildAsync(NpgsqlConnection connection, NpgsqlDataSource migrator, CancellationToken ct) =>
        Rebuilding.OfAsync<T>(connection, migrator, ct);

    /// <inheritdoc />
    public override Task<long> ReckonAsync(NpgsqlConnection connection, CancellationToken ct) =>
        typeof(T).IsAssignableTo(typeof(IOwes)) ? Reckoning.OfAsync<T>(connection, ct) : Task.FromResult(0L);
}

/// <summary>The list of registers: one line each, and the only place that names them all.</summary>
public static class Registers
{
    /// <summary>All registers.</summary>
    public static IReadOnlyList<Register> All { get; } =
    [
        new Register<Organisation>("Organisations", Organisation.Events),
        new Register<ProcessingActivity>("ProcessingActivities", ProcessingActivity.Events) { Import = ActivityImport.Section },
        new Register<ProcessingAgreement>("ProcessingAgreements", ProcessingAgreement.Events) { Import = AgreementImport.Section },
        new Register<Subprocessor>("Subprocessors", Subprocessor.Events) { Import = SubprocessorImport.Section },
        new Register<SubprocessorAgreement>("SubprocessorAgreements", SubprocessorAgreement.Events),
        new Register<ResidencyOverride>("SubprocessorAgreements", ResidencyOverride.Events),
        new Register<SubprocessorChange>("SubprocessorChanges", SubprocessorChange.Events),
        new Register<ChangeNotice>("SubprocessorChanges", ChangeNotice.Events),
        new Register<Breach>("Breaches", Breach.Events) { Import = BreachImport.Section },
        new Register<ControllerNotification>("Breaches", ControllerNotification.Events),
        new Register<ReportingMandate>("Breaches", ReportingMandate.Events),
        new Register<AccessRequest>("AccessRequests", AccessRequest.Events),
        new Register<AccessConsultation>("AccessRequests", AccessConsultation.Events),
        new Register<ExporterReporting>("AccessRequests", ExporterReporting.Events),
        new Register<QuarterlyReport>("Transparency", QuarterlyReport.Events),
        new Register<ReportProfiles>("Transparency", ReportProfiles.Events),
        new Register<CustomerReport>("Transparency", CustomerReport.Events),
        new Register<SealedLog>("Ledger", SealedLog.Events),
        new Register<NoticeTemplate>("Notices", NoticeTemplate.Events),
    ];

    /// <summary>What can be imported; a CSV file is of the first kind unless it says otherwise.</summary>
    public static IReadOnlyList<IImportable> Importables { get; } = [.. All.Select(r => r.Import).OfType<IImportable>()];
}

/// <summary>The names of events in the store and in the ledger.</summary>
public static class EventName
{
    /// <summary>The class name in snake_case.</summary>
    public static string Of(Type type)
    {
        var name = new StringBuilder();
        foreach (var letter in type.Name)
        {
            if (char.IsUpper(letter) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
