using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace ProcessingRegister.Tests.Rules;

/// <summary>Who may use whom: Vocabulary, Law, Vault, Decisions, Reading, then the slices, then Hosting; each may use what stands before it.</summary>
public partial class A_folder
{
    private static readonly string[] Foundation = ["Vocabulary", "Law", "Vault", "Decisions", "Reading", "Web"];

    // Every permitted crossing between slices, with its reason: this is the coupling map.
    private static readonly (string From, string To, string Why)[] Crossings =
    [
        ("RecordsOfProcessing", "Organisations", "Art. 30(1)(a): a record of processing begins with who keeps it."),
        ("RecordsOfProcessing", "ProcessingActivities", "Art. 30(1), (2): it is made of the activities."),
        ("RecordsOfProcessing", "ProcessingAgreements", "Art. 30(2)(a): a processor's record names each controller it acts for."),
        ("RecordsOfProcessing", "Subprocessors", "Art. 28(2), (4): one controller's extract names who processes for it, and where."),
        ("Breaches", "ProcessingAgreements", "Art. 33(2): the controllers concerned, and what was promised to each, are found by their agreements."),
        ("Breaches", "Organisations", "Art. 33(3)(b): a notification names who makes it and its data protection officer."),
        ("Subprocessors", "ProcessingAgreements", "Art. 28(2), (4): a controller's chain begins with the services that its agreement names."),
        ("Subprocessors", "Organisations", "Art. 44: whether a place is a third country is asked of the keeper's law, and a public list says whose it is."),
        ("SubprocessorChanges", "ProcessingAgreements", "Art. 28(2): the controllers concerned, and what was agreed with each, are found by their agreements."),
        ("SubprocessorChanges", "Subprocessors", "Art. 28(2): a change is about entries of that register, and its effect engages or releases them."),
        ("SubprocessorAgreements", "Subprocessors", "Art. 28(4): a contract is with a subprocessor, and its transfers and places are the subprocessor's."),
        ("SubprocessorAgreements", "ProcessingAgreements", "Art. 28(4): what controllers demand is what has to be passed down."),
        ("SubprocessorAgreements", "ProcessingActivities", "Art. 44: the activities that depend on a transfer are listed with it."),
        ("SubprocessorAgreements", "Organisations", "Art. 45: whether a decision applies is a matter of the keeper's jurisdiction."),
        ("AccessRequests", "ProcessingAgreements", "Art. 28(3)(a): a controller whose data are asked for is told where its agreement says that it is reached."),
        ("Obligations", Any, "What every register owes is collected here."),
        ("Transparency", Any, "What is published is counted from the others' events."),
        ("Notices", Any, "What leaves the house tells of the others' events."),
        ("Ledger", Any, "Every event of every register is an entry."),
    ];

    private static readonly (string Folder, string Why)[] UsersOfTheMerkleLog =
    [
        ("Vault", "A sealed value's commitment is the ledger's."),
        ("Decisions", "Instants are cut to what the ledger hashes."),
        ("Ledger", "It is the log."),
        ("Hosting", "It composes the program."),
    ];

    private const string Any = "*";

    private static readonly string[] Folders = [.. Source.OfTheService.Select(file => file.Folder).Distinct()];

    private static readonly Dictionary<string, HashSet<string>> TypesIn = Source.OfTheService.GroupBy(file => file.Folder).ToDictionary(
        folder => folder.Key, folder => folder.SelectMany(file => Declared().Matches(file.Code)).Select(match => match.Groups[1].Value).ToHashSet());

    [Fact]
    public void Uses_only_what_stands_before_it() =>
        Assert.Empty(Source.OfTheService.SelectMany(file => UsedBy(file.Folder, file.Code)
            .Where(to => !May(file.Folder, to)).Select(to => $"{file.Path} uses {to}, which {file.Folder} may not.")).Distinct());

