using TransparencyReport.Codes;
using TransparencyReport.Editions;
using TransparencyReport.Facts;

namespace TransparencyReport.Counting;

/// <summary>A row of a table with what it counts, before anything is hidden.</summary>
/// <param name="Axes">Its codes.</param>
/// <param name="Requests">Requests.</param>
internal sealed record CountedRow(string Axes, long Requests)
{
    public long AccountsSpecified { get; init; }

    public long AccountsAffected { get; init; }

    public long CustomersAffected { get; init; }

    public long Disclosed { get; init; }

    public Quantiles ToConfirm { get; init; }

    public Quantiles ToEffect { get; init; }
}

/// <summary>How long a number of requests took.</summary>
/// <param name="Count">How many.</param>
/// <param name="Median">The median of the hours; of an even number the mean of the middle two.</param>
/// <param name="P90">The smallest that nine in ten do not exceed.</param>
internal readonly record struct Quantiles(int Count, decimal Median, decimal P90)
{
    public static Quantiles Of(List<double>? values)
    {
        if (values is null or { Count: 0 })
            return default;
        values.Sort();
        var median = (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
        return new(values.Count, Rounded(median), Rounded(values[(int)Math.Ceiling(0.9 * values.Count) - 1]));
    }

    private static decimal Rounded(double value) => Math.Round((decimal)value, 1, MidpointRounding.ToEven);
}

/// <summary>A table with its rows.</summary>
/// <param name="Table">Which table.</param>
/// <param name="Rows">Its rows, by their codes.</param>
internal sealed record CountedTable(Table Table, IReadOnlyList<CountedRow> Rows);

/// <summary>Everything that the facts say at a position, before anything is hidden.</summary>
/// <param name="Tables">The tables of requests.</param>
/// <param name="Amounts">All other counts.</param>
/// <param name="Medians">All other medians.</param>
/// <param name="KnowsDataSubjectRequests">Whether requests of data subjects are recorded at all.</param>
internal sealed record Truth(
    IReadOnlyList<CountedTable> Tables, IReadOnlyDictionary<CellKey, long> Amounts, IReadOnlyDictionary<CellKey, Quantiles> Medians, bool KnowsDataSubjectRequests);

/// <summary>Adds up what everything contributes.</summary>
internal sealed class Sums : ITally
{
    private readonly Scope scope;
    private readonly Dictionary<Place, Sum>[] tables;
    private readonly Dictionary<CellKey, long> amounts = [];
    private readonly Dictionary<CellKey, List<double>> values = [];

    public Sums(Scope scope)
    {
        this.scope = scope;
        tables = [.. scope.Tables.Select(_ => new Dictionary<Place, Sum>())];
    }

    public void Row(int table, Place place, RequestState request)
    {
        ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(tables[table], place, out _);
        (sum ??= new Sum()).Add(request, scope.Tables[table].Shape.WithPeople);
    }

    public void Add(CellKey cell, long amount) => amounts[cell] = amounts.GetValueOrDefault(cell) + amount;

    public void Observe(CellKey cell, double value)
    {
        if (!values.TryGetValue(cell, out var of))
            values.Add(cell, of = []);
        of.Add(value);
    }

    public Truth Truth(bool knowsDataSubjectRequests) => new(
        [.. scope.Tables.Select((table, i) => new CountedTable(table, Rows(table, tables[i])))],
        amounts, values.ToDictionary(pair => pair.Key, pair => Quantiles.Of(pair.Value)), knowsDataSubjectRequests);

    // Zero is shown, so rows without requests are rows too; of countries there are those that asked in these days. Where orders of Art. 10 DSA stand in an
    // edition of their own, 0 would be false.
    private List<CountedRow> Rows(Table table, Dictionary<Place, Sum> sums) =>
        [.. scope.Names.All(table.Shape.Axes, sums.Keys)
            .Where(place => !scope.LeavesTo(Profile.Dsa) || !place.IsOf(Instrument.DsaArt10) || sums.Keys.Any(other => other.IsOf(Instrument.DsaArt10)))
            .Select(place => sums.GetValueOrDefault(place, Sum.None).Row(scope.Names.Write(place, table.Block)))
            .OrderBy(row => row.Axes, StringComparer.Ordinal)];

    private sealed class Sum
    {
        public static readonly Sum None = new();
        private readonly HashSet<Guid> accounts = [];
        private readonly HashSet<Guid> customers = [];
        private readonly List<double> toConfirm = [];
        private readonly List<double> toEffect = [];
        private long requests;
        private long specified;
        private long disclosed;

        public void Add(RequestState request, bool withPeople)
        {
            requests++;
            if (!withPeople)
                return;
            specified += request.AccountsSpecified;
            disclosed += request.IsDisclosed ? 1 : 0;
            foreach (var account in request.AccountsAffected)
                accounts.Add(account);
            foreach (var customer in request.Customers)
                customers.Add(customer);
            if (request.Confirmed is { } confirmed)
                toConfirm.Add((confirmed - request.Received).TotalHours);
            if (request.Effect is { } effect)
                toEffect.Add((effect - request.Received).TotalHours);
        }

        public CountedRow Row(string axes) => new(axes, requests)
        {
            AccountsSpecified = specified,
            AccountsAffected = accounts.Count,
            CustomersAffected = customers.Count,
            Disclosed = disclosed,
            ToConfirm = Quantiles.Of(toConfirm),
            ToEffect = Quantiles.Of(toEffect),
        };
    }
}
