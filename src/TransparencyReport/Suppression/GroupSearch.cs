using System.Globalization;
using Google.OrTools.Sat;
using Google.OrTools.Util;

namespace TransparencyReport.Suppression;

/// <summary>The search in one group of related hidden cells. Every reading that is found shows for all cells of the group at once what is possible.</summary>
internal sealed class GroupSearch
{
    private readonly PublishedSystem system;
    private readonly IReadOnlyList<int> group;
    private readonly HashSet<int> relations;
    private readonly long ceiling;
    private readonly double limit;
    private readonly SortedSet<(int Cell, long Number)> open = [];
    private readonly Dictionary<int, (long Low, long High)> seen = [];

    public GroupSearch(PublishedSystem system, IReadOnlyList<int> group, long ceiling, double limit)
    {
        (this.system, this.group, this.ceiling, this.limit) = (system, group, ceiling, limit);
        relations = [.. group.SelectMany(system.Of).Order()];
        foreach (var cell in group.Where(cell => system.Cells[cell] is { IsProtected: true, Showing: Showing.Small }))
        {
            for (var number = 1L; number < system.Cells[cell].K; number++)
                open.Add((cell, number));
        }
    }

    public int Searches { get; private set; }

    public Audit Run()
    {
        // What already bounds rule out is ruled out; only what they allow has to be searched for, and not where the group cannot pass any more.
        if (new Bounds(system, group, relations, ceiling).RuledOut(open) is { Count: > 0 } ruledOut)
            return new(ruledOut, []);
        var impossible = new SortedSet<(int Cell, long Number)>();
        while (open.Count > 0)
        {
            // First as many open questions as possible at once; where that finds none within its limit, one alone.
            var found = Solve(open, limit / 8);
            if (found == CpSolverStatus.Optimal && Answered == 0)
            {
                impossible.UnionWith(open);
                break;
            }

            if (Answered > 0)
                continue;
            // What was published contradicts itself: then nobody can say what a reader will conclude, and nothing passes.
            if (found == CpSolverStatus.Infeasible)
                return Refused();
            var question = open.Min;
            switch (Solve([question], limit))
            {
                case CpSolverStatus.Optimal when Answered == 0:
                    open.Remove(question);
                    impossible.Add(question);
                    break;
                case var _ when Answered == 0:
                    return Refused();
            }
        }

        var leaks = impossible.GroupBy(pair => pair.Cell, (cell, numbers) => LeakOf(cell, numbers.Count())).ToList();
        var undecided = new List<int>();
        foreach (var cell in group.Where(cell => system.Cells[cell] is { IsProtected: true, Showing: Showing.Accompanying }))
            Widen(cell, leaks, undecided);
        return new(leaks, undecided);
    }

    private Audit Refused() => new([], [.. group.Where(cell => system.Cells[cell].IsProtected)]);

    /// <summary>How many open questions the last search answered.</summary>
    private int Answered { get; set; }

    private Leak LeakOf(int cell, int impossible) => seen.TryGetValue(cell, out var range) ? new(cell, range.Low, range.High, impossible) : new(cell, 0, 0, impossible);

    private void Widen(int cell, List<Leak> leaks, List<int> undecided)
    {
        var width = system.Cells[cell].Width;
        if (IsWide())
            return;
        if (Solve([], limit, extreme: (cell, 1)) is var up && IsWide())
            return;
        if (Solve([], limit, extreme: (cell, -1)) is var down && IsWide())
            return;
        if (up == CpSolverStatus.Optimal && down == CpSolverStatus.Optimal)
            leaks.Add(LeakOf(cell, (int)(width - (seen[cell].High - seen[cell].Low))));
        else
            undecided.Add(cell);

        bool IsWide() => seen.TryGetValue(cell, out var range) && range.High - range.Low >= width;
    }

    private CpSolverStatus Solve(SortedSet<(int Cell, long Number)> questions, double seconds, (int Cell, int Sign)? extreme = null)
    {
        var model = new CpModel();
        var variables = group.ToDictionary(cell => cell, cell => model.NewIntVarFromDomain(DomainOf(system.Cells[cell]), ""));
        foreach (var index in relations)
            Add(model, variables, system.Relations[index]);
        var goal = LinearExpr.NewBuilder();
        foreach (var (cell, number) in questions)
        {
            var answered = model.NewBoolVar("");
            model.Add(variables[cell] == number).OnlyEnforceIf(answered);
            goal.Add(answered);
        }

        if (extreme is { } end)
            goal.AddTerm(variables[end.Cell], end.Sign);
        model.Maximize(goal);
        // One worker, one seed, and a limit that counts operations: the same answer everywhere.
        using var solver = new CpSolver { StringParameters = string.Create(CultureInfo.InvariantCulture, $"num_workers:1 random_seed:1 max_deterministic_time:{seconds}") };
        Searches++;
        var status = solver.Solve(model);
        var before = open.Count;
        if (status is CpSolverStatus.Optimal or CpSolverStatus.Feasible)
        {
            foreach (var (cell, variable) in variables)
                See(cell, solver.Value(variable));
        }

        Answered = before - open.Count;
        return status;
    }

    private void See(int cell, long number)
    {
        open.Remove((cell, number));
        var (low, high) = seen.GetValueOrDefault(cell, (number, number));
        seen[cell] = (Math.Min(low, number), Math.Max(high, number));
    }

    private void Add(CpModel model, Dictionary<int, IntVar> variables, Relation relation)
    {
        var (sum, constant) = (LinearExpr.NewBuilder(), relation.Constant);
        for (var i = 0; i < relation.Cells.Length; i++)
        {
            if (variables.TryGetValue(relation.Cells[i], out var variable))
                sum.AddTerm(variable, relation.Signs[i]);
            else
                constant += relation.Signs[i] * system.Cells[relation.Cells[i]].Value!.Value;
        }

        model.AddLinearConstraint(sum, -constant, relation.IsEquation ? -constant : long.MaxValue / 4);
    }

    private Domain DomainOf(PublishedCell cell) => cell.Showing switch
    {
        Showing.Small => Domain.FromIntervals([[1, cell.K - 1]]),
        Showing.Withheld => Domain.FromIntervals([[0, 0], [cell.K, ceiling]]),
        _ => Domain.FromIntervals([[0, ceiling]]),
    };
}
