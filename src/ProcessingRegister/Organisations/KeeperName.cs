using Npgsql;
using ProcessingRegister.Web;

namespace ProcessingRegister.Organisations;

/// <summary>Reads the organisation's registered name as its present profile has it.</summary>
internal sealed class KeeperName(NpgsqlDataSource database) : IKeeperName
{
    /// <inheritdoc />
    public async Task<string?> OfAsync(string tenantId, CancellationToken ct)
    {
        var id = Guid.Parse(tenantId);
        return (await ListOrganisationsEndpoint.NamesAsync(database, [id], ct)).GetValueOrDefault(id);
    }
}
