using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.SubprocessorChanges.Informing;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>What the host adds so that changes reach the controllers.</summary>
public static class ChangeHosting
{
    /// <summary>Adds the services.</summary>
    public static void AddSubprocessorChanges(this IServiceCollection services)
    {
        services.AddSingleton<ChangeLetters>();
        services.AddSingleton<IBatchedWork, InformingControllers>();
        services.AddSingleton<IBatchedWork, TellingNotices>();
        services.AddSingleton<INoticeOutcomes, NoticeOutcomes>();
    }
}
