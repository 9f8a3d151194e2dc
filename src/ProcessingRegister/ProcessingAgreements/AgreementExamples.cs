using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.ProcessingAgreements;

/// <summary>How requests to this register are meant. The parties are invented.</summary>
internal static class AgreementExamples
{
    public static AgreementContent Payroll => new()
    {
        ControllerName = new("Eksempel Bakeri AS"),
        Contact = new ContactPerson { Name = new("Daglig leder"), Email = new("post@eksempel-bakeri.example") },
        DataProtectionOfficer = new(StatedAs.NotApplicable, Reason: new("The controller is not obliged to designate one.")),
        Representative = new(StatedAs.NotApplicable, Reason: new("The controller is established in the EEA.")),
        Services = ["payroll", "accounting"],
        AgreementVersion = "2026-1",
        Document = "DPA-2026-0001",
        SignedOn = new DateOnly(2025, 12, 15),
        Items =
        [
            .. Enum.GetValues<Article28Item>().Where(item => item <= Article28Item.ObligationsAndRightsOfController).Select(item => new AgreedItem(item, "annex 1")),
            new(Article28Item.DocumentedInstructions, "clause 3"),
            new(Article28Item.Confidentiality, "clause 4"),
            new(Article28Item.Security, "clause 5 and annex 2"),
            new(Article28Item.Subprocessors, "clause 6"),
            new(Article28Item.AssistanceWithRequests, "clause 7"),
            new(Article28Item.AssistanceWithSecurityAndBreaches, "clause 8"),
            new(Article28Item.DeletionOrReturn, "clause 9"),
            new(Article28Item.InformationAndAudits, "clause 10"),
            new(Article28Item.WarningOfInfringingInstruction, "clause 3.2"),
        ],
        Subprocessors = new(SubprocessorAuthorisation.General, NoticeDays: 30, ObjectionDays: 14, SilenceIsAcceptance: true),
        BreachNoticeHours = 24,
        Residency = [new("payroll data", [Territory.EuropeanEconomicArea], [Territory.EuropeanEconomicArea])],
        FinancialYearEnd = new(12, 31),
    };
}
