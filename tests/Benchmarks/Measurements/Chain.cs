using Benchmarks.Measuring;
using Npgsql;
using NpgsqlTypes;

namespace Benchmarks.Measurements;

/// <summary>How fast the chain of one controller on one day is shown.</summary>
internal sealed class Chain : IMeasurement
{
    private const int Subprocessors = 500;

    // The same closure by hand: from the agreement's services to the records, without folding, opening or assessing any, and without the contracts.
    private const string Plain =
        """
        with recursive chain(id, data) as (
          select s.id, s.data from register.mt_doc_processing_agreement a
          join register.mt_doc_subprocessor s on s.tenant_id = a.tenant_id and jsonb_exists_any(s.data -> 'servicesEver', array(select jsonb_array_elements_text(a.data -> 'content' -> 'services')))
            and jsonb_array_length(s.data -> 'engagements') > 0
          where a.tenant_id = $1 and a.id = $2
          union
          select s.id, s.data from chain c cross join lateral jsonb_array_elements(c.data -> 'ownSubprocessors') own
          join register.mt_doc_subprocessor s on s.tenant_id = $1 and s.id = (own ->> 'subprocessor')::uuid
        )
        select id, data from chain
        """;

    /// <inheritdoc />
    public string Name => "chain";

    /// <inheritdoc />
    public async Task<Section> MeasureAsync(TestBed bed)
    {
        var agreements = 2 * bed.Records;
        await using var database = await bed.NewDatabaseAsync("chain");
        var ids = await Filling.FillWithSubprocessorsAsync(database, agreements, Subprocessors);
        await using var server = await database.ServeAsync();
        using var http = server.Client();
        var (requests, random) = (bed.Quick ? 40 : 1000, new Random(1));
        var day = DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        for (var i = 0; i < requests / 2; i++)
            await AskAsync(ids[random.Next(ids.Length)]);
        var (chain, plain) = (new List<double>(), new List<double>());
        for (var i = 0; i < requests; i++)
        {
            var agreement = ids[random.Next(ids.Length)];
            chain.Add(await Rounds.MillisecondsAsync(() => AskAsync(agreement)));
            plain.Add(await Rounds.MillisecondsAsync(() => SelectAsync(database, agreement)));
        }

        return new Section("The chain of one controller on one day",
            $"{agreements:#,0} agreements, each of two services out of {SampleAgreements.Services}, and {Subprocessors} subprocessors in {SampleSubprocessors.Levels} levels, each with a contact "
            + "and an address in the vault, and with a contract and an assessed transfer under it; the chain of a controller at random, with the ground of each transfer, over HTTP. The baseline selects the stored records of the same chain by "
            + "one plain statement under the same role, in turn with the requests, without opening what is sealed and without contracts.",
            [Figure.Compared("One client", "ms", chain, "the rows alone", plain, Target.Percentile99AtMost(20, "ms"))]);

        Task<byte[]> AskAsync(Guid agreement) => PageWalk.GetAsync(http, $"/v1/{database.Access.Slug}/subprocessors/chain?controller={agreement}&validAt={day}");
    }

    private static async Task SelectAsync(RegisterDatabase database, Guid agreement)
    {
        await using var command = database.Source.CreateCommand(Plain);
        command.Parameters.Add(new NpgsqlParameter { Value = database.Access.TenantId, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.AddWithValue(agreement);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            reader.GetFieldValue<byte[]>(1);
    }
}
