namespace ProcessingRegister.Web;

/// <summary>Tells the name of the organisation that a page is about; the pages of a register bear it, on paper too.</summary>
public interface IKeeperName
{
    /// <summary>The registered name.</summary>
    Task<string?> OfAsync(string tenantId, CancellationToken ct);
}
