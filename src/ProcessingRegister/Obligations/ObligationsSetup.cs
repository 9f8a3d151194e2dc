namespace ProcessingRegister.Obligations;

/// <summary>Puts the register of obligations together.</summary>
public static class ObligationsSetup
{
    /// <summary>Adds it.</summary>
    public static void AddObligations(this IServiceCollection services)
    {
        services.AddSingleton<ObligationRegister>();
        services.AddSingleton<ObligationCalendar>();
        services.AddSingleton<CalendarSubscriptions>();
    }
}
