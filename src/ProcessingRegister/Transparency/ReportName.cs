using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ProcessingRegister.Decisions;
using TransparencyReport.Periods;

namespace ProcessingRegister.Transparency;

/// <summary>Which report: on which quarter, in which profile.</summary>
/// <param name="Quarter">The quarter.</param>
/// <param name="Profile">The profile.</param>
public readonly record struct ReportName(Quarter Quarter, ReportProfile Profile = ReportProfile.Public)
{
    /// <summary>As in addresses: the quarter, and behind it the profile if it is not the one for everybody.</summary>
    public override string ToString() => Profile == ReportProfile.Public ? Quarter.ToString() : $"{Quarter}/{ReportProfiles.WordOf(Profile)}";

    /// <summary>The id of an organisation's report.</summary>
    public Guid IdIn(string tenantId) => Derived(FormattableString.Invariant($"transparency-report\n{tenantId}\n{Quarter.Year}Q{Quarter.Number}")
        + (Profile == ReportProfile.Public ? "" : $"\n{ReportProfiles.WordOf(Profile)}"));

    /// <summary>An address of a report that there is not. The profile for everybody has none of its own.</summary>
    internal static bool Misses(string quarter, string? profile, out ReportName name, [NotNullWhen(true)] out IResult? problem)
    {
        name = default;
        if (Quarters.Misses(quarter, out var of, out problem))
            return true;
        ReportProfile? named = profile switch
        {
            null => ReportProfile.Public,
            "dsa" => ReportProfile.Dsa,
            "us-nsl" => ReportProfile.UsNsl,
            _ => null,
        };
        problem = named is null ? Problems.NotFound() : null;
        name = new(of, named ?? default);
        return problem is not null;
    }

    /// <summary>An id that is made from a name.</summary>
    internal static Guid Derived(string name)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        // Version 8 of RFC 9562: made from other data by the program's own rule.
        BinaryPrimitives.WriteUInt16BigEndian(digest.AsSpan(6), (ushort)((BinaryPrimitives.ReadUInt16BigEndian(digest.AsSpan(6)) & 0x0fff) | 0x8000));
        digest[8] = (byte)((digest[8] & 0x3f) | 0x80);
        return new Guid(digest.AsSpan(0, 16), bigEndian: true);
    }
}
