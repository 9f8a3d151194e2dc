using ProcessingRegister.Decisions;

namespace ProcessingRegister.Hosting.Access;

/// <summary>The rules that forbid something about who holds which role.</summary>
public static class AccessRefusals
{
    /// <summary>Somebody must be able to give roles.</summary>
    public static readonly Refusal LastAdmin = new("members-last-admin", "Art. 24(1)",
        "The organisation would be left without an admin; give somebody else the role first.");
}
