using ProcessingRegister.Transparency.Counting;
using Wolverine;

namespace ProcessingRegister.Transparency;

/// <summary>Puts transparency reports together.</summary>
public static class TransparencySetup
{
    /// <summary>Adds what makes and shows editions, and, on a node that plans, what drafts them at the end of each quarter.</summary>
    public static void AddTransparency(this IServiceCollection services, IConfiguration configuration, bool plans)
    {
        services.AddSingleton(new TransparencyOptions(configuration.GetValue("Transparency:PlanningInterval", TimeSpan.FromMinutes(10))));
        services.AddSingleton<RecordSteps>();
        services.AddSingleton<SubprocessorFacts>();
        services.AddSingleton<ReportFacts>();
        services.AddSingleton<SettledPosition>();
        services.AddSingleton<EditionBases>();
        services.AddSingleton<EditionArchive>();
        services.AddSingleton<EditionMaker>();
        services.AddSingleton<DraftingEditions>();
        services.AddSingleton<ChoosingProfiles>();
        services.AddSingleton<CustomerEditions>();
        services.AddSingleton<QuarterEnds>();
        services.AddSingleton<PublishingEditions>();
        services.AddSingleton<DraftingAtQuarterEnd>();
        services.AddSingleton<Editions>();
        services.AddSingleton<QuarterPlanner>();
        if (plans)
            services.AddHostedService(provider => provider.GetRequiredService<QuarterPlanner>());
    }

    /// <summary>Puts the drafts at a quarter's end on a durable queue of their own, one at a time: each takes the processor for a while.</summary>
    public static void UseTransparency(this WolverineOptions options) => options.LocalQueueFor<DraftAtQuarterEnd>().UseDurableInbox().MaximumParallelMessages(1);
}
