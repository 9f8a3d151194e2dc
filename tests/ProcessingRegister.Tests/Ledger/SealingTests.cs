using MerkleLog;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ProcessingRegister.Decisions;
using ProcessingRegister.Ledger;
using ProcessingRegister.Tests.Hosting;
using Xunit;

namespace ProcessingRegister.Tests.Ledger;

[Collection(RegisterCollection.Name)]
public sealed class What_was_recorded(RegisterHost host)
{
    private Sealer Sealer => host.Services.GetRequiredService<Sealer>();

    [Fact]
    public async Task Is_sealed_and_signed_as_it_stands_in_the_table()
    {
        var (slug, _) = await host.OrganisationAsync(Role.Reader);

        await Sealer.SealAsync(default);

        var log = await LogAsync(slug);
        Assert.Equal(1, log.Size);
        Assert.True(SignedNote.TryParse(System.Text.Encoding.UTF8.GetBytes(log.Note), out var note));
        var key = new VerifierKey(log.Origin, SignatureType.Ed25519, host.Services.GetRequiredService<SigningKeys>().PublicKeys[0]);
        var verdict = new CheckpointPolicy([key]).Verify(note);
        Assert.True(verdict.IsAccepted);
        Assert.Equal($"localhost/ledger/{slug}", verdict.Checkpoint!.Origin);
        Assert.True(Entry.TryParse(log.Entry, out var entry));
        Assert.Equal("organisation_established", entry.Type);
        Assert.Equal(verdict.Checkpoint.RootHash, TreeHash.OfLeaf(log.Entry));
    }

    private async Task<(string Origin, long Size, string Note, byte[] Entry)> LogAsync(string slug)
    {
        await using var command = host.Owner.CreateCommand(
            """
            select l.origin, l.size, c.note, f.entry from ledger.log l join access.organisation o using (tenant_id)
            join ledger.checkpoint c on c.log_id = l.log_id and c.size = l.signed_size join ledger.leaf f on f.log_id = l.log_id and f.leaf_index = 0
            where o.slug = $1
            """);
        command.Parameters.AddWithValue(slug);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return (reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3));
    }
}
