using System.Text.Json.Nodes;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingAgreements;
using ProcessingRegister.RecordsOfProcessing;
using Xunit;
using static ProcessingRegister.Tests.RecordsOfProcessing.Records;

namespace ProcessingRegister.Tests.RecordsOfProcessing;

public class Differences_between_two_instants
{
    private static IEnumerable<(string, string?, string?)> Between(string from, string to) =>
        Differences.Between(JsonNode.Parse(from), JsonNode.Parse(to)).Select(m => (m.Pointer, m.From?.ToJsonString(), m.To?.ToJsonString()));

    private static RecordDifference? Between(ProcessingAgreement? from, ProcessingAgreement to) =>
        Differences.Between(RecordKind.ProcessingAgreement, from, to, a => a.EndedOn);

    [Fact]
    public void Name_each_member_with_both_its_values() =>
        Assert.Equal(
            [("/a/b", "1", "2"), ("/gone", "true", null), ("/new", null, "\"x\"")],
            Between("""{"a":{"b":1,"c":3},"gone":true}""", """{"a":{"b":2,"c":3},"new":"x"}"""));

    [Fact]
    public void Compare_lists_item_by_item() =>
        Assert.Equal([("/1", "2", "3"), ("/2", null, "4")], Between("[1,2]", "[1,3,4]"));

    [Fact]
    public void Escape_names_as_JSON_Pointer_does() => Assert.Equal([("/a~1b~0c", "1", "2")], Between("""{"a/b~c":1}""", """{"a/b~c":2}"""));

    [Fact]
    public void Say_that_a_record_was_added() => Assert.Equal((ChangeOfRecord.Added, null), (Between(null, Agreement("Bakeri"))!.Change, Between(null, Agreement("Bakeri"))!.FromVersion));

    [Fact]
    public void Show_personal_texts_by_what_they_say()
    {
        var agreement = Agreement("Bakeri", "salary");
        var renamed = agreement with { Version = 2, Content = agreement.Content with { ControllerName = new("Konditori") } };

        var member = Assert.Single(Between(agreement, renamed)!.Members);

        Assert.Equal(("/content/controllerName", "Bakeri", "Konditori"), (member.Pointer, (string?)member.From, (string?)member.To));
    }

    [Fact]
    public void Are_none_when_a_record_says_the_same_in_a_later_version()
    {
        var agreement = Agreement("Bakeri", "salary");

        Assert.Null(Between(agreement, agreement with
        {
            Version = 2,
            Statements = [new Statement(Guid.CreateVersion7(), agreement.EffectiveFrom)],
            Content = Agreement("Bakeri", "salary").Content,
        }));
    }

    [Fact]
    public void Say_that_a_record_has_ended()
    {
        var agreement = Agreement("Bakeri");
        var ended = agreement with { EndedOn = Day, Choice = DeletionOrReturn.Return };

        Assert.Equal(ChangeOfRecord.Removed, Between(agreement, ended)!.Change);
        Assert.Equal(ChangeOfRecord.Changed, Between(ended, ended with { Choice = DeletionOrReturn.Both })!.Change);
    }
}
