using ProcessingRegister.Decisions;

namespace ProcessingRegister.SubprocessorChanges;

/// <summary>How requests to this register are meant. The parties are invented.</summary>
internal static class ChangeExamples
{
    /// <summary>The first announcement of the examples.</summary>
    public static readonly DateTimeOffset Announced = new(2026, 4, 1, 8, 0, 0, TimeSpan.Zero);

    public static readonly Guid AnAgreement = new("0197c1f2-6b7a-7c3e-9a53-2f1c5d8e4b61");

    public static readonly Guid ANotice = new("0197c1f2-6b7a-7c3e-9a53-2f1c5d8e4b62");

    public static ChangeContent Addition => new(
        ChangeKind.Addition, [new Guid("0197c1f2-6b7a-7c3e-9a53-2f1c5d8e4b60")],
        [
            new(NoticeLanguage.Nb, "Brukerstøtte: saker med navn og kontaktopplysninger lagres i Tyskland.", "Åpningstidene utvides."),
            new(NoticeLanguage.En, "Help desk: cases with names and contact details are stored in Germany.", "Opening hours are extended."),
        ], Services: ["payroll"]);

}
