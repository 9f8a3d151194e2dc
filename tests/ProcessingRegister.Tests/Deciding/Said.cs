using System.Text.Json;
using ProcessingRegister.Decisions;
using ProcessingRegister.Vault;
using Xunit;

namespace ProcessingRegister.Tests.Deciding;

/// <summary>Compares facts by what they say to a reader, and says what came instead.</summary>
internal static class Said
{
    public static string Json(object value) => JsonSerializer.Serialize(value, RegisterJson.Edge);

    public static string Of(Decision decision) => decision switch
    {
        Decision.Refused refused => $"it was refused: {refused.Refusal.Code}.",
        Decision.Appended appended => $"this was recorded:\n{Of(appended.Events)}",
        _ => "it was so already.",
    };

    public static void AssertSame(IReadOnlyList<object> expected, IReadOnlyList<object> actual) =>
        Assert.True(
            expected.Count == actual.Count && expected.Zip(actual).All(pair => Same(pair.First, pair.Second)),
            $"Expected\n{Of(expected)}\nbut this was recorded:\n{Of(actual)}");

    private static bool Same(object one, object other) => one.GetType() == other.GetType() && (one.Equals(other) || RegisterJson.SayTheSame(one, other));

    private static string Of(IEnumerable<object> events) => string.Join('\n', events.Select(e => $"{e.GetType().Name} {Json(e)}"));
}
