using Marten;
using Marten.Services;
using ProcessingRegister.Organisations;

namespace ProcessingRegister.Hosting.Access;

/// <summary>When an organisation's jurisdiction is revised, its days begin in another zone: written in the transaction of the event itself.</summary>
internal sealed class ZoneFollowsJurisdiction(Standings standings) : DocumentSessionListenerBase
{
    /// <inheritdoc />
    public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        foreach (var stream in session.PendingChanges.Streams())
        {
            if (stream.Events.Select(e => e.Data).OfType<OrganisationProfileRevised>().LastOrDefault() is { } revised)
                session.QueueSqlCommand("update access.organisation set zone = ? where tenant_id = ?", revised.Profile.Zone, stream.TenantId);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        if (commit.GetEvents().Any(e => e.Data is OrganisationProfileRevised))
            standings.Forget();
        return Task.CompletedTask;
    }
}
