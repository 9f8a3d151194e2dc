using System.Diagnostics;
using ProcessingRegister.Decisions;
using TransparencyReport.Editions;

namespace ProcessingRegister.Transparency;

/// <summary>The profiles of the report that are for everybody.</summary>
public enum ReportProfile
{
    /// <summary>For everybody, small numbers hidden. It is always published.</summary>
    Public,

    /// <summary>Orders to provide information, nothing hidden: of providers of intermediary services (Implementing Regulation (EU) 2024/2835, Annex I).</summary>
    Dsa,

    /// <summary>The restricted series in bands: of those whom orders of the United States may reach (50 U.S.C. § 1874).</summary>
    UsNsl,
}

/// <summary>It was chosen which profiles are published beside the one for everybody, from a year on.</summary>
/// <param name="Year">The first year.</param>
/// <param name="Profiles">The profiles; none when it is the one for everybody alone.</param>
public sealed record ReportProfilesAdopted(int Year, IReadOnlyList<ReportProfile> Profiles);

/// <summary>The profiles that are published from a year on.</summary>
/// <param name="Year">The first year.</param>
/// <param name="Profiles">The profiles beside the one for everybody.</param>
public sealed record ProfilesOfYear(int Year, IReadOnlyList<ReportProfile> Profiles)
{
    /// <summary>Whether two are of the same year and name the same profiles.</summary>
    public bool Equals(ProfilesOfYear? other) => other is not null && Year == other.Year && Profiles.SequenceEqual(other.Profiles);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Year, Profiles.Count);
}

/// <summary>Which profiles of its report an organisation publishes; each has its own part of the facts, so it is settled for whole years, before anything of them is published.</summary>
/// <param name="Id">The record, derived from the organisation, so that there is one.</param>
public sealed record ReportProfiles(Guid Id) : Record(Id), IRecord<ReportProfiles>
{
    /// <summary>The events of this record.</summary>
    public static Type[] Events { get; } = [typeof(ReportProfilesAdopted)];

    static string IRecord<ReportProfiles>.Kind => "report_profiles";

    /// <summary>What was chosen, earlier years first.</summary>
    public IReadOnlyList<ProfilesOfYear> Choices { get; init; } = [];

    /// <summary>All profiles that are published of a year, the one for everybody last.</summary>
    public IReadOnlyList<ReportProfile> Of(int year) => [.. Choices.Where(choice => choice.Year <= year).LastOrDefault()?.Profiles ?? [], ReportProfile.Public];

    /// <summary>What was chosen for the years up to one.</summary>
    public IReadOnlyList<ProfilesOfYear> UpTo(int year) => [.. Choices.Where(choice => choice.Year <= year)];

    static ReportProfiles IRecord<ReportProfiles>.Evolve(ReportProfiles? profiles, Guid id, object @event) => @event switch
    {
        ReportProfilesAdopted e => (profiles ?? new(id)).With(new(e.Year, e.Profiles)),
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {profiles?.GetType().Name ?? "nothing"}."),
    };

    /// <summary>The id of an organisation's choice.</summary>
    public static Guid IdOf(string tenantId) => ReportName.Derived($"transparency-profiles\n{tenantId}");

    /// <summary>The word of a profile in addresses and files.</summary>
    public static string WordOf(ReportProfile profile) => profile switch
    {
        ReportProfile.Dsa => "dsa",
        ReportProfile.UsNsl => "us-nsl",
        _ => "public",
    };

    /// <summary>The profile as the report knows it.</summary>
    internal static Profile InTheReport(ReportProfile profile) => profile switch
    {
        ReportProfile.Dsa => Profile.Dsa,
        ReportProfile.UsNsl => Profile.UsNsl,
        _ => Profile.Public,
    };

    /// <summary>Decides a choice.</summary>
    /// <param name="profiles">What was chosen so far.</param>
    /// <param name="chosen">The choice.</param>
    /// <param name="published">The years of which an edition of any profile is published.</param>
    internal static Decision Take(ReportProfiles? profiles, ChooseReportProfiles chosen, IEnumerable<int> published)
    {
        var wanted = chosen.Profiles.Distinct().Order().ToList();
        // What was published divides the requests of its year as was chosen then; divided anew, the difference would tell what both hide.
        return (profiles?.Choices ?? []).Contains(new(chosen.Year, wanted)) ? Decision.AlreadyDone
            : published.Any(year => year >= chosen.Year) ? Decision.Refuse(EditionRefusals.ProfilesPublished)
            : Decision.Append(new ReportProfilesAdopted(chosen.Year, wanted));
    }

    private ReportProfiles With(ProfilesOfYear choice) => this with { Choices = [.. Choices.Where(c => c.Year != choice.Year).Append(choice).OrderBy(c => c.Year)] };
}
