using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using ProcessingRegister.Decisions;
using ProcessingRegister.ProcessingActivities;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Deciding;

public class MalformedRequests
{
    private static readonly Type[] Commands =
        [.. typeof(IExemplified).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IExemplified)) && t is { IsInterface: false, IsAbstract: false })];

    private static readonly JsonNode?[] Intruders =
    [
        null, JsonValue.Create(""), JsonValue.Create(-1), JsonValue.Create(1e300), JsonValue.Create(true), new JsonArray(), new JsonObject(), JsonValue.Create("2026-02-30"),
        JsonValue.Create("a@example.org"), JsonValue.Create(new string('x', 5000)), JsonNode.Parse("""{"$pv":"01a20474-956f-7a5f-8f21-4b8fcf84c17f","c":"AA=="}"""),
        JsonNode.Parse("""{"$subject":"01a20474-956f-7a5f-8f21-4b8fcf84c17f"}"""), JsonValue.Create("\0"), JsonNode.Parse("""[[[[[[]]]]]]"""),
    ];

    public static TheoryData<Type> EachCommand => new(Commands);

    [Theory]
    [MemberData(nameof(EachCommand))]
    public void The_example_of_every_command_is_well_formed(Type command) =>
        Assert.Empty(RequestBody.Faults(Encoding.UTF8.GetBytes(ExampleOf(command).ToJsonString()), command));

    [Theory]
    [MemberData(nameof(EachCommand))]
    public void Nothing_that_replaces_a_member_is_more_than_a_fault_with_a_place(Type command) =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, Intruders.Length - 1], Gen.Bool).Sample((where, what, rename) =>
        {
            var body = ExampleOf(command);
            var places = Places(body).ToList();
            // A command that takes no members is given one.
            var (parent, key) = places.Count > 0 ? places[where % places.Count] : (body, (object)"unknown");
            if (rename && parent is JsonObject o)
            {
                var value = o[(string)key];
                o.Remove((string)key);
                o["unknown"] = value;
            }
            else if (parent is JsonObject obj)
                obj[(string)key] = Intruders[what]?.DeepClone();
            else
                ((JsonArray)parent)[(int)key] = Intruders[what]?.DeepClone();

            foreach (var fault in RequestBody.Faults(Encoding.UTF8.GetBytes(body.ToJsonString()), command))
            {
                Assert.StartsWith("must ", fault.Rule.Replace("is not known here", "must be known").Replace("exactly one of", "must "), StringComparison.Ordinal);
                Assert.True(fault.Pointer.Length == 0 || fault.Pointer[0] == '/', fault.Pointer);
                Assert.DoesNotContain("example.org", fault.Rule + fault.Pointer, StringComparison.Ordinal);
            }
        }, iter: 400);

    [Theory]
    [MemberData(nameof(EachCommand))]
    public void No_cut_of_a_body_is_more_than_a_fault(Type command)
    {
        var bytes = Encoding.UTF8.GetBytes(ExampleOf(command).ToJsonString());
        for (var length = 0; length < bytes.Length; length += 7)
            Assert.NotEmpty(RequestBody.Faults(bytes[..length], command));
    }

    [Fact]
    public void A_fault_names_the_very_member()
    {
        var faults = RequestBody.Faults("""{"reference":"x","role":"controller","content":{"name":"x","purposes":{"state":"provided","value":[{"text":"call +47 22 12 34 56"}]}}}"""u8.ToArray(),
            typeof(RegisterProcessingActivity));
        Assert.Equal(("/content/purposes/value/0/text", "must not contain a telephone number: text here stands in the ledger for ever"), (faults[0].Pointer, faults[0].Rule));
    }

    [Fact]
    public void Every_missing_member_is_named() =>
        Assert.Equal(["/content", "/reference", "/role"],
            RequestBody.Faults("{}"u8.ToArray(), typeof(RegisterProcessingActivity)).Select(f => f.Pointer).Order());

    [Theory]
    [InlineData("\"Controller\"")]
    [InlineData("\"controller,processor\"")]
    [InlineData("\" controller\"")]
    [InlineData("0")]
    public void An_enumeration_is_one_of_its_words_and_nothing_like_it(string role) =>
        Assert.Equal(new Fault("/role", "must be one of controller, processor"), Assert.Single(RequestBody.Faults(
            Encoding.UTF8.GetBytes("""{"reference":"x","role":ROLE,"content":{"name":"x"}}""".Replace("ROLE", role, StringComparison.Ordinal)), typeof(RegisterProcessingActivity))));

    private static JsonNode ExampleOf(Type command) =>
        JsonSerializer.SerializeToNode(command.GetProperty(nameof(IExemplified.Example))!.GetValue(null), command, RegisterJson.Edge)!;

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(m => (IEnumerable<(JsonNode, object)>)[(o, m.Key), .. m.Value is null ? [] : Places(m.Value)]),
        JsonArray a => a.SelectMany((item, i) => (IEnumerable<(JsonNode, object)>)[(a, i), .. item is null ? [] : Places(item)]),
        _ => [],
    };
}
