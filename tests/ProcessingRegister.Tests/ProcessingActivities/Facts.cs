using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;
using static ProcessingRegister.Tests.Deciding.Sentence;

namespace ProcessingRegister.Tests.ProcessingActivities;

/// <summary>What the sentences about processing activities are made of.</summary>
internal static class Facts
{
    public static readonly DateOnly Start = new(2026, 1, 1);

    public static readonly PersonalText Reason = new("Kari Nordmann noticed it.");

    public static ActivityContent Content(string name) => new()
    {
        Name = name,
        Purposes = new(StatedAs.Provided, [new Purpose("Answering those who ask")]),
        Owner = new Owner("Support", new ContactPerson { Name = new("Ola Nordmann"), Email = new("ola@example.no") }),
    };

    public static ProcessingActivityRegistered Registered(string name = "Support", DateOnly? from = null, ProcessingRole role = ProcessingRole.Controller) =>
        new("support", role, from ?? Start, Content(name));

    public static ProcessingActivityRevised Revised(string name, DateOnly from) => new(from, Content(name), null);

    public static ProcessingActivityCorrected Corrected(int index, string name, DateOnly from) => new(IdOf(index), from, Content(name), Reason);

    public static ProcessingActivityApproved Approved(long version) => new(version, Today, null);

    public static ProcessingActivityEnded Ended(DateOnly on) => new(on, null);
}
