using TransparencyReport.Codes;
using TransparencyReport.Facts;

namespace TransparencyReport.Counting;

/// <summary>Which codes an axis may bear.</summary>
internal static class Vocabulary
{
    /// <summary>The codes of an axis other than the sum; of a country those of a code list.</summary>
    public static IReadOnlyCollection<string> Of(string axis, CodeLists codes) => axis switch
    {
        "country" => [.. codes.Countries.Select(country => country.Code)],
        "via_country" => [.. codes.Countries.Select(country => country.Code), Code.NotApplicable],
        "region" => CodeLists.Regions,
        "instrument" => [.. Code.All<Instrument>(), .. Code.All<Series>().Skip(2)],
        "urgency" => Code.All<Urgency>(),
        "data_sought" => Code.All<DataSought>(),
        "mode" => Code.All<Mode>(),
        "outcome" => Code.All<Outcome>(),
        "notice" => Code.All<NoticeKind>(),
        "ground" => [.. Code.All<RefusalGround>(), "not_stated"],
        "role" => Code.All<ProcessingRole>(),
        "category" => Code.All<BreachCategory>(),
        "notification_bucket" => BreachSubject.Buckets,
        "affected_band" => BreachSubject.Bands,
        "change" => Code.All<SubprocessorChange>(),
        _ => throw new ArgumentOutOfRangeException(nameof(axis), "There is no such axis."),
    };
}
