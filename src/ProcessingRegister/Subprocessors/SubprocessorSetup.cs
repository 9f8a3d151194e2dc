namespace ProcessingRegister.Subprocessors;

/// <summary>What this slice needs of the host.</summary>
public static class SubprocessorSetup
{
    /// <summary>Adds it.</summary>
    public static void AddSubprocessors(this IServiceCollection services)
    {
        services.AddSingleton<Chains>();
        services.AddSingleton<ListHistory>();
        services.AddSingleton<Lists.ListImports>();
    }
}
