using ProcessingRegister.Decisions;
using ProcessingRegister.SubprocessorAgreements.Commitments;
using ProcessingRegister.SubprocessorAgreements.FlowDown;
using ProcessingRegister.SubprocessorAgreements.ThirdCountries;
using ProcessingRegister.Subprocessors;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>What this slice needs of the host.</summary>
public static class SubprocessorAgreementSetup
{
    /// <summary>Adds it.</summary>
    public static void AddSubprocessorAgreements(this IServiceCollection services)
    {
        services.AddSingleton<ControllersTerms>();
        services.AddSingleton<ResidencyFindings>();
        services.AddSingleton<ThirdCountryFindings>();
        services.AddSingleton<FlowDownFindings>();
        services.AddSingleton<ITransferGrounds, ContractualGrounds>();
        services.AddSingleton<IGuard<Subprocessor>, SubprocessorGuard>();
    }
}
