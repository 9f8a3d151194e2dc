using ProcessingRegister.SubprocessorAgreements;
using ProcessingRegister.Subprocessors;
using ProcessingRegister.Vault;
using ProcessingRegister.Vocabulary;

namespace Benchmarks;

/// <summary>Invented subprocessors in four levels: those of the first are engaged by the organisation, the others each by two of the level above.</summary>
internal static class SampleSubprocessors
{
    /// <summary>How many levels there are.</summary>
    public const int Levels = 4;

    // Of each service's subprocessors on a level, so many.
    private const int EachService = 2;

    /// <summary>On which level a subprocessor stands, from 0; the first level is the smallest.</summary>
    public static int Level(int number) => Math.Min(number / (EachService * SampleAgreements.Services), Levels - 1);

    /// <summary>The events of one subprocessor, whose own subprocessors are the matching ones of the level below.</summary>
    public static IEnumerable<object> Events(int number, Guid[] ids, DateOnly day)
    {
        yield return new SubprocessorRegistered(new($"invented-{number:000}"), new($"Invented Subprocessor {number:000} AS"), day, Content(number));
        if (Level(number) == 0)
            yield return new SubprocessorEngaged(day);
        var width = EachService * SampleAgreements.Services;
        foreach (var below in Level(number) == Levels - 1 ? [] : new[] { number + width, number + width + SampleAgreements.Services })
        {
            if (below < ids.Length && Level(below) == Level(number) + 1)
                yield return new OwnSubprocessorAdded(day, ids[below]);
        }
    }

    /// <summary>The contract with a subprocessor, under which data are seen from a third country by standard clauses.</summary>
    public static SubprocessorAgreementConcluded Contract(int number, Guid id, DateOnly day) => new(new($"invented-{number:000}"), id, day, new()
    {
        DocumentSha256 = new byte[32],
        SignedOn = day,
        Transfers = [new(CountryCode.Parse("US"), TransferMechanism.StandardClausesModule3, new("Decision (EU) 2021/914"), new("annex 4"))],
    });

    /// <summary>The assessment of that country, recorded with the contract.</summary>
    public static TransferImpactAssessed Assessment(DateOnly day) =>
        new(new(new("invented-assessment"), CountryCode.Parse("US"), day, new("data protection officer"), ImpactConclusion.EssentiallyEquivalent, day.AddYears(1)));

    private static SubprocessorContent Content(int number) => new()
    {
        Kind = SubprocessorKind.Hosting,
        Country = CountryCode.Parse("NO"),
        RegistrationNumber = new($"INV-{number:000}"),
        PostalAddress = new($"{number} Invented Street"),
        Contact = new ContactPerson { Name = new($"Invented privacy contact {number:000}"), Email = new($"privacy{number:000}@subprocessor.example") },
        Services = [new("operation of servers", SampleAgreements.Service(number), ["All data of the service"], [CountryCode.Parse("NO")], [CountryCode.Parse(number % 3 == 0 ? "US" : "SE")])],
    };
}
