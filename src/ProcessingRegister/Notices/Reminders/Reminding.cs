using System.Globalization;
using Marten;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Organisations;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;
using Wolverine.Runtime;
using Wolverine.Runtime.Handlers;

namespace ProcessingRegister.Notices.Reminders;

/// <summary>To whom an organisation's reminders go.</summary>
public enum ReminderRecipient
{
    /// <summary>The data protection officer of its profile, Art. 37(7).</summary>
    DataProtectionOfficer,

    /// <summary>Who answers for the organisation.</summary>
    Contact,
}

/// <summary>When people are reminded, and who: the section <c>Notices:Reminders</c>.</summary>
/// <param name="BeforeLimit">How long before a limit.</param>
/// <param name="To">Whom.</param>
/// <param name="EscalateTo">Whom, from the target on.</param>
/// <param name="PlanningInterval">How often is looked for obligations that are new or have moved.</param>
/// <param name="Language">In which language.</param>
public sealed record ReminderOptions(
    IReadOnlyList<TimeSpan> BeforeLimit, IReadOnlyList<ReminderRecipient> To, IReadOnlyList<ReminderRecipient> EscalateTo, TimeSpan PlanningInterval, NoticeLanguage Language)
{
    /// <summary>Reads the section.</summary>
    public static ReminderOptions From(IConfiguration section) => new(
        section.GetSection("BeforeLimit").Get<TimeSpan[]>() ?? ReminderPoints.BeforeLimit,
        section.GetSection("To").Get<ReminderRecipient[]>() ?? [ReminderRecipient.DataProtectionOfficer],
        section.GetSection("EscalateTo").Get<ReminderRecipient[]>() ?? [ReminderRecipient.DataProtectionOfficer, ReminderRecipient.Contact],
        section.GetValue("PlanningInterval", TimeSpan.FromMinutes(1)), section.GetValue("Language", NoticeLanguage.Nb));
}

/// <summary>Asks to remind of something that was owed when this was planned.</summary>
public sealed record RemindOfObligation(
    string TenantId, Guid Record, string Kind, string Reference, DateTimeOffset Target, DateTimeOffset? Limit, string Point, bool Escalates);

/// <summary>Reminds. Delivered twice, or late, it goes by what is owed then.</summary>
public static class RemindOfObligationHandler
{
    /// <summary>A reminder is not given up because the database was away for a moment; it is tried again for some hours.</summary>
    public static void Configure(HandlerChain chain) =>
        chain.OnAnyException().ScheduleRetry(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4));

    /// <summary>Reminds, if it is still owed by the same limit.</summary>
    public static Task Handle(RemindOfObligation message, Reminding reminding, CancellationToken ct) => reminding.RemindAsync(message, ct);
}

/// <summary>Reminds people of what is owed: looks at it again, and then orders mail to them, once for each point.</summary>
public sealed partial class Reminding(
    IDocumentStore store, IWolverineRuntime wolverine, RecordQueries records, INoticeOutbox outbox, OpenObligations obligations, ReminderOptions options,
    ILogger<Reminding> logger)
{
    /// <summary>The kind of record under which reminders stand in the outbox; what becomes of them makes no event.</summary>
    public const string RecordKind = "reminder";

    /// <summary>Reminds, if it is still owed by the same limit, and nobody has been reminded at this point yet.</summary>
    public async Task RemindAsync(RemindOfObligation message, CancellationToken ct)
    {
        var owed = await obligations.FindAsync(message, ct);
        // It was done, or it moved: what it moved to has reminders of its own.
        if (owed is null)
            return;
        await using var session = store.LightweightSession(message.TenantId);
        session.LastModifiedBy = Guid.Empty.ToString();
        await session.BeginTransactionAsync(ct);
        var id = ReminderPoints.IdOf(message.Record, message.Kind, message.Reference, message.Target, message.Limit);
        if (!await SendNowAsync(session, id, message.Point, ct))
            return;
        await OrderAsync(session, owed, message, ct);

        var messages = new MartenOutbox(wolverine, session);
        if (ReminderPoints.After(owed, message.Point) is { } next && await ReminderPlanner.ClaimAsync(session, id, next.Name, ct))
            await messages.ScheduleAsync(message with { Point = next.Name, Escalates = next.Escalates }, next.At);

        await session.SaveChangesAsync(ct);
    }

    private static async Task<bool> SendNowAsync(IDocumentSession session, byte[] id, string point, CancellationToken ct)
    {
        await using var update = new NpgsqlCommand(
            "update notices.reminder set sent_at = clock_timestamp() where tenant_id = $1 and id = $2 and point = $3 and sent_at is null", session.Connection);
        update.Parameters.AddWithValue(session.TenantId);
        update.Parameters.AddWithValue(id);
        update.Parameters.AddWithValue(point);
        return await update.ExecuteNonQueryAsync(ct) == 1;
    }

    private async Task OrderAsync(IDocumentSession session, OpenObligation owed, RemindOfObligation message, CancellationToken ct)
    {
        var organisation = await records.FindAsync<Organisation>(message.TenantId, Guid.Parse(message.TenantId), View.Now, ct);
        var people = (message.Escalates ? options.EscalateTo : options.To).Select(who => PersonOf(organisation, who)).OfType<ContactPerson>()
            .Where(person => person.Email is { Value: not null }).DistinctBy(person => person.Email!.Value, StringComparer.OrdinalIgnoreCase).ToList();
        if (people.Count == 0)
        {
            Nobody(logger, owed.Record);
            return;
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(organisation!.Profile.Zone);
        await outbox.OrderAsync(session, new NoticeOrder(RecordKind, owed.Record, NoticeKind.ObligationReminder, new Dictionary<NoticePlaceholder, string>
        {
            [NoticePlaceholder.Provision] = owed.Provision,
            [NoticePlaceholder.Target] = Written(owed.Target, zone),
            [NoticePlaceholder.Limit] = owed.Limit is { } limit ? Written(limit, zone) : WithoutUndueDelay,
            // Of what the parts of a record owe alike, people are told once, with their number.
            [NoticePlaceholder.Record] = $"{(owed.Title.Length > 0 ? owed.Title : owed.Record)}{(owed.Number > 1 ? $" ({owed.Number})" : "")}",
        }, [.. people.Select(person => new NoticeRecipient(Guid.CreateVersion7(), null, options.Language, NoticeChannel.Mail, person.Email, person.Name))]), ct);
    }

    private string WithoutUndueDelay => options.Language == NoticeLanguage.Nb ? "uten ugrunnet opphold" : "without undue delay";

    private static ContactPerson? PersonOf(Organisation? organisation, ReminderRecipient who) => who switch
    {
        ReminderRecipient.DataProtectionOfficer => organisation?.Profile.DataProtectionOfficer.Value,
        _ => organisation?.Profile.Contact,
    };

    private static string Written(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody was reminded of what record {Record} owes: the organisation's profile has no address for those who should be.")]
    private static partial void Nobody(ILogger logger, Guid record);
}
