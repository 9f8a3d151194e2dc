using ProcessingRegister.AccessRequests.Exporters;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;

namespace ProcessingRegister.AccessRequests.Files;

/// <summary>What the host adds for this register.</summary>
public static class AccessSetup
{
    /// <summary>Adds the services.</summary>
    public static void AddAccessRequests(this IServiceCollection services)
    {
        services.AddSingleton<Carrying>();
        services.AddSingleton<Consultations>();
        services.AddSingleton<IConsultations>(provider => provider.GetRequiredService<Consultations>());
        services.AddSingleton<AccessFiles>();
        services.AddSingleton<AccessHolds>();
        services.AddSingleton<IErasureHolds>(provider => provider.GetRequiredService<AccessHolds>());
        services.AddSingleton<INoticeOutcomes, AccessNotices>();
        services.AddSingleton<ExporterAggregates>();
    }
}
