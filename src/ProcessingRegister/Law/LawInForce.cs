using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.Law;

/// <summary>A value the law sets, with what it rests on.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">The provision.</param>
/// <param name="Confidence">How sure the row is.</param>
/// <param name="ValidFrom">The first day on which it held.</param>
public sealed record LegalValue<T>(T Value, string Source, Confidence Confidence, DateOnly ValidFrom);

/// <summary>
/// The law of one jurisdiction on one day. A case is pinned to the day that triggered it (awareness, receipt), in the local
/// date of the party that must act; a later change of law does not touch it.
/// </summary>
public sealed class LawInForce
{
    internal LawInForce(LawBook book, Jurisdiction jurisdiction, DateOnly on) => (Book, Jurisdiction, On) = (book, jurisdiction, on);

    /// <summary>Whose law it is.</summary>
    public Jurisdiction Jurisdiction { get; }

    /// <summary>The day.</summary>
    public DateOnly On { get; }

    internal LawBook Book { get; }

    /// <summary>The law of a jurisdiction on a day.</summary>
    /// <exception cref="LawUnknownException">The jurisdiction is not in the book.</exception>
    public static LawInForce At(Territory jurisdiction, DateOnly on) => LawBook.Current.At(jurisdiction, on);

    /// <summary>
    /// What the law sets on this day. A row of the jurisdiction itself goes before one of the Union or Area it belongs to, and
    /// a later row before an earlier one.
    /// </summary>
    /// <exception cref="LawUnknownException">No row covers this jurisdiction and day.</exception>
    public LegalValue<T> Get<T>(LawKey<T> key)
    {
        var row = RowOf(Jurisdiction.Code, key.Name) ?? RowOf(Jurisdiction.MemberOf, key.Name)
            ?? throw new LawUnknownException(key.Name, Jurisdiction.Code, On);
        return new(key.Read(row.Value), row.Source, row.Confidence, row.ValidFrom!.Value);
    }

    private LawParameter? RowOf(Territory jurisdiction, string key) =>
        Book.Parameters.Where(row => row.Jurisdiction == jurisdiction && row.Key == key && row.IsLawOn(On)).MaxBy(row => row.ValidFrom);
}
