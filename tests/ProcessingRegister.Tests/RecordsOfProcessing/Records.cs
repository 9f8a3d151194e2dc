using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Tests.RecordsOfProcessing;

/// <summary>Records of which the registers are made.</summary>
internal static class Records
{
    public static readonly DateOnly Day = new(2026, 3, 2);

    public static Stated<IReadOnlyList<T>> Provided<T>(params T[] items) => new(StatedAs.Provided, items);

    public static Stated<T> NotApplicable<T>() where T : class => new(StatedAs.NotApplicable, Reason: new("There is none."));

    public static Stated<T> NotYetPossible<T>() where T : class => new(StatedAs.NotYetPossible, Reason: new("It is being found out."), ReviewBy: new(2026, 9, 1));

    public static ProcessingActivity Activity(string reference, ProcessingRole role, ActivityContent content, DateOnly? endedOn = null) =>
        new(Guid.CreateVersion7(), reference, role, content with { Name = reference }) { Version = 1, EffectiveFrom = new(2026, 1, 1), EndedOn = endedOn };

    public static ProcessingActivity Processing(string reference, params string[] services) => Activity(reference, ProcessingRole.Processor, new ActivityContent
    {
        Name = reference,
        Services = [.. services.Select(s => new ImpersonalText(s))],
        CategoriesOfProcessing = Provided<ImpersonalText>($"{reference} of employees"),
        Transfers = NotApplicable<IReadOnlyList<DataTransfer>>(),
        SecurityMeasures = Provided(new SecurityMeasure(SecurityMeasureKind.Encryption, "Data are encrypted at rest")),
    });

    public static ProcessingAgreement Agreement(string name, params string[] services) => new(Guid.CreateVersion7(), CountryCode.Parse("NO"), new("987654321"), new()
    {
        ControllerName = new(name),
        Contact = new ContactPerson { Name = new("Ola Nordmann"), Email = new("ola@example.no") },
        DataProtectionOfficer = NotApplicable<ContactPerson>(),
        Representative = NotApplicable<ContactPerson>(),
        Services = [.. services.Select(s => new ImpersonalText(s))],
    })
    { Version = 1, EffectiveFrom = new(2026, 1, 1) };
}