    [Fact]
    public void Crosses_to_another_slice_only_where_it_still_does() =>
        Assert.Empty(Crossings.Where(c => c.To != Any && Folders.Contains(c.From) && Folders.Contains(c.To))
            .Where(c => !Source.OfTheService.Any(file => file.Folder == c.From && UsedBy(c.From, file.Code).Contains(c.To)))
            .Select(c => $"{c.From} uses {c.To} no longer; take the crossing off the list."));

    [Fact]
    public void Uses_the_merkle_log_only_with_a_reason() =>
        Assert.Empty(Source.OfTheService.Where(file => file.Names("MerkleLog") && UsersOfTheMerkleLog.All(user => user.Folder != file.Folder))
            .Select(file => $"{file.Path} uses MerkleLog."));

    [Fact]
    public void Gives_its_name_to_the_namespace() =>
        Assert.Empty(Source.OfTheService.Where(file => Namespace().Match(file.Code) is { Success: true } match && match.Groups[1].Value != Expected(file))
            .Select(file => $"{file.Path} must declare the namespace {Expected(file)}."));

    [Theory]
    [InlineData("ProcessingActivities", "using ProcessingRegister.Hosting;", "Hosting", false)]
    [InlineData("ProcessingActivities", "using static ProcessingRegister.Hosting.Registers;", "Hosting", false)]
    [InlineData("Law", "var x = ProcessingRegister.Vault.RegisterJson.Edge;", "Vault", false)]
    [InlineData("Law", "var x = Vault.RegisterJson.Edge;", "Vault", false)]
    [InlineData("Decisions", "using ProcessingRegister.Vault;", "Vault", true)]
    [InlineData("Hosting", "typeof(ProcessingActivities.ProcessingActivity)", "ProcessingActivities", true)]
    public void That_used_another_would_be_found(string folder, string code, string used, bool permitted)
    {
        Assert.Equal([used], UsedBy(folder, code));
        Assert.Equal(permitted, May(folder, used));
    }

    [Theory]
    [InlineData("MerkleLog", "BouncyCastle.Cryptography")]
    // RFC 3161 needs the syntax of signed messages, and the framework has it in a package.
    [InlineData("Verifier", "System.Security.Cryptography.Pkcs", "../MerkleLog/MerkleLog.csproj")]
    public void Of_the_auditor_depends_on_next_to_nothing(string project, params string[] only)
    {
        var file = Path.Combine(Source.Root, "src", project, $"{project}.csproj");
        Assert.Equal(only, XDocument.Load(file).Descendants().Where(e => e.Name.LocalName is "PackageReference" or "ProjectReference" or "Reference")
            .Select(e => e.Attribute("Include")!.Value.Replace('\\', '/')));
    }

    private static bool May(string from, string to)
    {
        var (rankOfFrom, rankOfTo) = (Rank(from), Rank(to));
        return rankOfTo < rankOfFrom || (rankOfTo == rankOfFrom && rankOfTo == Foundation.Length && Crossings.Any(c => c.From == from && (c.To == to || c.To == Any)));
    }

    private static int Rank(string folder) =>
        folder == "Hosting" ? Foundation.Length + 1 : Array.IndexOf(Foundation, folder) is >= 0 and var at ? at : Foundation.Length;

    // By using line, by full name, or by a name relative to the namespace that all share.
    private static IEnumerable<string> UsedBy(string from, string code) =>
        FullName().Matches(code).Select(match => match.Groups[1].Value)
            .Concat(RelativeName().Matches(code).Where(match => TypesIn.GetValueOrDefault(match.Groups[1].Value)?.Contains(match.Groups[2].Value) is true)
                .Select(match => match.Groups[1].Value))
            .Where(to => to != from && Folders.Contains(to)).Distinct();

    private static string Expected(Source file) =>
        string.Join('.', ["ProcessingRegister", .. file.Path.Split('/')[..^1]]);

    [GeneratedRegex(@"\bProcessingRegister\.(\w+)")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![\w.])([A-Z]\w+)\.([A-Z]\w+)")]
    private static partial Regex RelativeName();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?:struct\s+)?([A-Z]\w*)")]
    private static partial Regex Declared();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
