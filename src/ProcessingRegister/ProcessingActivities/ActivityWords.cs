using ProcessingRegister.Reading;

namespace ProcessingRegister.ProcessingActivities;

/// <summary>The parts of an activity in the words of a table's cell.</summary>
public static class ActivityWords
{
    /// <summary>A purpose with its legal bases.</summary>
    public static string Of(Purpose purpose) => Words.Phrase(
        purpose.Text.Value,
        purpose.LegalBases is { } bases ? Words.OfEach(bases, b => Words.Of(b)) : null,
        purpose.LegitimateInterest?.Value,
        purpose.SpecialCategoryCondition is { } special ? Words.Of(special) : null,
        purpose.CriminalOffenceCondition is { } offence ? Words.Of(offence) : null);

    /// <summary>A joint controller.</summary>
    public static string Of(JointController party) =>
        Words.Phrase(Words.Of(party.Name), party.Contact is { } contact ? Words.Of(contact) : null, party.Arrangement?.Value);

    /// <summary>A category of data, without its time limit, which is a point of its own.</summary>
    public static string Of(DataCategory category) => Words.Phrase(
        category.Name.Value,
        category.SpecialCategory is { } special ? $"special category: {Words.Of(special)}" : null,
        category.CriminalOffences ? "criminal convictions and offences" : null);

    /// <summary>A time limit.</summary>
    public static string Of(TimeLimitForErasure limit) => limit.Text.Value;

    /// <summary>A recipient.</summary>
    public static string Of(Recipient recipient) =>
        Words.Phrase($"{Words.Of(recipient.Kind)}: {recipient.Name}", recipient.Purpose?.Value, recipient.Country?.Code);

    /// <summary>A transfer.</summary>
    public static string Of(DataTransfer transfer) => Words.Phrase(
        transfer.Country?.Code ?? transfer.InternationalOrganisation?.Value,
        transfer.Importer?.Value,
        transfer.Mechanism is { } mechanism ? Words.Of(mechanism) : "no mechanism",
        transfer.SafeguardDocument?.Value);

    /// <summary>A security measure.</summary>
    public static string Of(SecurityMeasure measure) => Words.Phrase($"{Words.Of(measure.Kind)}: {measure.Description}", measure.Certificate?.Value);
}
