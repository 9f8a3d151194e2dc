using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace ProcessingRegister.Tests.Rules;

/// <summary>The names of events and of their fields stand in the table of events and under the hashes of the ledger: they are a contract.</summary>
public class The_catalogue_of_events
{
    private const string Page = "docs/events.md";

    [Fact]
    public void Is_what_the_program_says_and_has_lost_no_name()
    {
        var catalogue = Write();

        Assert.Empty(Lost(GeneratedPage.Committed(Page), catalogue));
        GeneratedPage.Check(Page, catalogue);
    }

    [Fact]
    public void Notices_a_renamed_event_and_a_renamed_field()
    {
        var catalogue = Write();

        Assert.Equal(
            ["processing_activity_approved: approvedOn"],
            Lost(catalogue, catalogue.Replace("`approvedOn`", "`agreedOn`", StringComparison.Ordinal)).Select(lost => lost[..lost.IndexOf(" stood", StringComparison.Ordinal)]));
        Assert.NotEmpty(Lost(catalogue, catalogue.Replace("`processing_activity_ended`", "`processing_activity_stopped`", StringComparison.Ordinal)));
        Assert.Empty(Lost(catalogue, catalogue + "\n| `new` | date |\n"));
    }

    // Whatever was named once must still be named, under the same heading.
    private static IEnumerable<string> Lost(string before, string after) =>
        Names(before).Except(Names(after)).Select(name => $"{name} stood in the catalogue and is gone: a name in an event is never changed or removed.");

    private static IEnumerable<string> Names(string page)
    {
        var heading = "";
        foreach (var line in page.Split('\n'))
        {
            if (line.StartsWith('#'))
                heading = line.TrimStart('#').Trim().Trim('`');
            if (line.StartsWith("| `", StringComparison.Ordinal))
                yield return $"{heading}: {line.Split('`')[1]}";
            else if (line.StartsWith('#'))
                yield return heading;
        }
    }

    private static string Write()
    {
        var page = new StringBuilder("""
            # Events

            Generated from the program; the rules test checks it. The names on this page are a contract: they stand in the table of events
            and under the hashes of the ledger, and none is ever changed or removed.


            """.ReplaceLineEndings("\n"));
        var parts = new SortedDictionary<string, Type>(StringComparer.Ordinal);
        foreach (var (type, name) in ProgramTypes.Events.OrderBy(e => e.Value, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"## `{name}`\n\n`{type.Name}`: {ProgramTypes.SummaryOf(type)}\n\n");
            Fields(page, type, parts);
        }

        page.Append("# What they are made of\n\n");
        for (var done = new HashSet<string>(); parts.FirstOrDefault(part => !done.Contains(part.Key)) is { Key: { } name, Value: var type }; done.Add(name))
            Fields(new StringBuilder(), type, parts);
        foreach (var (name, type) in parts.ToList())
        {
            page.Append(CultureInfo.InvariantCulture, $"## {name}\n\n{ProgramTypes.SummaryOf(type)}\n\n");
            if (type.IsEnum)
                page.Append("| word |\n|---|\n").AppendJoin("", Enum.GetNames(type).Select(word => $"| `{JsonNamingPolicy.CamelCase.ConvertName(word)}` |\n")).Append('\n');
            else
                Fields(page, type, parts);
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void Fields(StringBuilder page, Type type, SortedDictionary<string, Type> parts)
    {
        if (type.IsEnum)
            return;
        page.Append("| field | type |\n|---|---|\n");
        foreach (var field in FieldTypes.Of(type))
            page.Append(CultureInfo.InvariantCulture, $"| `{field.Name}` | {Named(field.Type)}{(field.Optional ? ", optional" : "")} |\n");
        page.Append('\n');

        string Named(Type of)
        {
            if (of.IsGenericParameter)
                return "what is stated";
            of = Nullable.GetUnderlyingType(of) ?? of;
            if (FieldTypes.NameOf(of) is { } plain)
                return plain;
            if (FieldTypes.ItemOf(of) is { } item)
                return $"list of {Named(item)}";
            if (of.IsGenericType)
                return $"{Part(of.GetGenericTypeDefinition())} of {Named(of.GetGenericArguments()[0])}";
            return Part(of);
        }

        // Two registers may each have a part of the same name.
        string Part(Type of)
        {
            var name = $"{of.Namespace!.Split('.')[^1]}.{of.Name.Split('`')[0]}";
            parts[name] = of;
            return $"[{name}](#{name.Replace(".", "", StringComparison.Ordinal).ToLowerInvariant()})";
        }
    }
}
