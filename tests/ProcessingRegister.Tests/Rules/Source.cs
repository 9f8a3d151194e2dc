using System.Text.RegularExpressions;

namespace ProcessingRegister.Tests.Rules;

/// <summary>One source file of the service, as the rules read it: without comments, and with its folder.</summary>
/// <param name="Path">The path from src/ProcessingRegister, with forward slashes.</param>
/// <param name="Text">The text as it stands.</param>
internal sealed partial record Source(string Path, string Text)
{
    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All C# and Razor files of the service that were written by hand.</summary>
    public static IReadOnlyList<Source> OfTheService { get; } = In("src/ProcessingRegister", "*.cs", "*.razor");

    /// <summary>All tests of the service.</summary>
    public static IReadOnlyList<Source> OfTheTests { get; } = In("tests/ProcessingRegister.Tests", "*.cs");

    /// <summary>The first folder; what lies in none composes the program and belongs to Hosting.</summary>
    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : "Hosting";

    /// <summary>The text without comments.</summary>
    public string Code { get; } = Comment().Replace(Text, "");

    /// <summary>Whether the code uses a word.</summary>
    public bool Names(string word) => Regex.IsMatch(Code, $@"\b{word}\b");

    /// <summary>Hand-written files below a folder of the repository.</summary>
    public static IReadOnlyList<Source> In(string folder, params IEnumerable<string> patterns)
    {
        var root = System.IO.Path.Combine(Root, folder);
        return [.. patterns.SelectMany(pattern => Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories))
            .Select(file => (File: file, Path: System.IO.Path.GetRelativePath(root, file).Replace('\\', '/')))
            .Where(f => !Made().IsMatch(f.Path)).OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => new Source(f.Path, File.ReadAllText(f.File)))];
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "ProcessingRegister.sln")))
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run within the repository.");
        return folder;
    }

    [GeneratedRegex(@"(^|/)(bin|obj|Generated)/")]
    private static partial Regex Made();

    // A line comment, unless the slashes are those of an address in a text.
    [GeneratedRegex(@"(?<!:)//[^\n]*|/\*.*?\*/|@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
