using System.Security.Cryptography.X509Certificates;
using MerkleLog;

namespace ProcessingRegister.Ledger.Anchoring;

/// <summary>A witness that is asked to cosign.</summary>
/// <param name="Url">Its submission prefix, c2sp.org/tlog-witness; what it cosigned last is read below the same.</param>
/// <param name="Key">Its key, a vkey of the type cosignature.</param>
public sealed record WitnessSettings(Uri Url, VerifierKey Key);

/// <summary>A timestamp authority, RFC 3161.</summary>
/// <param name="Authority">Where requests are posted.</param>
/// <param name="Certificates">The roots that its certificates must lead to, and intermediates on the way.</param>
public sealed record TimestampSettings(Uri Authority, X509Certificate2Collection Certificates)
{
    /// <summary>The name under which its tokens are kept.</summary>
    public string Name => $"{Authority.Authority}{Authority.AbsolutePath}".TrimEnd('/');
}

/// <summary>By whom checkpoints are held outside this program: the section <c>Ledger:Anchors</c>. Nothing of it is a secret.</summary>
public sealed record AnchorOptions
{
    /// <summary>The witnesses.</summary>
    public IReadOnlyList<WitnessSettings> Witnesses { get; init; } = [];

    /// <summary>How many of the witnesses make a checkpoint one to rely on; all of them unless the section says less.</summary>
    public int Quorum { get; init; }

    /// <summary>The timestamp authorities.</summary>
    public IReadOnlyList<TimestampSettings> Timestamps { get; init; } = [];

    /// <summary>A folder to which every published checkpoint is added as a file, or <c>null</c>.</summary>
    public string? WriteOnceFolder { get; init; }

    /// <summary>How often is looked for new checkpoints.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a log that grew is stamped.</summary>
    public TimeSpan TimestampInterval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After what time a checkpoint that is not anchored, though it is due, is called late.</summary>
    public TimeSpan LateAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether there is anybody who holds checkpoints.</summary>
    public bool IsEmpty => Witnesses.Count == 0 && Timestamps.Count == 0 && WriteOnceFolder is null;

    /// <summary>Reads the section.</summary>
    /// <exception cref="InvalidOperationException">A setting cannot be used; the message names it.</exception>
    public static AnchorOptions From(IConfiguration section)
    {
        var witnesses = section.GetSection("Witnesses").GetChildren().Select(Witness).ToList();
        if (witnesses.DistinctBy(witness => Convert.ToHexString(witness.Key.PublicKey.AsSpan())).Count() != witnesses.Count)
            throw Unusable(section.GetSection("Witnesses"), "two witnesses share one key");
        var defaults = new AnchorOptions();
        var options = new AnchorOptions
        {
            Witnesses = witnesses,
            Quorum = section.GetValue("Quorum", witnesses.Count),
            Timestamps = [.. section.GetSection("Timestamps").GetChildren().Select(Timestamp)],
            WriteOnceFolder = section["WriteOnceFolder"] is { Length: > 0 } folder ? folder : null,
            Interval = section.GetValue("Interval", defaults.Interval),
            TimestampInterval = section.GetValue("TimestampInterval", defaults.TimestampInterval),
            Timeout = section.GetValue("Timeout", defaults.Timeout),
            LateAfter = section.GetValue("LateAfter", defaults.LateAfter),
        };
        if (options.Quorum < 0 || options.Quorum > witnesses.Count)
            throw Unusable(section.GetSection("Quorum"), "it is more than there are witnesses");
        if (new[] { options.Interval, options.TimestampInterval, options.Timeout, options.LateAfter }.Any(time => time <= TimeSpan.Zero))
            throw Unusable(section, "an interval is longer than nothing");
        return options;
    }

    /// <summary>The policy by which others verify what these witnesses cosign, c2sp.org/tlog-policy.</summary>
    public TlogPolicy PolicyFor(IEnumerable<VerifierKey> logKeys)
    {
        var witnesses = Witnesses.Select((witness, i) => new PolicyWitness($"w{i + 1}", witness.Key, witness.Url.ToString())).ToList();
        return Quorum == 0
            ? new TlogPolicy(logKeys.Select(key => new PolicyLog(key)), witnesses, TlogPolicy.NoQuorum)
            : new TlogPolicy(logKeys.Select(key => new PolicyLog(key)), [.. witnesses, new PolicyGroup("witnesses", Quorum, [.. witnesses.Select(w => w.Name)])], "witnesses");
    }

    private static WitnessSettings Witness(IConfigurationSection section) => new(
        Address(section.GetSection("Url")),
        VerifierKey.TryParse(section["Key"], out var key) && key.Type == SignatureType.Cosignature
            ? key : throw Unusable(section.GetSection("Key"), "it is not the vkey of a witness"));

    private static TimestampSettings Timestamp(IConfigurationSection section)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(section["Certificates"] ?? "");
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or IOException or ArgumentException)
        {
            throw Unusable(section.GetSection("Certificates"), "it is not a file of certificates in PEM");
        }

        return certificates.Any(TimestampTokens.IsRoot)
            ? new TimestampSettings(Address(section.GetSection("Authority")), certificates)
            : throw Unusable(section.GetSection("Certificates"), "there is no root certificate in it");
    }

    private static Uri Address(IConfigurationSection section) =>
        Uri.TryCreate(section.Value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.UserInfo.Length == 0
            ? uri : throw Unusable(section, "it is not an address of http or https without a password");

    private static InvalidOperationException Unusable(IConfigurationSection section, string why) => new($"The setting {section.Path} cannot be used: {why}.");

    private static InvalidOperationException Unusable(IConfiguration section, string why) =>
        new($"The setting {(section as IConfigurationSection)?.Path ?? "Ledger:Anchors"} cannot be used: {why}.");
}
