using System.Text.Json.Serialization;
using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.RecordsOfProcessing;

/// <summary>One point of a record as Art. 30 letters it, with what is stated of it.</summary>
/// <param name="Name">Which point.</param>
/// <param name="State">Whether it is stated.</param>
/// <param name="Value">What is stated; of a point that is missing, the part that there is.</param>
/// <param name="Reason">Why it does not apply, or cannot be stated yet.</param>
/// <param name="ReviewBy">By when it is looked at again.</param>
public sealed record Point(ArticleThirtyPoint Name, StatedAs State, object? Value = null, PersonalText? Reason = null, DateOnly? ReviewBy = null)
{
    private Func<string>? InWords { get; init; }

    /// <summary>The letter of the article.</summary>
    public string Provision { get; } = Name.Provision()!;

    /// <summary>The point as a table's cell; put into words once, however many rows repeat it.</summary>
    [JsonIgnore]
    public string Cell => field ??= Words.Of(State, InWords?.Invoke() ?? "", Reason, ReviewBy);

    /// <summary>A point as it is stated.</summary>
    public static Point Of<T>(ArticleThirtyPoint name, Stated<T> stated, Func<T, string> words) where T : class =>
        new(name, stated.State, stated.Value, stated.Reason, stated.ReviewBy) { InWords = () => stated.Value is { } value ? words(value) : "" };

    /// <summary>A point that is a list.</summary>
    public static Point OfEach<T>(ArticleThirtyPoint name, Stated<IReadOnlyList<T>> stated, Func<T, string> words) =>
        Of(name, stated, list => Words.Join(list, words));

    /// <summary>A party; its contact details belong to the point.</summary>
    public static Point OfParty(ArticleThirtyPoint name, Party? party) =>
        new(name, party?.CanBeReached is true ? StatedAs.Provided : StatedAs.Missing, party) { InWords = () => party?.InWords ?? "" };
}
