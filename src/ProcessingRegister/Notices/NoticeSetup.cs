using ProcessingRegister.Decisions;
using ProcessingRegister.Notices.Mail;
using ProcessingRegister.Notices.Reminders;
using ProcessingRegister.Notices.Templates;
using ProcessingRegister.Notices.Webhooks;
using Wolverine;

namespace ProcessingRegister.Notices;

/// <summary>Puts notices together.</summary>
public static class NoticeSetup
{
    /// <summary>Adds what orders notices, and, on a node that sends, what sends them and brings back what became of them.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="configuration">The program's settings.</param>
    /// <param name="sends">Whether this process sends.</param>
    /// <exception cref="InvalidOperationException">A setting of <c>Notices</c> cannot be used.</exception>
    public static void AddNotices(this IServiceCollection services, IConfiguration configuration, bool sends)
    {
        services.AddSingleton(NoticeOptions.From(configuration.GetSection("Notices")));
        services.AddSingleton(ReminderOptions.From(configuration.GetSection("Notices:Reminders")));
        services.AddSingleton<LetterSeal>();
        services.AddSingleton<TemplateBook>();
        services.AddSingleton<INoticeOutbox, NoticeOutbox>();
        services.AddSingleton<OutgoingNotices>();
        services.AddSingleton<NoticeLinks>();
        services.AddSingleton<NoticeRows>();
        services.AddSingleton<NoticeHealth>();
        services.AddHealthChecks().AddCheck<NoticeHealth>("notices");
        services.AddSingleton<WebhookEndpoints>();
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<OpenObligations>();
        services.AddSingleton<Reminding>();
        services.AddSingleton<ReminderPlanner>();
        services.AddSingleton<OutcomeRecorder>();
        services.AddSingleton(provider => new NoticeDesk(provider.GetRequiredService<NoticeRows>()));
        services.AddSingleton(provider => new WebhookDesk(
            provider.GetRequiredService<WebhookEndpoints>(), provider.GetRequiredService<Reading.RecordQueries>(), provider.GetRequiredService<NoticeOptions>()));
        if (!sends)
            return;
        services.AddHostedService<MailRun>();
        services.AddHostedService<WebhookRun>();
        services.AddHostedService(provider => provider.GetRequiredService<OutcomeRecorder>());
        services.AddHostedService(provider => provider.GetRequiredService<ReminderPlanner>());
    }

    /// <summary>Puts reminders on a durable queue of their own.</summary>
    public static void UseReminders(this WolverineOptions options) => options.LocalQueueFor<RemindOfObligation>().UseDurableInbox().MaximumParallelMessages(2);
}
