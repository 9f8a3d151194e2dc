using ProcessingRegister.Decisions;
using ProcessingRegister.Reading;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace ProcessingRegister.SubprocessorAgreements;

/// <summary>One item of Art. 28(3) in a subprocessor's contract.</summary>
/// <param name="Item">Which.</param>
/// <param name="Provision">Where the Article demands it.</param>
/// <param name="State">Whether the contract sets it out.</param>
/// <param name="Evidence">The clause that does.</param>
public sealed record ContractItem(Article28Item Item, string Provision, StatedAs State, ImpersonalText? Evidence);

/// <summary>How complete the contract with a subprocessor in use is: a row of the matrix.</summary>
/// <param name="Subprocessor">The subprocessor.</param>
/// <param name="Name">Its name.</param>
/// <param name="Agreement">The contract in force; <c>null</c> is a finding by itself, Art. 28(4).</param>
/// <param name="Items">The sixteen items.</param>
/// <param name="Missing">How many of them are missing.</param>
public sealed record ContractCompleteness(Guid Subprocessor, ImpersonalText Name, Guid? Agreement, IReadOnlyList<ContractItem> Items, int Missing)
{
    /// <summary>The row of a subprocessor: by the one of its contracts in force that leaves least open. Pure.</summary>
    public static ContractCompleteness Of(Subprocessor subprocessor, IEnumerable<SubprocessorAgreement> contracts, DateOnly day)
    {
        var contract = contracts.Where(c => c.IsInForceOn(day)).OrderBy(c => c.MissingItems.Count).ThenByDescending(c => c.EffectiveFrom).FirstOrDefault();
        return new(subprocessor.Id, subprocessor.NameOn(day), contract?.Id,
            [.. Enum.GetValues<Article28Item>().Select(item => new ContractItem(
                item, item.Provision()!, contract?.StateOf(item) ?? StatedAs.Missing, contract?.Content.Items.FirstOrDefault(i => i.Item == item)?.Clause.Value?.Clause))],
            contract?.MissingItems.Count ?? Enum.GetValues<Article28Item>().Length);
    }

    /// <summary>The rows of a day, those that leave most open first.</summary>
    public static async Task<IReadOnlyList<ContractCompleteness>> OnAsync(RecordQueries records, string tenantId, View view, DateOnly day, CancellationToken ct)
    {
        var then = view with { ValidAt = day };
        var contracts = (await records.AllAsync<SubprocessorAgreement>(tenantId, then, null, ct, open: false).ToListAsync(ct)).ToLookup(c => c.Subprocessor);
        var rows = await records.AllAsync<Subprocessor>(tenantId, then, null, ct, open: false).Where(s => s.IsListedOn(day)).Select(s => Of(s, contracts[s.Id], day)).ToListAsync(ct);
        return [.. rows.OrderByDescending(r => r.Missing).ThenBy(r => r.Subprocessor)];
    }
}
