using System.Globalization;
using TransparencyReport.Codes;
using TransparencyReport.Counting;
using TransparencyReport.Editions;

namespace TransparencyReport.Formats;

/// <summary>How days, profiles and sets of axes are written in files.</summary>
internal static class Terms
{
    private static readonly (Profile Profile, string Written)[] Profiles =
        [(Profile.Public, "public"), (Profile.Dsa, "dsa"), (Profile.UsNsl, "us-nsl"), (Profile.Customer, "customer")];

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Day(string written) => DateOnly.ParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Of(Profile profile) => Profiles.First(pair => pair.Profile == profile).Written;

    public static Profile ProfileOf(string written) => Profiles.First(pair => pair.Written == written).Profile;

    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static IReadOnlyList<string> Of(AxisSet axes) => [.. Enum.GetValues<AxisSet>().Where(axis => axis != AxisSet.None && axes.HasFlag(axis)).Select(axis => Code.Of(axis))];

    public static AxisSet Axes(IEnumerable<string> written) => written.Aggregate(AxisSet.None, (axes, axis) => axes | Code.Read<AxisSet>(axis));
}
