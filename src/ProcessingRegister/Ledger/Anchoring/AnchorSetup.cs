namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>Puts the anchors together.</summary>
public static class AnchorSetup
{
    /// <summary>Adds what gives checkpoints to those who hold them, and asks them before a log is signed. It belongs where the sealer is.</summary>
    /// <exception cref="InvalidOperationException">A setting of <c>Ledger:Anchors</c> cannot be used.</exception>
    public static void AddAnchoring(this IServiceCollection services, LedgerPlaces places)
    {
        var options = AnchorOptions.From(places.Configuration.GetSection("Ledger:Anchors"));
        services.AddSingleton(options);
        services.AddSingleton(_ => new OutgoingHttp(options.Timeout));
        services.AddSingleton<AnchorRows>();
        services.AddSingleton<KnownHeads>();
        services.AddSingleton<ForkWatch>();
        services.AddSingleton(provider => new AnchorLog(
            provider.GetRequiredService<LedgerDatabase>(), provider.GetRequiredService<Publisher>(), provider.GetRequiredService<AnchorRows>(),
            provider.GetRequiredService<TimeProvider>(), places.Origin));
        services.AddSingleton<AnchorStatus>();
        services.AddSingleton<AnchorRun>();
        services.AddHostedService(provider => provider.GetRequiredService<AnchorRun>());
        services.AddHealthChecks().AddCheck<AnchorHealth>("anchors");
    }
}
