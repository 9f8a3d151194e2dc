using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.ProcessingAgreements;

/// <summary>By what a controller is one among the organisation's controllers: country and organisation number, and never who is invoiced.</summary>
public static class ControllerIdentity
{
    /// <summary>
    /// The normal form, in which <c>987 654 321</c>, <c>987654321</c> and the VAT number <c>NO 987 654 321 MVA</c> are one; empty after the
    /// country when the number holds neither letter nor digit.
    /// </summary>
    public static string Of(CountryCode country, string organisationNumber)
    {
        var number = new string([.. organisationNumber.Where(char.IsLetterOrDigit)]).ToUpperInvariant();
        if (number.Length > 2 && number.StartsWith(country.Code, StringComparison.Ordinal) && char.IsDigit(number[2]))
            number = number[2..];
        // Norway writes a VAT number as the organisation number followed by three letters.
        if (country.Code == "NO" && number.Length > 3 && number.EndsWith("MVA", StringComparison.Ordinal))
            number = number[..^3];
        return $"{country.Code}:{number}";
    }
}
