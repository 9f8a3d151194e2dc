using ProcessingRegister.Decisions;
using ProcessingRegister.Organisations;
using ProcessingRegister.Reading;

namespace ProcessingRegister.Breaches.Forms;

/// <summary>From what forms are filled: the breach and its keeper, each fact as a form writes it.</summary>
internal sealed record FormSource(Breach Breach, OrganisationProfile Keeper, FormLanguage Language)
{
    public BreachFacts Facts => Breach.Facts;

    public string? Term(Enum? term) => term is null ? null : Language.Term(term);

    public string Say(string english, params object?[] values) => Language.Say(english, values);

    public string? Number(Extent? extent) => extent is null ? null : Language.Number(extent.InAll);

    public Filing? FirstFiling => Breach.Filings.FirstOrDefault(f => f.Opens);

    public Filing? LastFiling => Breach.Filings is [.., var last] ? last : null;

    /// <summary>What the next filing would be.</summary>
    public string NextFiling => Breach.Status == BreachStatus.NoBreach ? "withdrawal" : FirstFiling is null ? "new" : "follow-up";

    public string? Dpo => Keeper.DataProtectionOfficer.Value is { } dpo ? Words.Of(dpo) : null;

    public string? ContactPoint => Facts.ContactPoint is { } person ? Words.Of(person) : Dpo ?? (Keeper.Contact is { } contact ? Words.Of(contact) : null);

    public string? Aware => Language.Instant(Breach.DutySince(BreachRole.Controller));

    public string? ReasonsForDelay => Words.Of(Breach.Filings.Select(f => f.ReasonsForDelay).FirstOrDefault(r => r is not null));

    public string? When => Facts.Occurred is not { } o ? null
        : Words.Phrase(o.From is null ? null : Say("from {0}", Language.Instant(o.From)), o.To is null ? null : Say("to {0}", Language.Instant(o.To)), o.IsOngoing ? Say("goes on") : null, o.IsEstimated ? Say("estimated") : null);

    public string? Kinds => Facts.Kinds is { } kinds ? Words.Join(kinds, k => Language.Term(k)) : null;

    public bool Is(BreachKind kind) => Facts.Kinds?.Contains(kind) ?? true;

    public string? DataSubjects => Facts.DataSubjects is { } subjects ? Words.Join(subjects, s => s.Value) : null;

    public string? DataCategories => Facts.DataCategories is { } categories
        ? Words.Join(categories, c => c.SpecialCategory is { } special ? Say("{0} (special category: {1})", c.Name, Term(special)) : c.Name.Value) : null;

    public string? Systems => Facts.Systems is { } systems ? Words.Join(systems, s => Words.Phrase(s.Name.Value, Words.Join(s.LocatedIn, t => t.Code))) : null;

    public string? Protection => Facts.Protection is { } p
        ? Words.Phrase(Term(p.Unintelligible), p.Means?.Value, p.KeysCompromised == Answer.Yes ? Say("the keys were taken as well") : null) : null;

    public string? ConsequencesOf(BreachKind kind) => Facts.Consequences is { } all ? Words.Join(all.Where(c => c.Of == kind), c => c.Text.Value) : null;

    public string? Consequences => Facts.Consequences is { } all ? Words.Join(all, c => c.Text.Value) : null;

    public string? MeasuresBefore => Texts(Facts.MeasuresBefore);

    public string? MeasuresTaken => Texts(Facts.MeasuresTaken);

    public string? MeasuresProposed => Texts(Facts.MeasuresProposed);

    public string? Prevention => Texts(Facts.Prevention);

    public string? OtherBodies => Words.Phrase(
        Facts.PoliceInformed is { } police ? Say("police: {0}", Term(police)) : null, Facts.OtherBodiesInformed is { Count: > 0 } bodies ? Words.Join(bodies, b => b.Value) : null);

    public string? Parties => Facts.OtherParties is { Count: > 0 } parties
        ? Words.Join(parties, p => Words.Phrase(Term(p.Qualification), Words.Of(p.Name), p.Contact is { } contact ? Words.Of(contact) : null)) : null;

    public string? InformedHow => Breach.Communications is { Count: > 0 } told
        ? Words.Join(told, c => Words.Phrase(Language.Instant(c.InformedAt), Language.Number(c.Number), Words.Join(c.Means, m => Language.Term(m)))) : null;

    public string Informed => Breach.Communications.Count > 0 ? Say("yes") : Breach.CommunicationException is { } e ? Say("no: {0}", Term(e.Exception)) : Say("not yet");

    public string? ByCountry(Extent? extent) => extent?.ByCountry is { Count: > 0 } all ? Words.Join(all, q => $"{q.Country}: {Language.Number(q.Quantity)}") : null;

    /// <summary>For whom the next filing is made, and under what.</summary>
    public string OnBehalf => Breach.Filings.LastOrDefault(f => f.For == FilingFor.Controllers) is { } filing
        ? filing.Covered is { } covered
            ? Say("for {0} controllers under the mandates that they gave; {1} controllers concerned gave none that covers it, and notify by themselves", covered, filing.Uncovered)
            : Say("for controllers under mandate; for whom is being found out")
        : Breach.Datasets.Any(d => d.Role == BreachRole.Controller) || Breach.Datasets.Count == 0 ? Say("for the reporting organisation as controller")
        : Say("none is made as controller; controllers are notified under Art. 33(2), and a report for them needs the mandate of each");

    private static string? Texts(IReadOnlyList<Vault.ImpersonalText>? texts) => texts is null ? null : Words.Join(texts, t => t.Value);
}
