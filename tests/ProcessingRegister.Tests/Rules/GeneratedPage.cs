using Xunit;

namespace ProcessingRegister.Tests.Rules;

/// <summary>A page of docs/ that is generated and checked: with UPDATE_GENERATED=1 a test run writes it, otherwise it must be as generated.</summary>
internal static class GeneratedPage
{
    public static void Check(string path, string content)
    {
        var file = Path.Combine(Source.Root, path);
        if (Environment.GetEnvironmentVariable("UPDATE_GENERATED") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
        }

        Assert.True(File.Exists(file) && Committed(path) == content, $"{path} is not what the program says; run the tests once with UPDATE_GENERATED=1 and commit it.");
    }

    /// <summary>The page as it was committed, empty when there is none.</summary>
    public static string Committed(string path)
    {
        var file = Path.Combine(Source.Root, path);
        return File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
    }
}
