namespace Benchmarks;

/// <summary>What the program was asked for.</summary>
/// <param name="Quick">Whether it is only to prove that it runs: little data, two rounds, nothing written.</param>
/// <param name="Only">The one measurement to make; <c>null</c> for all.</param>
/// <param name="Output">Where to write the report; <c>null</c> to print it only.</param>
internal sealed record Arguments(bool Quick, string? Only, string? Output)
{
    /// <summary>How the program is used.</summary>
    public const string Usage =
        """
        usage: Benchmarks [--quick] [--only NAME] [--output FILE]
          --quick   little data and few rounds, in less than a minute: proves that it runs, and says nothing about speed
          --only    one of: sealing, verifying, commands, starts, pages, past, whole-register, imports, breaches, chain, changes, reports, obligations
          --output  where to write the report; docs/performance.md when everything is measured in full, else nowhere
        """;

    /// <summary>Reads them.</summary>
    /// <returns><c>null</c> when they cannot be understood.</returns>
    public static Arguments? Of(string[] args)
    {
        var (quick, only, output) = (false, (string?)null, (string?)null);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick":
                    quick = true;
                    break;
                case "--only" when i + 1 < args.Length:
                    only = args[++i];
                    break;
                case "--output" when i + 1 < args.Length:
                    output = args[++i];
                    break;
                default:
                    return null;
            }
        }

        // Part of the figures, or figures of little data, must not take the place of the whole.
        return new(quick, only, output ?? (quick || only is not null ? null : Path.Combine(Root(), "docs", "performance.md")));
    }

    /// <summary>The folder of the solution, or the current one when this program stands elsewhere.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ProcessingRegister.sln")))
                return folder.FullName;
        }

        return Environment.CurrentDirectory;
    }
}
