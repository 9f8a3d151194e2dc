using TransparencyReport.Editions;
using TransparencyReport.Facts;

namespace TransparencyReport.Counting;

/// <summary>Which kinds of facts changed which cells: found from the facts, one by one, not guessed from numbers.</summary>
internal sealed class Causes(Scope scope)
{
    private readonly Dictionary<CellKey, SortedSet<RevisionKind>> kinds = [];

    /// <summary>Applies a fact, and keeps what its subject contributes otherwise than before.</summary>
    public void Observe(Subject subject, Fact fact)
    {
        var (before, after) = (new Contribution(scope), new Contribution(scope));
        subject.Contribute(scope, before);
        subject.Apply(fact);
        subject.Contribute(scope, after);
        foreach (var cell in before.Cells.Keys.Union(after.Cells.Keys))
        {
            if (before.Cells.TryGetValue(cell, out var was) && after.Cells.TryGetValue(cell, out var @is) && was.Equals(@is))
                continue;
            if (!kinds.TryGetValue(cell, out var of))
                kinds.Add(cell, of = []);
            of.Add(fact.Restates);
        }
    }

    /// <summary>What changed a cell; nothing when no fact did.</summary>
    public IEnumerable<RevisionKind> Of(CellKey cell)
    {
        SortedSet<RevisionKind> found = [.. Direct(cell)];
        // A band rises with what may be published of it.
        if (cell.Block == Block.Restricted)
            found.UnionWith(Direct(cell with { Basis = Restricted.Publishable }));
        return found;
    }

    /// <summary>All cells that facts touched, also where they cancel each other out.</summary>
    public IEnumerable<KeyValuePair<CellKey, SortedSet<RevisionKind>>> All => kinds;

    private SortedSet<RevisionKind> Direct(CellKey cell) => kinds.TryGetValue(cell, out var of) ? of : [];

    /// <summary>What one subject contributes, cell by cell.</summary>
    private sealed class Contribution(Scope scope) : ITally
    {
        public Dictionary<CellKey, object> Cells { get; } = [];

        public void Row(int table, Place place, RequestState request)
        {
            var of = scope.Tables[table];
            var row = new CellKey(of.Block, of.Span, "received", scope.Names.Write(place, of.Block), Measure.Requests);
            Cells[row] = 1L;
            if (!of.Shape.WithPeople)
                return;
            var timing = row with { Block = Block.Timing };
            Cells[row with { Measure = Measure.AccountsSpecified }] = request.AccountsSpecified;
            Cells[row with { Measure = Measure.AccountsAffected }] = request.AccountsAffected;
            Cells[row with { Measure = Measure.CustomersAffected }] = request.Customers;
            Cells[row with { Measure = Measure.ShareDisclosed }] = request.IsDisclosed;
            Cells[timing with { Measure = Measure.MedianHoursToConfirm }] = Cells[timing with { Measure = Measure.P90HoursToConfirm }] = (request.Received, request.Confirmed);
            Cells[timing with { Measure = Measure.MedianHoursToEffect }] = Cells[timing with { Measure = Measure.P90HoursToEffect }] = (request.Received, request.Effect);
        }

        public void Add(CellKey cell, long amount) => Cells[cell] = amount + (Cells.TryGetValue(cell, out var sum) ? (long)sum : 0);

        public void Observe(CellKey cell, double value) => Cells[cell] = value;
    }
}
