using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ProcessingRegister.Vocabulary;

/// <summary>A country or territory by its officially assigned ISO 3166-1 alpha-2 code.</summary>
[JsonConverter(typeof(TextValueJsonConverter<CountryCode>))]
public sealed record CountryCode : ITextValue<CountryCode>
{
    // Officially assigned codes only: "UK", "EL" and "XK" are in use elsewhere but are not among them.
    private static readonly FrozenDictionary<string, CountryCode> Assigned = """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF
        CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH
        GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW
        KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG
        NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN
        SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT
        ZA ZM ZW
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenDictionary(code => code, code => new CountryCode(code));

    // The Member States, the EFTA States that are parties to the EEA Agreement, and the parts of Member States with a code of
    // their own in which Union law applies (Art. 355(1) and (4) TFEU: the outermost regions and Åland).
    private static readonly FrozenSet<string> Eea = """
        AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK
        IS LI NO
        AX GF GP MF MQ RE YT
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private CountryCode(string code) => Code = code;

    /// <inheritdoc/>
    public static string Rule => "A country is an officially assigned ISO 3166-1 alpha-2 code in capital letters, for example NO.";

    /// <summary>Every assigned code.</summary>
    public static IEnumerable<CountryCode> All => Assigned.Values;

    /// <summary>The two capital letters.</summary>
    public string Code { get; }

    /// <summary>
    /// Whether the country lies in the European Economic Area today. For a past date ask the law, which knows when countries
    /// joined and left.
    /// </summary>
    public bool IsEea => Eea.Contains(Code);

    /// <summary>Reads a code.</summary>
    /// <exception cref="FormatException">It is not an assigned code; the message is <see cref="Rule"/>.</exception>
    public static CountryCode Parse(string text) => TryParse(text, out var country) ? country : throw new FormatException(Rule);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out CountryCode value)
    {
        value = null;
        return text is not null && Assigned.TryGetValue(text, out value);
    }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
